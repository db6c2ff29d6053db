import type { BulkActView, PersonRef, QueryView, StartBulkAct } from '#api-client';
import { QUERY_STATE_WORDS, stateAfter, wantsReason } from '#queries/domain';
import type { BulkAnswer, BulkQuestion } from './bulk-dialog.js';
import type { Left } from './bulk-share.js';

/** Acts on many queries that have a row each. */
export type QueryBulkAct = Exclude<Extract<BulkActView['act'], QueryView['abilities'][number] | 'due'>, 'ask'>;

/** The button of each, in their order. */
export const BULK_BUTTONS: Readonly<Record<QueryBulkAct, string>> = {
  close: $localize`Clore`,
  reopen: $localize`Rouvrir`,
  remind: $localize`Relancer`,
  assign: $localize`Confier`,
  due: $localize`Échéance`,
};

/** What the policy must allow on a row, for the act to be offered. */
export function abilityOf(act: QueryBulkAct): QueryView['abilities'][number] {
  return act === 'due' ? 'assign' : act;
}

const NOT_YOURS: Left = { one: $localize`hors de vos droits`, many: $localize`hors de vos droits` };
const OF_A_CHECK: Left = { one: $localize`posée par un contrôle`, many: $localize`posées par un contrôle` };

/** Why the act would be refused of that query; undefined when it may be done. */
export function whyNotQuery(act: QueryBulkAct, query: Pick<QueryView, 'askedBy' | 'state' | 'abilities'>): Left | undefined {
  const ability = abilityOf(act);
  if (query.abilities.includes(ability)) return undefined;
  if (stateAfter(query, ability)) return NOT_YOURS;
  if (stateAfter({ ...query, askedBy: 'operator' }, ability)) return OF_A_CHECK;
  const state = QUERY_STATE_WORDS[query.state];
  return { one: state, many: `${state}s` };
}

const REFUSALS = $localize`Celles qu’un collègue aura changées entre-temps seront signalées une à une.`;

/** What is asked before an act on many queries. */
export function questionOf(act: QueryBulkAct, queries: readonly QueryView[], people: readonly PersonRef[]): BulkQuestion {
  const count = queries.length;
  switch (act) {
    case 'close': {
      const unanswered = queries.filter((query) => wantsReason(query, 'close')).length;
      const those = unanswered === 1 ? $localize`1 n’a pas de réponse.` : $localize`${unanswered} n’ont pas de réponse.`;
      return {
        title: $localize`Clore ${count}:count: queries\u202f?`,
        consequence: [...(unanswered ? [those] : []), REFUSALS, $localize`Une query close peut être rouverte.`].join(' '),
        act: $localize`Clore`,
        text: { label: $localize`Un mot pour clore (facultatif)`, least: 0 },
        ...(unanswered && { reason: { label: $localize`Pourquoi clore celles qui n’ont pas de réponse\u202f?`, least: 3 } }),
      };
    }
    case 'reopen':
      return {
        title: $localize`Rouvrir ${count}:count: queries\u202f?`,
        consequence: REFUSALS,
        act: $localize`Rouvrir`,
        text: { label: $localize`Pourquoi les rouvrir\u202f?`, least: 1 },
      };
    case 'remind':
      return {
        title: $localize`Relancer ${count}:count: queries\u202f?`,
        consequence: [$localize`Chaque centre les retrouve dans son accueil et dans son message du jour.`, REFUSALS].join(' '),
        act: $localize`Relancer`,
        text: { label: $localize`Un mot pour relancer (facultatif)`, least: 0 },
      };
    case 'assign':
      return { title: $localize`Confier ${count}:count: queries\u202f?`, consequence: REFUSALS, act: $localize`Confier`, people };
    case 'due':
      return {
        title: $localize`Changer l’échéance de ${count}:count: queries\u202f?`,
        consequence: REFUSALS,
        act: $localize`Enregistrer l’échéance`,
        due: { label: $localize`Réponse attendue le`, hint: $localize`Vide, sans échéance.` },
      };
  }
}

/** What is asked before one question on many. @param locked how many of their forms are locked */
export function askQuestion(title: string, consequence: string, locked: number): BulkQuestion {
  const words =
    locked === 1
      ? $localize`1 fiche est verrouillée\u00a0: on pourra y répondre, mais plus corriger tant que le verrou n’est pas levé.`
      : $localize`${locked} fiches sont verrouillées\u00a0: on pourra y répondre, mais plus corriger tant que le verrou n’est pas levé.`;
  return {
    title,
    consequence: [consequence, ...(locked ? [words] : [])].join(' '),
    act: $localize`Poser la question`,
    text: { label: $localize`Votre question`, least: 3 },
    due: { label: $localize`Réponse attendue le` },
  };
}

/** What is sent of an answer. */
export function wishOf(
  act: StartBulkAct['act'],
  { text, reason, assigneeId, dueOn, isChosen }: BulkAnswer,
): Omit<StartBulkAct, 'rows' | 'targets'> {
  return {
    act,
    ...(text && { text }),
    ...(reason && { unansweredReason: reason }),
    ...(act === 'assign' && { assigneeId: assigneeId ?? null }),
    ...(act === 'due' && { dueOn: dueOn ?? null }),
    ...(act === 'ask' && dueOn && { dueOn }),
    ...(act === 'lock' && { despiteQueries: isChosen }),
  };
}
