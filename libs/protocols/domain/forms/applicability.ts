import { evaluate } from '../rules/conditions.js';
import { declaredItems, itemKey, parseKey, rowKey, rowsByGroup } from '../language/keys.js';
import { isTyped, kindOf } from '../kinds/index.js';
import type { Condition, Env, Form, Group, Item, Section, Value, Values } from '../language/language.js';
import { scopeOn, type Row } from '../rules/scope.js';
import { STATED_EMPTY, statementOf } from '../language/statements.js';
import { valueAt } from '../language/values.js';

export interface ApplicableItem {
  readonly key: string;
  readonly item: Item;
  readonly section: Section;
  readonly group?: Group;
  readonly rowId?: string;
  /** Whether it must be answered, given the answers above it. */
  readonly required: boolean;
}

/** A group that applies, with its rows in the order in which they were made; perhaps none yet. */
export interface ApplicableGroup {
  readonly group: Group;
  readonly section: Section;
  readonly rowIds: readonly string[];
  /** Someone says that there is none. */
  readonly statedEmpty: boolean;
}

/** What of a form exists, given its answers. */
export interface Applicability {
  readonly sections: readonly Section[];
  readonly groups: readonly ApplicableGroup[];
  /** In the order of the form, the rows of a group one after the other. */
  readonly items: readonly ApplicableItem[];
  /** The answers that count: of items that apply, with calculated ones brought up to date. */
  readonly values: Values;
}

/**
 * Reads the form once, from top to bottom. A condition sees only items above it that themselves apply, so that an answer
 * left behind in a hidden item can never reveal another; and nothing is shown on an unknown.
 */
export function applicability(form: Form, values: Values, env: Env): Applicability {
  const rows = rowsByGroup(values);
  const seen: Record<string, Value> = {};
  const found = { sections: [] as Section[], groups: [] as ApplicableGroup[], items: [] as ApplicableItem[], values: seen };

  const applies = (when: Condition | undefined, row?: Row) => !when || evaluate(when, scopeOn(form, seen, env, row)) === true;

  const meet = (met: Omit<ApplicableItem, 'required'>, row?: Row) => {
    const { item, key } = met;
    if (!applies(item.when, row)) return;
    found.items.push({ ...met, required: item.required ?? (item.requiredWhen !== undefined && applies(item.requiredWhen, row)) });
    const { calculate } = kindOf(item);
    const value = calculate ? calculate(item, scopeOn(form, seen, env, row)) : valueAt(values, key);
    if (value !== undefined) seen[key] = value;
  };

  for (const section of form.sections) {
    if (!applies(section.when)) continue;
    found.sections.push(section);
    for (const content of section.content) {
      if (content.type !== 'group') {
        meet({ key: content.code, item: content, section });
      } else if (applies(content.when)) {
        const rowIds = rows.get(content.code) ?? [];
        const statement = rowIds.length === 0 ? statementOf(content) : undefined;
        if (statement) meet({ key: content.code, item: statement, section });
        found.groups.push({ group: content, section, rowIds, statedEmpty: valueAt(seen, content.code) === STATED_EMPTY });
        for (const rowId of rowIds) {
          seen[rowKey(content.code, rowId)] = true;
          const row = { group: content.code, rowId };
          for (const item of content.items)
            meet({ key: itemKey(content.code, rowId, item.code), item, section, group: content, rowId }, row);
        }
      }
    }
  }
  return found;
}

/**
 * The values with calculated items brought up to date, and absent where something they need is unknown.
 * @param found what applies by these values, when it was asked already: calculated ones among them do not count there.
 */
export function withCalculated(form: Form, values: Values, env: Env, found?: Applicability): Values {
  const calculated = new Set(
    declaredItems(form)
      .filter(({ item }) => !isTyped(item))
      .map(({ item }) => item.code),
  );
  if (calculated.size === 0) return values;
  const typed = Object.entries(values).filter(([key]) => !calculated.has(parseKey(key)?.item ?? ''));
  const { items, values: counting } = found ?? applicability(form, values, env);
  const results = items.flatMap(({ item, key }): [string, Value][] => {
    const value = isTyped(item) ? undefined : valueAt(counting, key);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries([...typed, ...results]);
}
