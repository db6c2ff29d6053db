import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

const compress = promisify(gzip);
/** A name with a hash of its content, eight characters of which any may be a hyphen (`chunk-CKcD-W_L.js`): what has it never changes. */
export const HASHED = /[-.][\w-]{8}\.\w+$/;
const TEXT = /^\/([\w-]+\.(?:js|css))$/;

/**
 * Scripts and styles whose names carry their hash, compressed once and kept: a client's first load is a quarter of what it would be. Files
 * only, never an answer of the API: compressing secrets beside what others chose lets them be guessed.
 */
export function gzipped(folder: string): RequestHandler {
  const kept = new Map<string, Promise<Buffer>>();
  return (request, response, next) => {
    const name = TEXT.exec(request.path)?.[1];
    const file = name && path.join(folder, name);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!file || !HASHED.test(file) || !reads || !request.acceptsEncodings('gzip') || !existsSync(file)) return next();
    const body = kept.get(file) ?? readFile(file).then((content) => compress(content, { level: constants.Z_BEST_COMPRESSION }));
    kept.set(file, body);
    body.then(
      (bytes) =>
        response
          .set({ 'content-encoding': 'gzip', vary: 'accept-encoding', 'cache-control': 'public, max-age=31536000, immutable' })
          .type(path.extname(file))
          .send(bytes),
      (error: unknown) => {
        kept.delete(file);
        next(error);
      },
    );
  };
}
