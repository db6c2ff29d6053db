import {
  entriesOf,
  type ChoiceItem,
  type Item,
  type ItemKind,
  type ItemsByKind,
  type NumberItem,
  type Protocol,
  type TextItem,
} from '#protocols/domain';
import type { DayKind } from './messages.fr.js';

/** How a question is answered with a pen, or in a reader of PDF. `calculated`: the tool does it. */
export type Blank =
  | { readonly kind: 'line'; readonly maxLength: number; readonly tall: boolean; readonly unit?: string; readonly writtenAs?: DayKind }
  | { readonly kind: 'boxes'; readonly many: boolean; readonly choices: readonly { readonly code: string; readonly label: string }[] }
  | { readonly kind: 'calculated' };

type Lists = Protocol['codeLists'];

/** Longer ones have a box in which one writes several lines. */
const ONE_LINE = 100;

/** Of a number, a day or an hour. */
const SHORT = { kind: 'line', maxLength: 20, tall: false } as const;

const text = ({ maxLength }: TextItem): Blank => ({ kind: 'line', maxLength, tall: maxLength > ONE_LINE });
const number = ({ unit }: NumberItem): Blank => ({ ...SHORT, ...(unit && { unit }) });
const day = (writtenAs: DayKind) => (): Blank => ({ ...SHORT, writtenAs });
const boxes =
  (many: boolean) =>
  (item: ChoiceItem, lists: Lists): Blank => ({ kind: 'boxes', many, choices: entriesOf(item, lists) });

/** Each kind of field on paper. A new kind is asked for here by the compiler. */
const BLANKS: { readonly [K in ItemKind]: (item: ItemsByKind[K], lists: Lists) => Blank } = {
  text,
  long: text,
  int: number,
  dec: number,
  date: day('date'),
  month: day('month'),
  partialDate: day('partialDate'),
  time: day('time'),
  dateTime: day('dateTime'),
  choice: boxes(false),
  multi: boxes(true),
  on: boxes(false),
  oni: boxes(false),
  calc: () => ({ kind: 'calculated' }),
};

export function blankOf(item: Item, lists: Lists): Blank {
  return (BLANKS[item.type] as (item: Item, lists: Lists) => Blank)(item, lists);
}
