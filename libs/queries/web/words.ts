import type { QueryMessageView, QueryView } from '#api-client';
import { roleInWords } from '#kernel/domain';
import { dayInWords, drawn } from '#kernel/web';
import { ASKED_BY_WORDS, QUERY_STATE_WORDS, STEP_WORDS, wantsReason } from '#queries/domain';

export type QueryState = QueryView['state'];

/** An act on one query, as its row allows it. */
export type QueryAct = Extract<QueryView['abilities'][number], 'answer' | 'close' | 'reopen' | 'cancel' | 'remind'>;

/** The states of a query as people read them, in the order of its life. */
export const STATES = drawn(QUERY_STATE_WORDS, {
  open: { tone: 'amber', icon: 'help' },
  answered: { tone: 'blue', icon: 'talk' },
  closed: { tone: 'green', icon: 'done' },
  cancelled: { tone: 'grey', icon: 'cancel' },
});

/** Whether someone still has to do something about it. */
export function isLive({ state }: Pick<QueryView, 'state'>): boolean {
  return state === 'open' || state === 'answered';
}

/** Who asked, in two words. */
export function originInWords({ origin, askedBy }: Pick<QueryView, 'origin' | 'askedBy'>): string {
  if (origin === 'system') return $localize`Contrôle automatique`;
  return $localize`Posée par ${ASKED_BY_WORDS[askedBy]}`;
}

/** `12 jours`, `aujourd’hui`. */
export function ageInWords(days: number): string {
  if (days <= 0) return $localize`aujourd’hui`;
  return days === 1 ? $localize`1 jour` : $localize`${days} jours`;
}

/** What is doubted, as far as it is told: a value, a form, or the patient. */
export function subjectInWords({ itemLabel, item, formTitle }: Pick<QueryView, 'itemLabel' | 'item' | 'formTitle'>): string {
  return itemLabel ?? item ?? formTitle ?? $localize`Le patient`;
}

/** Number, or letters while there is no number. */
export function patientInWords({ registrationNumber, letters }: Pick<QueryView, 'registrationNumber' | 'letters'>): string {
  return registrationNumber ?? letters ?? $localize`Sans numéro`;
}

export function dueInWords({ dueOn, overdue }: Pick<QueryView, 'dueOn' | 'overdue'>): string {
  if (!dueOn) return '';
  return overdue ? $localize`attendue le ${dayInWords(dueOn)}, en retard` : $localize`attendue le ${dayInWords(dueOn)}`;
}

/** `Aurélie Nguyen (data manager) a clos la query`. */
export function messageInWords({ kind, byName, byRole }: Pick<QueryMessageView, 'kind' | 'byName' | 'byRole'>): string {
  const who = byRole === 'system' ? roleInWords('system') : $localize`${byName} (${roleInWords(byRole)})`;
  return `${who} ${STEP_WORDS[kind].label}`;
}

/** The words of each act: its button, the box above it, and what is said once it is done. */
export const ACTS: Readonly<
  Record<QueryAct, { readonly act: string; readonly box: string; readonly done: string; readonly needsText: boolean }>
> = {
  answer: { act: $localize`Répondre`, box: $localize`Votre réponse`, done: $localize`Réponse envoyée.`, needsText: true },
  close: {
    act: $localize`Clore`,
    box: $localize`Un mot pour clore (facultatif)`,
    done: $localize`Query close.`,
    needsText: false,
  },
  remind: {
    act: $localize`Relancer`,
    box: $localize`Un mot pour relancer (facultatif)`,
    done: $localize`Query relancée.`,
    needsText: false,
  },
  reopen: {
    act: $localize`Rouvrir`,
    box: $localize`Pourquoi la rouvrir\u202f?`,
    done: $localize`Query rouverte.`,
    needsText: true,
  },
  cancel: {
    act: $localize`Annuler la query`,
    box: $localize`Pourquoi l’annuler\u202f?`,
    done: $localize`Query annulée.`,
    needsText: true,
  },
};

/** Whether the act is refused without a text: what nobody answered is closed with a reason. */
export function needsText(act: QueryAct, query: Pick<QueryView, 'state'>): boolean {
  return ACTS[act].needsText || wantsReason(query, act);
}

/** Above the box of an act. */
export function boxOf(act: QueryAct, query: Pick<QueryView, 'state'>): string {
  return wantsReason(query, act) ? $localize`Personne n’a répondu\u00a0: pourquoi la clore\u202f?` : ACTS[act].box;
}
