import type { Condition, ItemName, Operand } from '../language/language.js';

/** An item that a rule reads, and where in the rule it is named. */
export interface Reference {
  readonly item: string;
  /** Another form of the patient; not given for the form itself. */
  readonly form?: string;
  readonly previousVisit?: true;
  /** The group in any of whose rows it is looked for. */
  readonly anyRowOf?: string;
  readonly path: readonly (string | number)[];
}

type Path = readonly (string | number)[];

/** All items a condition reads, in the order in which it names them. */
export function referencesOfCondition(condition: Condition, path: Path = []): readonly Reference[] {
  if ('answered' in condition) return [named(condition.answered, [...path, 'answered'])];
  if ('is' in condition) return [named(condition.is[0], [...path, 'is', 0])];
  if ('in' in condition) return [named(condition.in[0], [...path, 'in', 0])];
  if ('includes' in condition) return [named(condition.includes[0], [...path, 'includes', 0])];
  if ('anyRow' in condition) {
    const { group, when } = condition.anyRow;
    return referencesOfCondition(when, [...path, 'anyRow', 'when']).map((reference) => ({ anyRowOf: group, ...reference }));
  }
  if ('atVisit' in condition) return [];
  if ('compare' in condition) {
    const [left, , right] = condition.compare;
    return [...referencesOfOperand(left, [...path, 'compare', 0]), ...referencesOfOperand(right, [...path, 'compare', 2])];
  }
  if ('not' in condition) return referencesOfCondition(condition.not, [...path, 'not']);
  const [word, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  return parts.flatMap((part, index) => referencesOfCondition(part, [...path, word, index]));
}

/** All items an operand reads. */
export function referencesOfOperand(operand: Operand, path: Path = []): readonly Reference[] {
  if (typeof operand !== 'object' || 'date' in operand) return [];
  if ('item' in operand) {
    const { item, form } = operand;
    return [named(form === undefined ? item : { item, form }, [...path, 'item'])];
  }
  if ('previousVisit' in operand) return [{ item: operand.previousVisit, previousVisit: true, path: [...path, 'previousVisit'] }];
  if ('round' in operand) return referencesOfOperand(operand.round[0], [...path, 'round', 0]);
  return Object.entries(operand).flatMap(([word, parts]) =>
    (parts as readonly Operand[]).flatMap((part, index) => referencesOfOperand(part, [...path, word, index])),
  );
}

function named(name: ItemName, path: Path): Reference {
  return typeof name === 'string' ? { item: name, path } : { ...name, path };
}
