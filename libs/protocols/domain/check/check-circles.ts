import { declaredItems } from '../language/keys.js';
import { kindOf } from '../kinds/index.js';
import type { Form, Item } from '../language/language.js';
import { referencesOfCondition, referencesOfOperand } from '../rules/references.js';

/**
 * How what decides of an item of the form comes back to it, by codes, when its rule names this other one; undefined when it does not. `[a, a]` names
 * itself, `[a, b, a]` reads what reads it.
 */
export function circleThrough(form: Form, subject: Item, named: Item): readonly string[] | undefined {
  const items = new Map(declaredItems(form).map(({ item }) => [item.code, item]));
  const paths: string[][] = [[subject.code, named.code]];
  const seen = new Set([named.code]);
  // The list grows while it is read: the nearest first, so that the shortest circle is told.
  for (const path of paths) {
    const last = path.at(-1) ?? '';
    if (last === subject.code) return path;
    for (const next of readBy(items.get(last))) {
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return undefined;
}

/** What decides whether an item exists, is wanted, and what it is worth. */
function readBy(item: Item | undefined): readonly string[] {
  if (!item) return [];
  const rules = [item.when, item.requiredWhen].flatMap((rule) => (rule ? referencesOfCondition(rule) : []));
  const needed = kindOf(item)
    .operands(item)
    .filter(({ isNeeded }) => isNeeded);
  return [...rules, ...needed.flatMap(({ operand }) => referencesOfOperand(operand))].flatMap((reference) =>
    reference.form === undefined && reference.previousVisit === undefined ? [reference.item] : [],
  );
}
