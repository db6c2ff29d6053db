import type { Applicability } from './applicability.js';
import { evaluate, type Truth } from './conditions.js';
import { itemKey } from './keys.js';
import type { Check, Condition, Env, Form, Group } from './language.js';
import { referencesOfCondition } from './references.js';
import { scopeOn, type Row } from './scope.js';

/** A check at one place: once for the form, or once for each row when it speaks of items of a group. */
export interface CheckOutcome {
  readonly check: Check;
  readonly holds: Truth;
  /** Keys of the items at which the message is shown, those that apply. */
  readonly items: readonly string[];
  /** Keys of the items the check reads, those that apply. */
  readonly reads: readonly string[];
}

/** A proposal of which the answers say yes. */
export interface ProposalOutcome {
  readonly form: string;
  /** Keys of the answers that call for it, in the order in which the proposal names them. */
  readonly items: readonly string[];
}

/** How all checks of a form stand. A check of which no item applies is not asked. */
export function checkOutcomes(form: Form, found: Applicability, env: Env): readonly CheckOutcome[] {
  return (form.checks ?? []).flatMap((check) =>
    placesOf(check.assert, check.items, form, found).flatMap(({ row, keys, reads }): CheckOutcome[] => {
      const items = keys(check.items);
      return items.length === 0 ? [] : [{ check, holds: evaluate(check.assert, scopeOn(found.values, env, row)), items, reads }];
    }),
  );
}

/** The forms that answers propose: once for the form, or once for each row that does. Unknown proposes nothing. */
export function proposals(form: Form, found: Applicability, env: Env): readonly ProposalOutcome[] {
  return (form.proposes ?? []).flatMap((proposal) =>
    placesOf(proposal.when, [], form, found).flatMap(({ row, reads }): ProposalOutcome[] =>
      evaluate(proposal.when, scopeOn(found.values, env, row)) === true ? [{ form: proposal.form, items: reads }] : [],
    ),
  );
}

/** A place at which a rule is asked: the form, or a row. */
interface RuleAt {
  readonly row?: Row;
  /** Keys of these items here, those that apply. */
  readonly keys: (codes: readonly string[]) => readonly string[];
  readonly reads: readonly string[];
}

function placesOf(condition: Condition, shownAt: readonly string[], form: Form, found: Applicability): readonly RuleAt[] {
  const groupOf = groupsByItem(form);
  const applicable = new Set(found.items.map(({ key }) => key));
  const read = referencesOfCondition(condition)
    .filter(({ form: other, previousVisit }) => !other && !previousVisit)
    .map(({ item }) => item);
  const group = [...shownAt, ...read].map((code) => groupOf.get(code)).find((each) => each !== undefined);
  const rowIds = group ? (found.groups.find((each) => each.group === group)?.rowIds ?? []) : [undefined];

  return rowIds.map((rowId) => {
    const row = group && rowId !== undefined ? { group: group.code, rowId } : undefined;
    const keys = (codes: readonly string[]) =>
      codes
        .map((code) => (row && groupOf.get(code) === group ? itemKey(row.group, row.rowId, code) : code))
        .filter((key) => applicable.has(key));
    return { ...(row && { row }), keys, reads: keys(read) };
  });
}

function groupsByItem(form: Form): ReadonlyMap<string, Group> {
  const groups = form.sections.flatMap((section) => section.content.filter((content) => content.type === 'group'));
  return new Map(groups.flatMap((group) => group.items.map((item): [string, Group] => [item.code, group])));
}
