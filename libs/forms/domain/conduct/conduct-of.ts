import { isOpeningKind } from '#protocols/domain';
import type { Conduct } from './conduct.js';
import { FOLLOW_UP_CONDUCT } from './follow-up-conduct.js';
import { REQUEST_CONDUCT } from './request-conduct.js';

/**
 * How a form of that kind behaves: as the request, which the form that opens the enrolment is, or as a form of the follow-up.
 * @param kind as the protocol says it, or as the wire does, which knows words only.
 */
export function conductOf(kind: string): Conduct {
  return isOpeningKind(kind) ? REQUEST_CONDUCT : FOLLOW_UP_CONDUCT;
}
