import { capitalised } from '#kernel/domain';
import {
  entriesOf,
  itemKey,
  printConditionInFrench,
  statementOf,
  type Condition,
  type Form,
  type Group,
  type Item,
  type Protocol,
  type Section,
} from '#protocols/domain';
import { say } from './say.js';

/** How a question is answered with a pen, or in a reader of PDF. `calculated`: the tool does it. */
export type Blank =
  | { readonly kind: 'line'; readonly unit?: string; readonly maxLength: number; readonly tall: boolean }
  | { readonly kind: 'boxes'; readonly many: boolean; readonly choices: readonly { readonly code: string; readonly label: string }[] }
  | { readonly kind: 'calculated' };

/** One question, with all that must be known to answer it without the tool: when it is asked is told in words. */
export interface BlankQuestion {
  /** As answers are kept: a form that comes back filled is read by it. */
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  readonly notes: readonly string[];
  readonly answer: Blank;
}

/** Questions that follow each other; of a repeating group, each row that can be filled. */
export interface BlankBlock {
  /** Of a repeating group. */
  readonly title?: string;
  readonly notes: readonly string[];
  readonly questions: readonly BlankQuestion[];
}

export interface BlankSection {
  readonly title: string;
  readonly notes: readonly string[];
  readonly blocks: readonly BlankBlock[];
}

/** A form of a protocol as it is printed to be filled (charter C2.1): every question, whether it will apply or not. */
export interface BlankForm {
  readonly code: string;
  readonly title: string;
  readonly place: string;
  readonly sections: readonly BlankSection[];
  /** Who signs it by hand, and what that means. */
  readonly signatures: readonly { readonly role: 'prescriber' | 'pharmacist'; readonly meaning: string }[];
}

/** Rows of a repeating group that stand on the paper; who has more joins another copy. */
const ROWS = 3;

/** Longer ones have a box in which one writes several lines. */
const ONE_LINE = 100;

/** From the same definition as the screen. */
export function blankForm(form: Form, protocol: Protocol): BlankForm {
  const inWords = (condition: Condition) => printConditionInFrench(condition, { form, protocol });
  const onlyIf = (condition: Condition | undefined) =>
    condition ? [say({ code: 'only-if', params: { condition: inWords(condition) } })] : [];

  const question = (item: Item, key: string): BlankQuestion => ({
    key,
    label: item.label,
    required: item.required === true,
    notes: [
      ...(item.help ? [item.help] : []),
      ...shapeOf(item),
      ...onlyIf(item.when),
      ...(item.requiredWhen ? [say({ code: 'required-if', params: { condition: inWords(item.requiredWhen) } })] : []),
      ...(item.missingReasons?.length ? [say({ code: 'may-be-missing', params: { reasons: item.missingReasons } })] : []),
    ],
    answer: answerOf(item, protocol),
  });

  const rowsOf = (group: Group): BlankBlock[] => {
    const rows = Array.from({ length: Math.min(group.max ?? ROWS, ROWS) }, (_, index) => String(index + 1));
    const statement = statementOf(group);
    const more = rows.length < (group.max ?? Infinity) ? [say({ code: 'more-rows' })] : [];
    return [
      { title: group.label, notes: [...onlyIf(group.when), ...more], questions: statement ? [question(statement, group.code)] : [] },
      ...rows.map((row) => ({
        title: `${capitalised(group.rowLabel)} ${row}`,
        notes: [],
        questions: group.items.map((item) => question(item, itemKey(group.code, row, item.code))),
      })),
    ];
  };

  const section = ({ title, help, when, enteredBy, content }: Section): BlankSection => ({
    title,
    notes: [...(help ? [help] : []), ...onlyIf(when), ...(enteredBy === 'patient' ? [say({ code: 'by-patient' })] : [])],
    blocks: content.reduce<BlankBlock[]>((blocks, each) => {
      if (each.type === 'group') return [...blocks, ...rowsOf(each)];
      const last = blocks.at(-1);
      const asked = question(each, each.code);
      if (last && last.title === undefined) return [...blocks.slice(0, -1), { ...last, questions: [...last.questions, asked] }];
      return [...blocks, { notes: [], questions: [asked] }];
    }, []),
  });

  return {
    code: form.code,
    title: form.title,
    place: form.place,
    sections: form.sections.map(section),
    signatures: (form.signatures ?? []).map(({ role, meaning }) => ({ role, meaning })),
  };
}

function answerOf(item: Item, { codeLists }: Protocol): Blank {
  switch (item.type) {
    case 'choice':
    case 'multi':
    case 'on':
    case 'oni':
      return { kind: 'boxes', many: item.type === 'multi', choices: entriesOf(item, codeLists) };
    case 'calc':
      return { kind: 'calculated' };
    case 'text':
    case 'long':
      return { kind: 'line', maxLength: item.maxLength, tall: item.maxLength > ONE_LINE };
    case 'int':
    case 'dec':
      return { kind: 'line', maxLength: 20, tall: false, ...(item.unit && { unit: item.unit }) };
    default:
      return { kind: 'line', maxLength: 20, tall: false };
  }
}

/** How days and hours are written, as on screen. */
function shapeOf({ type }: Item): string[] {
  const isDay = type === 'date' || type === 'month' || type === 'partialDate' || type === 'time' || type === 'dateTime';
  return isDay ? [say({ code: 'written-as', params: { kind: type } })] : [];
}
