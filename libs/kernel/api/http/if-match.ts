import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { documented } from './documented.js';
import { Problem } from './problem.js';
import { say } from '../say.js';

/**
 * The `stateVersion` on which an act was based, from `If-Match: "3"`.
 * @throws Problem `precondition-required` without it.
 */
export const IfMatch = createParamDecorator(
  (_data: unknown, host: ExecutionContext): number => {
    const header = host.switchToHttp().getRequest<Request>().headers['if-match'];
    const version = /^"(\d{1,9})"$/.exec(header ?? '')?.[1];
    if (version === undefined) throw new Problem('precondition-required', { detail: say({ code: 'version-expected' }) });
    return Number(version);
  },
  [documented('If-Match', 'The `stateVersion` that was read, in quotes.')],
);

/** @throws Problem `stale-state` when the state moved since it was read. */
export function demandCurrent(read: number, current: number): void {
  if (read !== current) throw new Problem('stale-state', { detail: say({ code: 'read-again' }) });
}
