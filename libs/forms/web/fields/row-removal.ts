import { LIMITS } from '#kernel/domain';
import type { Question } from '#kernel/web';
import type { Group } from '#protocols/domain';
import type { RowView } from '../drawing/drawing.js';

/** What is asked before a row leaves a form. @param answered how many of its fields have an answer */
export function rowRemoval(group: Group, row: RowView, answered: number, wantsReason: boolean): Question {
  const what = `${group.rowLabel} ${row.number}`;
  return {
    title: $localize`Retirer\u00a0: ${what} ?`,
    consequence:
      answered > 1
        ? $localize`Ses ${answered} réponses quittent la fiche. L’historique les garde.`
        : $localize`Cette ligne quitte la fiche. L’historique la garde.`,
    act: $localize`Retirer`,
    danger: true,
    ...(wantsReason && {
      reason: { label: $localize`Pourquoi retirer cette ligne d’une fiche terminée\u202f?`, max: LIMITS.shortReason.max },
    }),
  };
}
