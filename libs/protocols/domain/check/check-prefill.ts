import { declaredItems } from '../language/keys.js';
import { entriesOf, isTyped } from '../kinds/index.js';
import type { FormItem, Item, PrefillWord } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { meantBy, problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
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
  if (word === 'today' && !isOpeningKind(form.kind)) return [problemAt(at, { code: 'prefilled-day' })];
  if (word === 'declarant.quality') {
    const codes = item.type === 'choice' ? entriesOf(item, protocol.codeLists).map(({ code }) => code) : [];
    return QUALITIES.every((code) => codes.includes(code)) ? [] : [problemAt(at, { code: 'wrong-type/prefill-quality', params: { word } })];
  }
  const type = word === 'today' ? 'date' : 'text';
  return item.type === type ? [] : [problemAt(at, { code: 'wrong-type/prefill', params: { word, type } })];
}

function checkSources(item: Item, sources: readonly FormItem[], { protocol, form }: RulePlace, at: Path): readonly ProtocolProblem[] {
  return sources.flatMap((source, index): readonly ProtocolProblem[] => {
    const here = [...at, 'lastOf', index];
    const other = protocol.forms.find(({ code }) => code === source.form);
    if (!other || other === form) {
      const codes = protocol.forms.filter((each) => each !== form).map(({ code }) => code);
      const params = { code: source.form, meant: meantBy(source.form, codes) };
      return [problemAt([...here, 'form'], { code: 'unknown-form/other', params })];
    }
    const found = declaredItems(other).find((each) => each.item.code === source.item);
    if (!found) return [unknownItem(source.item, other, [...here, 'item'])];
    return item.type === 'text' && found.item.type === 'text'
      ? []
      : [problemAt(here, { code: 'wrong-type/prefill-last', params: { item: source.item } })];
  });
}
