import { LIMITS } from '#kernel/domain';
import type { Question } from '#kernel/web';
import type { Group } from '#protocols/domain';
import type { Drawing, RowView } from '../drawing/drawing.js';

/** How many fields of a row hold something that a person gave, as the form is now: the row that the page shows may be a keystroke behind. */
export function answeredIn(row: string, drawing: Drawing | undefined, drafts: ReadonlyMap<string, unknown>): number {
  const fields = [...(drawing?.fields.values() ?? [])].filter(({ key }) => key.startsWith(`${row}/`));
  return fields.filter(({ key, value, item }) => item.type !== 'calc' && (value !== undefined || drafts.has(key))).length;
}

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
