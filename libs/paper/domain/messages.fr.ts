import { MISSING_REASON_LABELS, type MissingReason } from '#protocols/domain';

interface Rule {
  /** A condition in words, without capital or full stop. */
  readonly condition: string;
}

/** Kinds of days and hours. */
export type DayKind = 'date' | 'month' | 'partialDate' | 'time' | 'dateTime';

/** As they are typed on screen. */
const DAY_SHAPES: Readonly<Record<DayKind, string>> = {
  date: 'JJ/MM/AAAA',
  month: 'MM/AAAA',
  partialDate: 'JJ/MM/AAAA, MM/AAAA ou AAAA',
  time: 'HH:MM',
  dateTime: 'JJ/MM/AAAA HH:MM',
};

/** What stands on a blank form beside the words of its protocol. */
export const PAPER_FRENCH = {
  'only-if': ({ condition }: Rule) => `À remplir seulement si ${condition}.`,
  'required-if': ({ condition }: Rule) => `Attendu si ${condition}.`,
  'may-be-missing': ({ reasons }: { readonly reasons: readonly MissingReason[] }) =>
    `Sans réponse, écrivez\u00a0: ${reasons.map((reason) => MISSING_REASON_LABELS[reason].toLowerCase()).join(' ou ')}.`,
  'more-rows': () => 'S’il y a plus de lignes, joignez une seconde copie de cette page.',
  'by-patient': () => 'À remplir par le patient.',
  'written-as': ({ kind }: { readonly kind: DayKind }) => `${DAY_SHAPES[kind]}.`,
  'box-of': ({ question, choice }: { readonly question: string; readonly choice: string }) => `${question}\u00a0: ${choice}`,
};
