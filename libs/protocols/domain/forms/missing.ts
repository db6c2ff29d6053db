import { applicability, type ApplicableGroup } from './applicability.js';
import { declaredItems, findItem } from '../language/keys.js';
import { isTyped } from '../kinds/index.js';
import type { Condition, Env, Form, Value, Values } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { isFilled, missingReason, valueAt } from '../language/values.js';

/** A field that is expected and has no answer: an item, or a repeating group, by its key. */
export interface MissingField {
  readonly key: string;
  /** Code of the section in which one answers it. */
  readonly section: string;
  /** The field to go to: itself or, where it would only apply to the visit as planned, the question that says whether it took place. */
  readonly leadsTo: string;
}

/** What of a form is expected, with what is answered: the one reading of what is missing (docs/decisions/0014). */
export interface Expected {
  /** Expected and answered. */
  readonly filled: number;
  readonly missing: readonly MissingField[];
}

/**
 * What a form asks, and what of it is missing: every field that applies, or would apply to the visit as planned, calculated ones and those
 * « non applicable » left out. A reason for having no answer (non disponible, non fait) is not an answer. A repeating group is one missing field until it has its
 * rows, or is stated empty; then each row counts its own fields.
 */
export function expectedOf(form: Form, values: Values, env: Env): Expected {
  const actual = applicability(form, values, env);
  const supposed = asPlanned(form, actual.values);
  // Of what applies now only: an answer left behind in a hidden question is none.
  const found = Object.keys(supposed).length === 0 ? actual : applicability(form, { ...actual.values, ...supposed }, env);
  const asked = new Map(actual.items.map(({ key, section }) => [key, section.code]));
  const groups = new Set(actual.groups.map(({ group }) => group.code));
  const first = actual.items.find(({ key }) => Object.hasOwn(supposed, key));

  const missingAt = (key: string, section: string, isThere: boolean): MissingField =>
    isThere || !first ? { key, section, leadsTo: key } : { key, section: first.section.code, leadsTo: first.key };
  const items = found.items.filter(({ item, key }) => isTyped(item) && missingReason(valueAt(actual.values, key)) !== 'NA');
  const answered = items.filter(({ key }) => isFilled(valueAt(actual.values, key)));
  const missing = [
    ...items.filter((each) => !answered.includes(each)).map(({ key, section }) => missingAt(key, section.code, asked.has(key))),
    ...found.groups.filter(lacksRows).map(({ group, section }) => missingAt(group.code, section.code, groups.has(group.code))),
  ];
  return { filled: answered.length, missing };
}

/** Of any other group without a row, the question whether there is none waits for its answer. */
export function lacksRows({ group, rowIds }: ApplicableGroup): boolean {
  return rowIds.length < (group.min ?? 0);
}

/**
 * The answers that nobody gave yet and that the visit would have were it held as planned: those that its day waits for. A visit that nobody opened so
 * misses all that it would ask, and not only whether it took place.
 */
function asPlanned(form: Form, answered: Values): Values {
  const held = dayOf(form);
  const supposed: Record<string, Value> = {};
  const suppose = (condition: Condition | undefined): void => {
    if (!condition) return;
    if ('all' in condition) condition.all.forEach(suppose);
    const [name, value] = supposition(condition);
    const found = name === undefined ? undefined : findItem(form, name);
    if (!found || name === undefined || value === undefined || Object.hasOwn(answered, name) || Object.hasOwn(supposed, name)) return;
    supposed[name] = value;
    suppose(found.section.when);
    suppose(found.item.when);
  };
  suppose(held?.section.when);
  suppose(held?.item.when);
  return supposed;
}

/** What must be answered for the condition to hold, where it says so itself. */
function supposition(condition: Condition): [name?: string, value?: Value] {
  const own = (name: unknown, value: Value | undefined): [string?, Value?] =>
    typeof name === 'string' && value !== undefined ? [name, value] : [];
  if ('is' in condition) return own(condition.is[0], condition.is[1]);
  if ('in' in condition) return own(condition.in[0], condition.in[1][0]);
  if ('includes' in condition) return own(condition.includes[0], [condition.includes[1]]);
  return [];
}

/** The day of the form: its own word, or the first date that it asks. What happens unplanned, and what opens the enrolment, have no visit to suppose. */
function dayOf(form: Form) {
  if (isOpeningKind(form.kind) || form.occurs === 'on-event') return undefined;
  return declaredItems(form).find(
    ({ item, group }) => !group && (form.heldOn === undefined ? item.type === 'date' : item.code === form.heldOn),
  );
}
