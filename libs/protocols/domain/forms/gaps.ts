import { applicability, type Applicability } from './applicability.js';
import { checkOutcomes, type CheckOutcome } from './checks.js';
import { isTyped } from '../kinds/index.js';
import type { Env, Form, Protocol, Values } from '../language/language.js';
import type { ProtocolMessage } from '../say.js';
import { scopeOn } from '../rules/scope.js';
import { checkValue, warnValue } from '../values/value-check.js';
import { missingReason, valueAt } from '../language/values.js';

/** One thing that stands between a form and its signature. The key leads to it; for a group that lacks rows it is the group's code. */
export interface Gap {
  readonly key: string;
  readonly label: string;
  readonly section: string;
  /** `carried`: a value that nobody typed here stands there, to be confirmed. */
  readonly kind: 'missing' | 'wrong' | 'check' | 'carried';
  readonly says: ProtocolMessage;
}

/** What does not forbid the signature and is said all the same. */
export interface Advice {
  readonly code: string;
  readonly level: 'soft' | 'notice';
  /** Keys; the first one leads there. */
  readonly items: readonly string[];
  readonly says: ProtocolMessage;
}

/**
 * What prevents a signature that covers these sections: required answers that are missing, wrong values, hard checks that do not
 * hold. Empty means that one may sign. In the order of the form.
 */
export function gaps(
  protocol: Pick<Protocol, 'codeLists'>,
  form: Form,
  values: Values,
  env: Env,
  sectionCodes: readonly string[],
): readonly Gap[] {
  const found = applicability(form, values, env);
  const itemGaps = found.items.map((applicable): Gap | null => gapOfItem(protocol, form, applicable, found, env));
  const known = [...groupGaps(found), ...itemGaps.filter((gap) => gap !== null)];
  const all = [...known, ...checkGaps(form, found, env, known)];

  const order = new Map(orderOfKeys(found).map((key, index) => [key, index]));
  return all.filter((gap) => sectionCodes.includes(gap.section)).sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
}

/** Checks that ask or warn, and do not hold; keys of identifiers that do not fit. */
export function advice(form: Form, values: Values, env: Env): readonly Advice[] {
  const found = applicability(form, values, env);
  const odd = found.items.flatMap(({ item, key }): Advice[] => {
    const warning = warnValue(item, valueAt(found.values, key));
    return warning ? [{ code: warning.code, level: 'notice', items: [key], says: warning.says }] : [];
  });
  const failed = checkOutcomes(form, found, env).flatMap(({ check, holds, items }): Advice[] =>
    holds === false && check.level !== 'hard' ? [{ code: check.code, level: check.level, items, says: check.says }] : [],
  );
  return [...failed, ...odd];
}

function gapOfItem(
  { codeLists }: Pick<Protocol, 'codeLists'>,
  form: Form,
  { item, key, section, group, rowId, required }: Applicability['items'][number],
  found: Applicability,
  env: Env,
): Gap | null {
  const about = { key, label: item.label, section: section.code };
  const value = valueAt(found.values, key);
  if (!isTyped(item)) return null;
  if (value === undefined) return required ? { ...about, kind: 'missing', says: { code: 'answer-needed' } } : null;
  const row = group && rowId !== undefined ? { group: group.code, rowId } : undefined;
  const problem = checkValue(item, value, codeLists, scopeOn(form, found.values, env, row));
  return problem && { ...about, kind: 'wrong', says: problem.says };
}

function groupGaps(found: Applicability): readonly Gap[] {
  return found.groups.flatMap(({ group, section, rowIds }): Gap[] => {
    const about = { key: group.code, label: group.label, section: section.code };
    const { min = 0, max = Infinity } = group;
    if (rowIds.length < min)
      return [{ ...about, kind: 'missing', says: { code: 'rows-needed', params: { least: min, row: group.rowLabel } } }];
    if (rowIds.length > max)
      return [{ ...about, kind: 'wrong', says: { code: 'too-many-rows', params: { most: max, row: group.rowLabel } } }];
    return [];
  });
}

/** A hard check is told once its items are; what a missing or wrong item already explains is not said twice. */
function checkGaps(form: Form, found: Applicability, env: Env, known: readonly Gap[]): readonly Gap[] {
  const wrong = new Set(known.filter(({ kind }) => kind === 'wrong').map(({ key }) => key));
  const items = new Map(found.items.map((applicable) => [applicable.key, applicable]));

  return checkOutcomes(form, found, env).flatMap((outcome): Gap[] => {
    const first = items.get(outcome.items[0] ?? '');
    const fails = outcome.check.level === 'hard' && (outcome.holds === false || isEvaded(outcome, found));
    if (!first || !fails || outcome.reads.some((key) => wrong.has(key))) return [];
    return [{ key: first.key, label: first.item.label, section: first.section.code, kind: 'check', says: outcome.check.says }];
  });
}

/** A hard check cannot be got round by a reason for being missing: all is answered, and still one does not know. */
function isEvaded({ holds, reads }: CheckOutcome, { values }: Applicability): boolean {
  if (holds !== 'unknown') return false;
  const answers = reads.map((key) => valueAt(values, key));
  return answers.every((answer) => answer !== undefined) && answers.some((answer) => missingReason(answer) !== undefined);
}

function orderOfKeys(found: Applicability): readonly string[] {
  return found.sections.flatMap((section) => [
    ...found.groups.filter((each) => each.section === section).map(({ group }) => group.code),
    ...found.items.filter((each) => each.section === section).map(({ key }) => key),
  ]);
}
