import type { NextFunction, Request, Response } from 'express';
import { Problem } from '#kernel/api';

/** No message of ours is as deep: what is deeper is sent to exhaust anyone who walks through it. */
const DEEPEST = 40;

/** What has a body sends JSON: another type would be left unread, and the act judged on nothing. */
export function demandJson(request: Request, _response: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': chunked, 'content-type': type } = request.headers;
  const isThere = chunked !== undefined || Number(length ?? 0) > 0;
  if (!isThere || /^application\/json\s*(;|$)/i.test(type ?? '')) return next();
  next(new Problem('unsupported-media', { detail: 'Le contenu est attendu en JSON (application/json).' }));
}

/** Refuses a body that is nested beyond reason, before anything walks through it. */
export function demandShallow({ body }: Request, _response: Response, next: NextFunction): void {
  if (isShallow(body)) return next();
  next(new Problem('invalid-request', { detail: `Le contenu envoyé est emboîté sur plus de ${DEEPEST} niveaux.` }));
}

/** Level by level, never by recursion. */
function isShallow(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return true;
  }
  return false;
}
