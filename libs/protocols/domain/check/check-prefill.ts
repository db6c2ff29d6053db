import { quoted } from '../language/french.js';
import { declaredItems } from '../language/keys.js';
import { entriesOf, isTyped } from '../kinds/index.js';
import type { FormItem, Item, PrefillWord } from '../language/language.js';
import { problemAt, suggestion, type Path, type ProtocolProblem } from './protocol-problem.js';
import { unknownItem, type RulePlace } from './rule-names.js';

/** Qualities of a declarant that are known from a role: codes of ICH E2B (C.2.r.4) for a physician and a pharmacist. */
const QUALITIES = ['1', '2'];

/** What an item is filled with is something that it can hold, and a day is never guessed but on the draft of a FAT. */
export function checkPrefill(item: Item, place: RulePlace, path: Path): readonly ProtocolProblem[] {
  if (item.prefill === undefined || !isTyped(item)) return [];
  const at = [...path, 'prefill'];
  return typeof item.prefill === 'string' ? checkWord(item, item.prefill, place, at) : checkSources(item, item.prefill.lastOf, place, at);
}

function checkWord(item: Item, word: PrefillWord, { protocol, form }: RulePlace, at: Path): readonly ProtocolProblem[] {
  if (word === 'today' && form.kind !== 'FAT')
    return [
      problemAt(
        at,
        'prefilled-day',
        'Un jour ne se préremplit que dans la FAT\u00a0: ailleurs, une personne le donne.',
        'Retirez prefill.',
      ),
    ];
  if (word === 'declarant.quality') {
    const codes = item.type === 'choice' ? entriesOf(item, protocol.codeLists).map(({ code }) => code) : [];
    return QUALITIES.every((code) => codes.includes(code))
      ? []
      : [wrongType(word, at, 'Écrivez type : choice et une liste dont les codes 1 et 2 sont le médecin et le pharmacien.')];
  }
  const type = word === 'today' ? 'date' : 'text';
  return item.type === type ? [] : [wrongType(word, at, `Écrivez type : ${type}.`)];
}

function checkSources(item: Item, sources: readonly FormItem[], { protocol, form }: RulePlace, at: Path): readonly ProtocolProblem[] {
  return sources.flatMap((source, index): readonly ProtocolProblem[] => {
    const here = [...at, 'lastOf', index];
    const other = protocol.forms.find(({ code }) => code === source.form);
    if (!other || other === form) {
      const codes = protocol.forms.filter((each) => each !== form).map(({ code }) => code);
      return [
        problemAt(
          [...here, 'form'],
          'unknown-form',
          `La fiche ${quoted(source.form)} n’est pas une autre fiche.`,
          suggestion(source.form, codes),
        ),
      ];
    }
    const found = declaredItems(other).find((each) => each.item.code === source.item);
    if (!found) return [unknownItem(source.item, other, [...here, 'item'])];
    return item.type === 'text' && found.item.type === 'text'
      ? []
      : [wrongType(source.item, here, 'Écrivez type : text, aux deux champs.')];
  });
}

function wrongType(word: string, at: Path, fix: string): ProtocolProblem {
  return problemAt(at, 'wrong-type', `${quoted(word)} ne peut pas préremplir ce type de champ.`, fix);
}
