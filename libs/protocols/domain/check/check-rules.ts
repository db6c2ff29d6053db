import { isCalendarDate } from '#kernel/domain';
import { codeProblem } from '../kinds/choices.js';
import { CODES, DATE, NUMBER, type RuleType } from '../kinds/comparison.js';
import { noSuchDay } from '../kinds/dates.js';
import { choicesOf, KINDS, kindOf } from '../kinds/index.js';
import type { Comparator, Condition, Item, ItemName, Operand, Scalar } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { meantBy, problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import { placeInRows, resolve, resolveElsewhere, resolveName, type RulePlace } from './rule-names.js';

/** What a condition or an operand may nest; far beyond what a person can read. */
const DEEPEST = 24;

/** Types a condition against the items and code lists: at the bedside it can then only be true, false or unknown. */
export function checkCondition(condition: Condition, place: RulePlace, path: Path, depth = 0): readonly ProtocolProblem[] {
  if (depth > DEEPEST) return [tooDeep(path)];
  if ('answered' in condition) return resolveName(condition.answered, place, [...path, 'answered']).problems;
  if ('is' in condition) return checkScalars(condition.is[0], [condition.is[1]], place, [...path, 'is'], (path) => [...path, 1]);
  if ('in' in condition)
    return checkScalars(condition.in[0], condition.in[1], place, [...path, 'in'], (path, index) => [...path, 1, index]);
  if ('includes' in condition) return checkIncludes(condition.includes, place, [...path, 'includes']);
  if ('anyRow' in condition) return checkAnyRow(condition.anyRow, place, [...path, 'anyRow'], depth);
  if ('atVisit' in condition) return checkVisits(condition.atVisit, place, [...path, 'atVisit']);
  if ('compare' in condition) return checkCompare(condition.compare, place, [...path, 'compare']);
  if ('not' in condition) return checkCondition(condition.not, place, [...path, 'not'], depth + 1);
  const [word, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  return parts.flatMap((part, index) => checkCondition(part, place, [...path, word, index], depth + 1));
}

/** Types an operand, which must come to this. */
export function checkOperand(operand: Operand, expected: RuleType, place: RulePlace, path: Path, depth = 0): readonly ProtocolProblem[] {
  const { type, problems } = typeOfOperand(operand, place, path, depth);
  if (type === undefined || type === expected) return problems;
  return [...problems, problemAt(path, { code: 'wrong-type/operand', params: { is: type.name, wanted: expected.name } })];
}

/** What is compared, of all kinds of fields. Asked for when it is told: the browser, which checks no protocol, is spared it. */
function comparedTypes(): readonly RuleType['name'][] {
  const types = new Set(Object.values(KINDS).map(({ compare }) => compare.type));
  return [...types].filter(({ isOrdered }) => isOrdered).map(({ name }) => name);
}

interface Typed {
  readonly type?: RuleType;
  readonly problems: readonly ProtocolProblem[];
}

function typeOfOperand(operand: Operand, place: RulePlace, path: Path, depth: number): Typed {
  if (depth > DEEPEST) return { problems: [tooDeep(path)] };
  if (typeof operand === 'number') return { type: NUMBER, problems: [] };
  if (operand === 'today') return { type: DATE, problems: [] };
  if (operand === 'decisionDate') return { type: DATE, problems: decisionProblems(place, path) };
  if (typeof operand === 'string') return { type: DATE, problems: visitProblems(place, path) };
  if ('date' in operand) return { type: DATE, problems: isCalendarDate(operand.date) ? [] : [noSuchDay(operand.date, [...path, 'date'])] };
  if ('item' in operand) {
    const { item, problems } =
      operand.form === undefined
        ? resolve(operand.item, place, [...path, 'item'])
        : resolveElsewhere(operand.item, operand.form, place, path);
    return { ...(item && { type: kindOf(item).compare.type }), problems };
  }
  if ('previousVisit' in operand) {
    const { item, problems } = resolve(operand.previousVisit, { protocol: place.protocol, form: place.form }, [...path, 'previousVisit']);
    const visits = place.form.occurs === 'per-visit' ? [] : [problemAt(path, { code: 'no-visit/previous' })];
    return { ...(item && { type: kindOf(item).compare.type }), problems: [...problems, ...visits] };
  }
  if ('round' in operand)
    return { type: NUMBER, problems: checkOperand(operand.round[0], NUMBER, place, [...path, 'round', 0], depth + 1) };
  const expected = 'daysBetween' in operand || 'ageInYears' in operand ? DATE : NUMBER;
  const problems = Object.entries(operand).flatMap(([word, parts]) =>
    (parts as readonly Operand[]).flatMap((part, index) => checkOperand(part, expected, place, [...path, word, index], depth + 1)),
  );
  return { type: NUMBER, problems };
}

function checkCompare([left, , right]: readonly [Operand, Comparator, Operand], place: RulePlace, path: Path): readonly ProtocolProblem[] {
  const [a, b] = [typeOfOperand(left, place, [...path, 0], 0), typeOfOperand(right, place, [...path, 2], 0)];
  const problems = [...a.problems, ...b.problems];
  for (const [side, index] of [
    [a, 0],
    [b, 2],
  ] as const) {
    if (!side.type || side.type.isOrdered) continue;
    const params = { is: side.type.name, compared: comparedTypes() };
    problems.push(problemAt([...path, index], { code: 'wrong-type/not-compared', params }));
  }
  if (problems.length > 0 || a.type === undefined || b.type === undefined || a.type === b.type) return problems;
  return [problemAt(path, { code: 'wrong-type/compared', params: { left: a.type.name, right: b.type.name } })];
}

function checkAnyRow(
  { group, when }: Extract<Condition, { anyRow: unknown }>['anyRow'],
  place: RulePlace,
  path: Path,
  depth: number,
): readonly ProtocolProblem[] {
  const rows = placeInRows(group, place, [...path, 'group']);
  return rows.place ? checkCondition(when, rows.place, [...path, 'when'], depth + 1) : rows.problems;
}

function checkScalars(
  name: ItemName,
  scalars: readonly Scalar[],
  place: RulePlace,
  path: Path,
  at: (path: Path, index: number) => Path,
): readonly ProtocolProblem[] {
  const { item, problems } = resolveName(name, place, [...path, 0]);
  if (!item) return problems;
  if (kindOf(item).compare.type === CODES)
    return [...problems, problemAt(path, { code: 'wrong-type/many-answers', params: { code: item.code } })];
  return [...problems, ...scalars.flatMap((scalar, index) => scalarProblem(item, scalar, place, at(path, index)))];
}

function scalarProblem(item: Item, scalar: Scalar, { protocol }: RulePlace, path: Path): readonly ProtocolProblem[] {
  return kindOf(item).constant(item, scalar, protocol.codeLists, path);
}

function checkIncludes([name, chosen]: readonly [ItemName, string], place: RulePlace, path: Path): readonly ProtocolProblem[] {
  const { item, problems } = resolveName(name, place, [...path, 0]);
  if (!item) return problems;
  if (kindOf(item).compare.type !== CODES)
    return [...problems, problemAt(path, { code: 'wrong-type/one-answer', params: { code: item.code, chosen } })];
  return [...problems, ...codeProblem(item.code, chosen, choicesOf(item, place.protocol.codeLists) ?? [], [...path, 1])];
}

/** A form may only be told from visits that ask for it. */
function checkVisits(codes: readonly string[], { protocol, form }: RulePlace, path: Path): readonly ProtocolProblem[] {
  const { visits, unscheduled } = protocol.calendar;
  const known = [...visits, ...(unscheduled ? [unscheduled] : [])]
    .filter((visit) => visit.forms.includes(form.code))
    .map(({ code }) => code);
  return codes.flatMap((code, index) =>
    known.includes(code)
      ? []
      : [problemAt([...path, index], { code: 'unknown-visit', params: { form: form.code, code, meant: meantBy(code, known) } })],
  );
}

function visitProblems({ protocol, form }: RulePlace, path: Path): readonly ProtocolProblem[] {
  const planned = protocol.calendar.visits.some((visit) => visit.forms.includes(form.code));
  return planned ? [] : [problemAt(path, { code: 'no-visit/form' })];
}

/** The request comes before what is decided of it. */
function decisionProblems({ form }: RulePlace, path: Path): readonly ProtocolProblem[] {
  return isOpeningKind(form.kind) ? [problemAt(path, { code: 'no-decision' })] : [];
}

function tooDeep(path: Path): ProtocolProblem {
  return problemAt(path, { code: 'too-deep' });
}
