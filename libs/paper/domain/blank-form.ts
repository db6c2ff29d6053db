import { capitalised } from '#kernel/domain';
import {
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
import { blankOf, type Blank } from './blanks.js';
import { say } from './say.js';

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

/** From the same definition as the screen. */
export function blankForm(form: Form, protocol: Protocol): BlankForm {
  const inWords = (condition: Condition) => printConditionInFrench(condition, { form, protocol });
  const onlyIf = (condition: Condition | undefined) =>
    condition ? [say({ code: 'only-if', params: { condition: inWords(condition) } })] : [];

  const question = (item: Item, key: string): BlankQuestion => {
    const answer = blankOf(item, protocol.codeLists);
    return {
      key,
      label: item.label,
      required: item.required === true,
      notes: [
        ...(item.help ? [item.help] : []),
        ...(answer.kind === 'line' && answer.writtenAs ? [say({ code: 'written-as', params: { kind: answer.writtenAs } })] : []),
        ...onlyIf(item.when),
        ...(item.requiredWhen ? [say({ code: 'required-if', params: { condition: inWords(item.requiredWhen) } })] : []),
        ...(item.missingReasons?.length ? [say({ code: 'may-be-missing', params: { reasons: item.missingReasons } })] : []),
      ],
      answer,
    };
  };

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
