import { folded } from '#kernel/domain';
import { entriesOf, type ChoiceItem, type CodeListEntry, type CodeLists } from '#protocols/domain';
import { unconditional, type Field, type Understood } from './field.js';

/** Beyond this number of answers a list that filters takes the place of radio buttons. */
const RADIOS = 6;

const labelled = (item: ChoiceItem, lists: CodeLists) => entriesOf(item, lists).map(({ code, label }) => ({ value: code, label }));

export const choice: Field<ChoiceItem> = {
  control: (item, lists) => (entriesOf(item, lists).length > RADIOS ? 'list' : 'radio'),
  keys: $localize`flèches pour choisir, Suppr pour effacer`,
  choices: labelled,
  understand: understandWords,
  alone: unconditional,
};

export const on: Field<ChoiceItem> = {
  control: () => 'radio',
  keys: $localize`O pour oui, N pour non, Suppr pour effacer`,
  isYesNo: true,
  choices: labelled,
  alone: unconditional,
};

export const oni: Field<ChoiceItem> = {
  ...on,
  keys: $localize`O pour oui, N pour non, I pour inconnu, Suppr pour effacer`,
};

export const multi: Field<ChoiceItem> = { control: () => 'multi', keys: '', alone: unconditional };

/** The answers of a list whose words have these letters, accents or not; all of them for no letters. */
export function withLetters(item: ChoiceItem, text: string, lists: CodeLists): readonly CodeListEntry[] {
  const [entries, letters] = [entriesOf(item, lists), folded(text.trim())];
  return letters ? entries.filter(({ label }) => folded(label).includes(letters)) : entries;
}

/** The one answer that it can be: by its words, never by a code that nobody sees. */
function understandWords(item: ChoiceItem, text: string, lists: CodeLists): Understood {
  const words = text.trim();
  if (words === '') return { ok: true, value: undefined };
  const matches = withLetters(item, words, lists);
  const only = matches.find(({ label }) => folded(label) === folded(words)) ?? (matches.length === 1 ? matches[0] : undefined);
  if (only) return { ok: true, value: only.code };
  return {
    ok: false,
    message:
      matches.length === 0
        ? $localize`«\u00a0${words}\u00a0» n’est pas une réponse de la liste\u00a0: choisissez-en une, ou videz la case.`
        : $localize`Plusieurs réponses de la liste contiennent «\u00a0${words}\u00a0»\u00a0: choisissez-en une.`,
  };
}
