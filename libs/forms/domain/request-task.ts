import type { TaskKind } from '#kernel/domain';
import type { RequestState, Signer } from '#patients/domain';
import { FORM_TASKS } from './tasks.js';

/** A request as far as tasks need it: only those that the person may read come here. */
export interface TaskSubject {
  readonly state: RequestState;
  readonly awaits: readonly string[];
  /** Whether it is this person's own: they started it, or are named as its prescriber. */
  readonly mine: boolean;
  readonly namesMe: boolean;
  /** What the policy lets this person do with it. */
  readonly may: { readonly write: boolean; readonly decide: boolean; readonly sign: Readonly<Record<Signer, boolean>> };
  readonly awaitsSince: Date;
  readonly decidedAt: Date | null;
}

const WEEK = 7 * 24 * 3_600_000;

/** What this request asks of this person now; undefined when it asks nothing of them. */
export function taskOf({ state, awaits, mine, namesMe, may, decidedAt }: TaskSubject, now: Date): TaskKind | undefined {
  switch (state) {
    case 'more-asked':
      return may.write ? FORM_TASKS.answerMore : undefined;
    case 'completed':
    case 'half-signed':
      if (awaits.includes('prescriber') && may.sign.prescriber && namesMe) return FORM_TASKS.signAsPrescriber;
      return awaits.includes('pharmacist') && may.sign.pharmacist ? FORM_TASKS.signAsPharmacist : undefined;
    case 'sent':
      return may.decide ? FORM_TASKS.decide : undefined;
    case 'draft':
      return may.write && mine ? FORM_TASKS.complete : undefined;
    case 'granted':
      return mine && decidedAt && now.getTime() - decidedAt.getTime() < WEEK ? FORM_TASKS.newNumber : undefined;
    default:
      return undefined;
  }
}
