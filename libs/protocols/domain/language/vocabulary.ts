/** The closed vocabulary of conditions, three-valued: true, false, unknown. In a group, items of the same row are seen first. */
export type Condition =
  | { readonly answered: ItemName }
  | { readonly is: readonly [item: ItemName, value: Scalar] }
  | { readonly in: readonly [item: ItemName, values: readonly Scalar[]] }
  | { readonly includes: readonly [item: ItemName, code: string] }
  /** It holds in one row of that group at least; in none while there is no row. */
  | { readonly anyRow: { readonly group: string; readonly when: Condition } }
  /** The form is filled at one of these visits; unknown of a form that belongs to none. */
  | { readonly atVisit: readonly string[] }
  | { readonly compare: readonly [left: Operand, operator: Comparator, right: Operand] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** An item of the form, by its code, or one of another form of the patient that is filled once. */
export type ItemName = string | { readonly item: string; readonly form: string };

export type Comparator = '<' | '<=' | '=' | '!=' | '>=' | '>';
export type Scalar = string | number;

/**
 * A bare number is a constant; a date constant is `{ date: 'YYYY-MM-DD' }`. `form` reads another form of the patient. `decisionDate` is the day of
 * the favourable opinion, `visitDate` the day foreseen for the visit, `visitFrom` and `visitUntil` the ends of its window.
 */
export type Operand =
  | number
  | 'today'
  | 'decisionDate'
  | 'visitDate'
  | 'visitFrom'
  | 'visitUntil'
  /** Not in the language: what the product asks by itself (`allChecks`). */
  | 'birth'
  | 'treatedFrom'
  | { readonly date: string }
  | { readonly item: string; readonly form?: string }
  | { readonly previousVisit: string }
  | { readonly sum: readonly Operand[] }
  /** Mean of what is answered, when at least half is (the half rule of QLQ-C30). */
  | { readonly mean: readonly Operand[] }
  | { readonly difference: readonly [Operand, Operand] }
  | { readonly ratio: readonly [Operand, Operand] }
  | { readonly percentChange: readonly [from: Operand, to: Operand] }
  | { readonly daysBetween: readonly [from: Operand, to: Operand] }
  | { readonly ageInYears: readonly [birth: Operand, on: Operand] }
  | { readonly round: readonly [Operand, digits: number] };
