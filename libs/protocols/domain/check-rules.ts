import { isCalendarDate } from '#kernel/domain';
import { entriesOf } from './code-lists.js';
import { quoted } from './french.js';
import { kindOf, KIND_WORDS, type Kind } from './item-kinds.js';
import type { Comparator, Condition, Item, ItemName, Operand, Protocol, Scalar } from './language.js';
import { readPeriod } from './periods.js';
import { problemAt, suggestion, type Path, type ProtocolProblem } from './protocol-problem.js';
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

/** Types an operand, which must come to this kind. */
export function checkOperand(
  operand: Operand,
  expected: 'number' | 'date',
  place: RulePlace,
  path: Path,
  depth = 0,
): readonly ProtocolProblem[] {
  const { kind, problems } = typeOfOperand(operand, place, path, depth);
  if (kind === undefined || kind === expected) return problems;
  return [
    ...problems,
    problemAt(
      path,
      'wrong-type',
      `Ceci est ${KIND_WORDS[kind]}, il faut ${KIND_WORDS[expected]}.`,
      'Nommez un champ ou une constante de ce type.',
    ),
  ];
}

interface Typed {
  readonly kind?: Kind;
  readonly problems: readonly ProtocolProblem[];
}

function typeOfOperand(operand: Operand, place: RulePlace, path: Path, depth: number): Typed {
  if (depth > DEEPEST) return { problems: [tooDeep(path)] };
  if (typeof operand === 'number') return { kind: 'number', problems: [] };
  if (operand === 'today') return { kind: 'date', problems: [] };
  if (operand === 'decisionDate') return { kind: 'date', problems: decisionProblems(place, path) };
  if (typeof operand === 'string') return { kind: 'date', problems: visitProblems(place, path) };
  if ('date' in operand)
    return { kind: 'date', problems: isCalendarDate(operand.date) ? [] : [noSuchDay(operand.date, [...path, 'date'])] };
  if ('item' in operand) {
    const { item, problems } =
      operand.form === undefined
        ? resolve(operand.item, place, [...path, 'item'])
        : resolveElsewhere(operand.item, operand.form, place, path);
    return { ...(item && { kind: kindOf(item) }), problems };
  }
  if ('previousVisit' in operand) {
    const { item, problems } = resolve(operand.previousVisit, { protocol: place.protocol, form: place.form }, [...path, 'previousVisit']);
    const visits =
      place.form.occurs === 'per-visit'
        ? []
        : [
            problemAt(
              path,
              'no-visit',
              'Cette fiche ne revient pas à chaque visite.',
              'Employez previousVisit dans une fiche « per-visit ».',
            ),
          ];
    return { ...(item && { kind: kindOf(item) }), problems: [...problems, ...visits] };
  }
  if ('round' in operand)
    return { kind: 'number', problems: checkOperand(operand.round[0], 'number', place, [...path, 'round', 0], depth + 1) };
  const expected = 'daysBetween' in operand || 'ageInYears' in operand ? 'date' : 'number';
  const problems = Object.entries(operand).flatMap(([word, parts]) =>
    (parts as readonly Operand[]).flatMap((part, index) => checkOperand(part, expected, place, [...path, word, index], depth + 1)),
  );
  return { kind: 'number', problems };
}

function checkCompare([left, , right]: readonly [Operand, Comparator, Operand], place: RulePlace, path: Path): readonly ProtocolProblem[] {
  const [a, b] = [typeOfOperand(left, place, [...path, 0], 0), typeOfOperand(right, place, [...path, 2], 0)];
  const problems = [...a.problems, ...b.problems];
  for (const [side, index] of [
    [a, 0],
    [b, 2],
  ] as const) {
    if (side.kind !== undefined && side.kind !== 'number' && side.kind !== 'date') {
      const fix = side.kind === 'codes' ? 'Employez includes.' : 'Employez is ou in.';
      problems.push(
        problemAt([...path, index], 'wrong-type', `On ne compare que des nombres et des dates, pas ${KIND_WORDS[side.kind]}.`, fix),
      );
    }
  }
  if (problems.length > 0 || a.kind === undefined || b.kind === undefined || a.kind === b.kind) return problems;
  return [
    problemAt(
      path,
      'wrong-type',
      `On ne compare pas ${KIND_WORDS[a.kind]} et ${KIND_WORDS[b.kind]}.`,
      'Employez daysBetween ou ageInYears pour tirer un nombre de deux dates.',
    ),
  ];
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
  if (item.type === 'multi') {
    const message = `${quoted(item.code)} admet plusieurs réponses.`;
    return [...problems, problemAt(path, 'wrong-type', message, `Écrivez includes : [${item.code}, CODE].`)];
  }
  return [...problems, ...scalars.flatMap((scalar, index) => scalarProblem(item, scalar, place, at(path, index)))];
}

function scalarProblem(item: Item, scalar: Scalar, { protocol }: RulePlace, path: Path): readonly ProtocolProblem[] {
  switch (kindOf(item)) {
    case 'number':
      return typeof scalar === 'number'
        ? []
        : [problemAt(path, 'wrong-type', `${quoted(item.code)} est un nombre.`, 'Écrivez un nombre, sans guillemets.')];
    case 'date':
      return typeof scalar === 'string' && readPeriod(scalar) ? [] : [noSuchDay(String(scalar), path)];
    case 'text':
      return typeof scalar === 'string'
        ? []
        : [problemAt(path, 'wrong-type', `${quoted(item.code)} est un texte.`, `Écrivez "${scalar}" entre guillemets.`)];
    case 'code':
    case 'codes':
      return codeProblem(item, scalar, protocol, path);
  }
}

function checkIncludes([name, chosen]: readonly [ItemName, string], place: RulePlace, path: Path): readonly ProtocolProblem[] {
  const { item, problems } = resolveName(name, place, [...path, 0]);
  if (!item) return problems;
  if (item.type !== 'multi') {
    const message = `${quoted(item.code)} n’admet pas plusieurs réponses.`;
    return [...problems, problemAt(path, 'wrong-type', message, `Écrivez is : [${item.code}, ${chosen}].`)];
  }
  return [...problems, ...codeProblem(item, chosen, place.protocol, [...path, 1])];
}

function codeProblem(item: Item, code: Scalar, protocol: Protocol, path: Path): readonly ProtocolProblem[] {
  const codes =
    'list' in item || item.type === 'on' || item.type === 'oni' ? entriesOf(item, protocol.codeLists).map((entry) => entry.code) : [];
  // A list that is missing is told at the item: saying it at each rule would hide it.
  if (codes.length === 0 || codes.includes(code as string)) return [];
  const fix = codes.includes(String(code)) ? `Écrivez "${code}" entre guillemets : un code est un texte.` : suggestion(String(code), codes);
  return [problemAt(path, 'unknown-code', `${quoted(String(code))} n’est pas un code de ${quoted(item.code)}.`, fix)];
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
      : [
          problemAt(
            [...path, index],
            'unknown-visit',
            `Aucune visite ${quoted(code)} ne demande la fiche ${form.code}.`,
            suggestion(code, known),
          ),
        ],
  );
}

function visitProblems({ protocol, form }: RulePlace, path: Path): readonly ProtocolProblem[] {
  const planned = protocol.calendar.visits.some((visit) => visit.forms.includes(form.code));
  return planned
    ? []
    : [problemAt(path, 'no-visit', 'Cette fiche n’appartient à aucune visite du calendrier.', 'Employez today, ou une date de la fiche.')];
}

/** The request comes before what is decided of it. */
function decisionProblems({ form }: RulePlace, path: Path): readonly ProtocolProblem[] {
  return form.kind === 'FAT'
    ? [
        problemAt(
          path,
          'no-decision',
          'La FAT précède l’avis\u00a0: elle n’en connaît pas la date.',
          'Employez today, ou une date de la fiche.',
        ),
      ]
    : [];
}

function noSuchDay(text: string, path: Path): ProtocolProblem {
  return problemAt(path, 'no-such-day', `${quoted(text)} n’est pas une date.`, 'Écrivez AAAA-MM-JJ, par exemple "2026-03-05".');
}

function tooDeep(path: Path): ProtocolProblem {
  return problemAt(path, 'too-deep', 'Cette règle est imbriquée trop profondément.', 'Passez par un champ calculé, ou simplifiez.');
}
