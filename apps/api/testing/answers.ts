import type { FormView, GapView } from '#forms/api';
import { entriesOf, findItem, findRow, type CodeLists, type Item, type Protocol, type Value } from '#protocols/domain';

/** The patient of every test. */
const IDENTITY: Readonly<Record<string, Value>> = {
  'patient.familyLetters': 'DUP',
  'patient.givenLetters': 'JE',
  'patient.birth': '1961-03',
  'patient.sex': 'F',
};

/** A row of every group that wants one. */
const ROW = 'aaaaaa';

/** One answer to send. */
export interface Answer {
  readonly item: string;
  readonly value: Value;
  readonly base: number;
}

/** Answers that mend these gaps, whatever the protocol: the first thing that may stand; the other choice where a check asks for it. */
export function answersTo(gaps: readonly GapView[], { code, values, marks, today }: FormView, protocol: Protocol): Answer[] {
  const form = protocol.forms.find((each) => each.code === code);
  if (!form) throw new Error(`No form ${code}.`);
  return gaps.map(({ key }): Answer => {
    const found = findItem(form, key);
    const item = found ? key : `${key}/${ROW}`;
    if (!found && !findRow(form, item)) throw new Error(`No item ${key}.`);
    const value = found ? answer(found.item, values[key] as Value | undefined, protocol.codeLists, today) : true;
    return { item, value, base: marks[item]?.seq ?? 0 };
  });
}

function answer(item: Item, given: Value | undefined, lists: CodeLists, today: string): Value {
  const bound = item.binds && IDENTITY[item.binds];
  if (bound !== undefined) return bound;
  switch (item.type) {
    case 'text':
    case 'long':
      return textFor(item.format);
    case 'int':
      return Math.max(item.min ?? 1, Math.min(item.max ?? 5, 5));
    case 'dec':
      return String(Math.max(item.min ?? 1, Math.min(item.max ?? 60, 60)));
    case 'date':
      return today;
    case 'month':
    case 'partialDate':
      return today.slice(0, 7);
    case 'choice':
    case 'on':
    case 'oni':
      return other(entriesOf(item, lists), given);
    case 'multi':
      return [entriesOf(item, lists).find(({ code: each }) => each !== item.exclusive)?.code ?? ''];
    default:
      throw new Error(`${item.code} is calculated, or of a kind that no shipped protocol asks.`);
  }
}

function other(entries: readonly { code: string }[], given: Value | undefined): string {
  const next = entries.findIndex(({ code }) => code === given) + 1;
  return entries[next % entries.length]?.code ?? '';
}

function textFor(format: string | undefined): string {
  const texts: Record<string, string> = {
    finess: '540002698',
    rpps: '99700410378',
    email: 'essai@exemple.fr',
    phone: '0383000000',
    letters: 'ABC',
  };
  return texts[format ?? ''] ?? 'Essai';
}
