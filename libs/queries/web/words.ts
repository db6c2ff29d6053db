import type { QueryMessageView, QueryView } from '#api-client';
import { dayInWords, type IconName, roleInWords, type Tone } from '#kernel/web';
import { wantsReason } from '#queries/domain';

export type QueryState = QueryView['state'];

/** An act on one query, as its row allows it. */
export type QueryAct = Extract<QueryView['abilities'][number], 'answer' | 'close' | 'reopen' | 'cancel' | 'remind'>;

/** The states of a query as people read them, in the order of its life. */
export const STATES: Readonly<Record<QueryState, { readonly label: string; readonly tone: Tone; readonly icon: IconName }>> = {
  open: { label: $localize`Ouverte`, tone: 'amber', icon: 'help' },
  answered: { label: $localize`Répondue`, tone: 'blue', icon: 'talk' },
  closed: { label: $localize`Close`, tone: 'green', icon: 'done' },
  cancelled: { label: $localize`Annulée`, tone: 'grey', icon: 'cancel' },
};

/** Whether someone still has to do something about it. */
export function isLive({ state }: Pick<QueryView, 'state'>): boolean {
  return state === 'open' || state === 'answered';
}

/** Who asked, in two words. */
export function originInWords({ origin, askedBy }: Pick<QueryView, 'origin' | 'askedBy'>): string {
  if (origin === 'system') return $localize`Contrôle automatique`;
  return askedBy === 'hospital' ? $localize`Posée par le centre` : $localize`Posée par l’opérateur`;
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

const SAID: Readonly<Record<QueryMessageView['kind'], string>> = {
  asked: $localize`a posé la question`,
  answered: $localize`a répondu`,
  reopened: $localize`a rouvert la query`,
  closed: $localize`a clos la query`,
  cancelled: $localize`a annulé la query`,
  reminded: $localize`a relancé`,
  assigned: $localize`a changé qui s’en charge ou l’échéance`,
};

/** `Aurélie Nguyen (data manager) a clos la query`. */
export function messageInWords({ kind, byName, byRole }: Pick<QueryMessageView, 'kind' | 'byName' | 'byRole'>): string {
  const who = byRole === 'system' ? roleInWords('system') : $localize`${byName} (${roleInWords(byRole).toLowerCase()})`;
  return `${who} ${SAID[kind]}`;
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
