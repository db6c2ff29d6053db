import { checkPrefill } from './check-prefill.js';
import { checkOperand } from './check-rules.js';
import { declaredItems } from '../language/keys.js';
import { entriesOf, kindOf } from '../kinds/index.js';
import type { Item, PatientBinding, Protocol } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { problemAt, type Path, type ProblemMessage, type ProtocolProblem } from './protocol-problem.js';
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
  if (!isOpeningKind(form.kind) || group) return [problemAt(at, { code: 'binding-place' })];
  const { fits, otherwise } = boundShape(item.binds, protocol);
  return fits(item) ? [] : [problemAt(at, otherwise)];
}

interface Shape {
  readonly fits: (item: Item) => boolean;
  readonly otherwise: ProblemMessage;
}

function boundShape(binds: PatientBinding, { paediatric, codeLists }: Protocol): Shape {
  const letters = (length: number): Shape => ({
    fits: (item) => item.type === 'text' && item.format === 'letters' && item.length === length,
    otherwise: { code: 'binding-type/letters', params: { binds, length } },
  });
  switch (binds) {
    case 'patient.familyLetters':
      return letters(3);
    case 'patient.givenLetters':
      return letters(2);
    case 'patient.birth':
      return {
        fits: (item) => item.type === (paediatric ? 'date' : 'month'),
        otherwise: { code: 'binding-type/birth', params: { binds, paediatric } },
      };
    case 'patient.sex':
      return {
        fits: (item) => item.type === 'choice' && entriesOf(item, codeLists).every(({ code }) => code === 'M' || code === 'F'),
        otherwise: { code: 'binding-type/sex', params: { binds } },
      };
  }
}
