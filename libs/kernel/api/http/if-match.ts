import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { documented } from './documented.js';
import { Problem } from './problem.js';

/**
 * The `stateVersion` on which an act was based, from `If-Match: "3"`.
 * @throws Problem `precondition-required` without it.
 */
export const IfMatch = createParamDecorator(
  (_data: unknown, host: ExecutionContext): number => {
    const header = host.switchToHttp().getRequest<Request>().headers['if-match'];
    const version = /^"(\d{1,9})"$/.exec(header ?? '')?.[1];
    if (version === undefined)
      throw new Problem('precondition-required', { detail: 'Indiquez la version lue, par exemple If-Match: "3".' });
    return Number(version);
  },
  [documented('If-Match', 'The `stateVersion` that was read, in quotes.')],
);

/** @throws Problem `stale-state` when the state moved since it was read. */
export function demandCurrent(read: number, current: number): void {
  if (read !== current)
    throw new Problem('stale-state', { detail: 'Une autre personne a agi entre-temps. Relisez la page, puis recommencez si besoin.' });
}
