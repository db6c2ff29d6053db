import type { Applicability } from './applicability.js';
import { evaluate, type Truth } from '../rules/conditions.js';
import { itemKey } from '../language/keys.js';
import { allChecks, type AskedCheck } from './own-checks.js';
import type { Condition, Env, Form, Group, Values } from '../language/language.js';
import { referencesOfCondition } from '../rules/references.js';
import { scopeOn, type Row } from '../rules/scope.js';

/** A check at one place: once for the form, or once for each row when it speaks of items of a group. */
export interface CheckOutcome {
  readonly check: AskedCheck;
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
  /** Answers of that form that come with it. */
  readonly offers: Values;
}

/** How all checks of a form stand. A check of which no item applies is not asked. */
export function checkOutcomes(form: Form, found: Applicability, env: Env): readonly CheckOutcome[] {
  const places = placesIn(form, found);
  return allChecks(form).flatMap((check) =>
    places(check.assert, check.items).flatMap(({ row, keys, reads }): CheckOutcome[] => {
      const items = keys(check.items);
      return items.length === 0 ? [] : [{ check, holds: evaluate(check.assert, scopeOn(form, found.values, env, row)), items, reads }];
    }),
  );
}

/** The forms that answers propose: once for the form, or once for each row that does. Unknown proposes nothing. */
export function proposals(form: Form, found: Applicability, env: Env): readonly ProposalOutcome[] {
  const places = placesIn(form, found);
  return (form.proposes ?? []).flatMap((proposal) =>
    places(proposal.when, []).flatMap(({ row, reads }): ProposalOutcome[] =>
      evaluate(proposal.when, scopeOn(form, found.values, env, row)) === true
        ? [{ form: proposal.form, items: reads, offers: proposal.with ?? {} }]
        : [],
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

/** Where the rules of a form are asked. What all of them need to know is gathered once. */
function placesIn(form: Form, found: Applicability): (condition: Condition, shownAt: readonly string[]) => readonly RuleAt[] {
  const groupOf = groupsByItem(form);
  const applicable = new Set(found.items.map(({ key }) => key));
  const rowsOf = (of: Group) => found.groups.find((each) => each.group === of)?.rowIds ?? [];

  return (condition, shownAt) => {
    const references = referencesOfCondition(condition).filter(({ form: other, previousVisit }) => !other && !previousVisit);
    const read = references.map(({ item }) => item);
    // A group that the rule looks at as a whole is not asked row by row.
    const whole = new Set(references.flatMap(({ anyRowOf }) => anyRowOf ?? []));
    const group = [...shownAt, ...read].map((code) => groupOf.get(code)).find((each) => each && !whole.has(each.code));

    return (group ? rowsOf(group) : [undefined]).map((rowId) => {
      const row = group && rowId !== undefined ? { group: group.code, rowId } : undefined;
      const keysOf = (code: string, its = groupOf.get(code)) => {
        if (!its) return [code];
        return (row && its === group ? [row.rowId] : rowsOf(its)).map((each) => itemKey(its.code, each, code));
      };
      const keys = (codes: readonly string[]) => codes.flatMap((code) => keysOf(code)).filter((key) => applicable.has(key));
      return { ...(row && { row }), keys, reads: keys(read) };
    });
  };
}

function groupsByItem(form: Form): ReadonlyMap<string, Group> {
  const groups = form.sections.flatMap((section) => section.content.filter((content) => content.type === 'group'));
  return new Map(groups.flatMap((group) => group.items.map((item): [string, Group] => [item.code, group])));
}
