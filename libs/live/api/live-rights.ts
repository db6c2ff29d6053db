import type { Subject } from '@casl/ability';
import { onlyCentre } from '#forms/domain';
import type { Ctx, LiveEntry } from '#kernel/api';
import type { KnownEnrolment } from '#patients/api';
import type { LiveChange } from './live.messages.js';

/** An enrolment of which something is told, with its FAT. */
export interface Heard {
  readonly enrolment: KnownEnrolment;
  readonly fatId: string;
}

/** Whether it may change what this person sees: what is about one person is that person's affair. */
export function concerns({ stream }: LiveEntry, { actor }: Ctx): boolean {
  return stream.kind !== 'person' || stream.id === actor.personId;
}

/** Whether it is written of the centre where this person works. */
export function isOfMyCentre({ stream }: LiveEntry, { actor }: Ctx): boolean {
  return stream.kind === 'centre' && stream.id === actor.profile?.centreId;
}

/**
 * Whether this person may be told. Whom a FAT names hears of its request, of that form and of what is asked about it (charter C5.8). A centre that the patient left hears of what it does itself, and of nothing after (charter C10.5).
 */
export function mayHear({ ability, actor }: Ctx, { enrolment, fatId }: Heard, subject: Subject, entry: LiveEntry): boolean {
  if (!ability.can('read', subject)) return false;
  const isOfRequest = entry.subject.id === enrolment.id || entry.subject.id === fatId || entry.formId === fatId;
  if (!isOfRequest && !ability.can('follow', subject)) return false;
  const only = onlyCentre({
    ...(actor.profile && { centreId: actor.profile.centreId }),
    centres: { current: enrolment.centreId, former: enrolment.formerCentreIds },
  });
  return only === undefined || only === entry.centreId;
}

/** Ids only: what was written is asked for by anyone who may read it. */
export function viewChange({ stream, subject, action }: LiveEntry): LiveChange {
  return { enrolmentId: stream.id, ...(subject.type === 'form' && { formId: subject.id }), action };
}
