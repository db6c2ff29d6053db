import { checkPrefill } from './check-prefill.js';
import { checkOperand } from './check-rules.js';
import { quoted } from '../language/french.js';
import { declaredItems } from '../language/keys.js';
import { entriesOf, kindOf } from '../kinds/index.js';
import type { Item, PatientBinding, Protocol } from '../language/language.js';
import { problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import type { RulePlace } from './rule-names.js';

/** What an item says of itself: bounds, lists, formats, formulas, bindings. Its `when` is read by `checkForm`. */
export function checkItem(item: Item, place: RulePlace, path: Path): readonly ProtocolProblem[] {
  return [...checkType(item, place, path), ...checkBinding(item, place, path), ...checkPrefill(item, place, path)];
}

function checkType(item: Item, place: RulePlace, path: Path): readonly ProtocolProblem[] {
  const { declared, operands } = kindOf(item);
  return [
    ...operands(item).flatMap(({ name, operand, comesTo, isNeeded }) =>
      checkOperand(operand, comesTo, isNeeded ? place : aroundOf(item, place), [...path, name]),
    ),
    ...declared(item, place.protocol.codeLists, path),
  ];
}

/** What is asked once all is known may name what comes later; but not the item itself. */
function aroundOf(item: Item, place: RulePlace): RulePlace {
  const others = declaredItems(place.form)
    .map((each) => each.item)
    .filter((each) => each !== item);
  return { ...place, met: new Set(others) };
}

/** What the patient row needs of a bound item, so that its projection cannot fail when someone types. */
function checkBinding(item: Item, { protocol, form, group }: RulePlace, path: Path): readonly ProtocolProblem[] {
  if (item.binds === undefined) return [];
  const at = [...path, 'binds'];
  if (form.kind !== 'FAT' || group)
    return [
      problemAt(at, 'binding-place', 'L’identité du patient se lit dans la FAT, hors des groupes.', 'Retirez binds, ou déplacez le champ.'),
    ];
  const expected = boundShapes(protocol)[item.binds];
  return expected.fits(item) ? [] : [problemAt(at, 'binding-type', `Ce champ ne convient pas à ${quoted(item.binds)}.`, expected.fix)];
}

function boundShapes({
  paediatric,
  codeLists,
}: Protocol): Readonly<Record<PatientBinding, { fits: (item: Item) => boolean; fix: string }>> {
  const letters = (length: number) => ({
    fits: (item: Item) => item.type === 'text' && item.format === 'letters' && item.length === length,
    fix: `Écrivez type : text, format : letters, length : ${length}.`,
  });
  return {
    'patient.familyLetters': letters(3),
    'patient.givenLetters': letters(2),
    'patient.birth': {
      fits: (item) => item.type === (paediatric ? 'date' : 'month'),
      fix: paediatric
        ? 'Contexte pédiatrique : écrivez type : date.'
        : 'Hors contexte pédiatrique, seuls le mois et l’année sont admis : écrivez type : month.',
    },
    'patient.sex': {
      fits: (item) => item.type === 'choice' && entriesOf(item, codeLists).every(({ code }) => code === 'M' || code === 'F'),
      fix: 'Écrivez type : choice et une liste dont les codes sont M et F.',
    },
  };
}
