import { hasFinessKey, hasRppsKey, hasUnprintable, isBlank, tooLong } from '#kernel/domain';
import { entriesOf, MISSING_REASON_LABELS, type CodeLists } from './code-lists.js';
import { checkDate } from './date-check.js';
import { enumerated, frenchNumber, NBSP, quoted } from './french.js';
import type { ChoiceItem, Item, NumberItem, TextItem } from './language.js';
import type { Scope } from './scope.js';
import { textProblem } from './text-formats.js';
import { problem, type ValueProblem } from './value-problem.js';

export type { ValueProblem } from './value-problem.js';

/**
 * What forbids this value for this item; null when it may stand. The value may be anything that came over the wire. Limits of dates that are not
 * known yet forbid nothing.
 */
export function checkValue(item: Item, value: unknown, lists: CodeLists, scope: Scope): ValueProblem | null {
  if (item.type === 'calc') return problem('calculated', `Cette valeur est calculée${NBSP}: elle ne se saisit pas.`);
  if (isReason(value)) return checkReason(item, value.missing);
  switch (item.type) {
    case 'text':
    case 'long':
      return checkText(item, value);
    case 'int':
    case 'dec':
      return checkNumber(item, value);
    case 'date':
    case 'month':
    case 'partialDate':
      return checkDate(item, value, scope);
    case 'choice':
    case 'on':
    case 'oni':
      return checkChoice(item, value, lists);
    case 'multi':
      return checkMulti(item, value, lists);
  }
}

/** What is odd without being forbidden: the key of a FINESS or RPPS number, which fictive numbers fail. */
export function warnValue(item: Item, value: unknown): ValueProblem | null {
  if (item.type !== 'text' || typeof value !== 'string') return null;
  const [name, fits] =
    item.format === 'finess' ? ['FINESS', hasFinessKey(value)] : item.format === 'rpps' ? ['RPPS', hasRppsKey(value)] : ['', true];
  return fits
    ? null
    : problem(
        'wrong-key',
        `La clé de contrôle de ce numéro ${name} n’est pas celle attendue${NBSP}: vérifiez la saisie. Vous pouvez la conserver si elle est exacte.`,
      );
}

function isReason(value: unknown): value is { missing: unknown } {
  return typeof value === 'object' && value !== null && 'missing' in value && Object.keys(value).length === 1;
}

function checkReason(item: Item, reason: unknown): ValueProblem | null {
  const accepted = item.missingReasons ?? [];
  if (accepted.some((each) => each === reason)) return null;
  const labels = accepted.map((each) => quoted(MISSING_REASON_LABELS[each]));
  return problem(
    'reason-not-accepted',
    labels.length === 0
      ? 'Une réponse est attendue ici. Ce motif d’absence n’est pas prévu.'
      : `Motif d’absence prévu ici${NBSP}: ${enumerated(labels, 'ou')}.`,
  );
}

function checkText(item: TextItem, value: unknown): ValueProblem | null {
  if (typeof value !== 'string' || isBlank(value)) return problem('wrong-shape', 'Un texte est attendu.');
  const long = tooLong(value, item.maxLength);
  if (long !== undefined) return problem('too-long', long);
  if (hasUnprintable(value) || (item.type === 'text' ? /[\t\n\r\u2028\u2029]/ : /\r/).test(value)) {
    return problem('wrong-shape', 'Ce texte contient un caractère qui ne s’imprime pas. Saisissez-le à nouveau.');
  }
  const wrong = textProblem(item, value);
  return wrong === null ? null : problem('wrong-format', wrong);
}

function checkNumber(item: NumberItem, value: unknown): ValueProblem | null {
  const example = frenchNumber(item.type === 'int' ? Math.ceil(item.min ?? 1) : (item.min ?? 70.5));
  if (item.type === 'int' ? !Number.isSafeInteger(value) : typeof value !== 'string' || !/^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(value)) {
    return problem('wrong-shape', `Un nombre ${item.type === 'int' ? 'entier ' : ''}est attendu, par exemple ${example}.`);
  }
  const number = Number(value);
  const digits = item.digits ?? 2;
  if (typeof value === 'string' && (value.split('.')[1] ?? '').length > digits) {
    return problem('too-precise', `Indiquez au plus ${digits} chiffre${digits > 1 ? 's' : ''} après la virgule.`);
  }
  const [tooSmall, tooLarge] = [item.min !== undefined && number < item.min, item.max !== undefined && number > item.max];
  if (!tooSmall && !tooLarge) return null;
  return problem(
    'out-of-bounds',
    `${withUnit(value as string | number, item.unit)} est trop ${tooSmall ? 'petit' : 'grand'}${NBSP}: indiquez un nombre ${bounds(item)}.`,
  );
}

/** `compris entre 0,5 et 300 kg`. */
function bounds({ min, max, unit }: NumberItem): string {
  if (min !== undefined && max !== undefined) return `compris entre ${frenchNumber(min)} et ${withUnit(max, unit)}`;
  return min !== undefined ? `d’au moins ${withUnit(min, unit)}` : `d’au plus ${withUnit(max ?? 0, unit)}`;
}

function withUnit(number: number | string, unit: string | undefined): string {
  return frenchNumber(number) + (unit === undefined ? '' : NBSP + unit);
}

function checkChoice(item: ChoiceItem, value: unknown, lists: CodeLists): ValueProblem | null {
  const entries = entriesOf(item, lists);
  if (entries.some((entry) => entry.code === value)) return null;
  return problem(
    typeof value === 'string' ? 'unknown-code' : 'wrong-shape',
    `Choisissez une réponse de la liste${NBSP}: ${enumerated(
      entries.map((entry) => entry.label),
      'ou',
    )}.`,
  );
}

function checkMulti(item: ChoiceItem, value: unknown, lists: CodeLists): ValueProblem | null {
  const codes = entriesOf(item, lists).map((entry) => entry.code);
  if (!Array.isArray(value) || value.length === 0) return problem('wrong-shape', 'Choisissez au moins une réponse de la liste.');
  const positions = value.map((code) => codes.indexOf(code));
  const unknown = value.filter((_, index) => positions[index] === -1);
  if (unknown.length > 0) return problem('unknown-code', `Réponse inconnue${NBSP}: ${enumerated(unknown.map(String), 'et')}.`);
  if (positions.some((position, index) => index > 0 && position <= (positions[index - 1] ?? -1))) {
    return problem('wrong-shape', 'Chaque réponse se donne une fois, dans l’ordre de la liste.');
  }
  if (item.exclusive !== undefined && value.length > 1 && value.includes(item.exclusive)) {
    const label = entriesOf(item, lists).find((entry) => entry.code === item.exclusive)?.label ?? item.exclusive;
    return problem('exclusive', `${quoted(label)} ne peut pas accompagner une autre réponse.`);
  }
  return null;
}
