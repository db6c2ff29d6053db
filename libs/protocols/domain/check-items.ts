import { checkPrefill } from './check-prefill.js';
import { checkOperand } from './check-rules.js';
import { BUILT_IN_LISTS, entriesOf } from './code-lists.js';
import { quoted } from './french.js';
import { declaredItems } from './keys.js';
import type { ChoiceItem, Item, NumberItem, PatientBinding, Protocol, TextItem } from './language.js';
import { problemAt, suggestion, type Path, type ProtocolProblem } from './protocol-problem.js';
import type { RulePlace } from './rule-names.js';

/** What an item says of itself: bounds, lists, formats, formulas, bindings. Its `when` is read by `checkForm`. */
export function checkItem(item: Item, place: RulePlace, path: Path): readonly ProtocolProblem[] {
  return [...checkType(item, place, path), ...checkBinding(item, place, path), ...checkPrefill(item, place, path)];
}

function checkType(item: Item, place: RulePlace, path: Path): readonly ProtocolProblem[] {
  switch (item.type) {
    case 'text':
    case 'long':
      return checkText(item, path);
    case 'int':
    case 'dec':
      return checkNumber(item, path);
    case 'date':
    case 'month':
    case 'partialDate': {
      // Limits are asked once all is known, so they may name what comes later; but not themselves.
      const others = declaredItems(place.form)
        .map((each) => each.item)
        .filter((each) => each !== item);
      const around: RulePlace = { ...place, met: new Set(others) };
      return (['notBefore', 'notAfter'] as const).flatMap((limit) => {
        const operand = item[limit];
        return operand === undefined ? [] : checkOperand(operand, 'date', around, [...path, limit]);
      });
    }
    case 'choice':
    case 'multi':
    case 'on':
    case 'oni':
      return checkChoice(item, place.protocol, path);
    case 'calc': {
      const typedOnly = (['missingReasons', 'binds', 'prefill', 'reusable', 'required', 'requiredWhen'] as const).filter(
        (property) => item[property] !== undefined,
      );
      return [
        ...checkOperand(item.formula, 'number', place, [...path, 'formula']),
        ...typedOnly.map((property) =>
          problemAt([...path, property], 'not-for-calculated', 'Une valeur calculée ne se saisit pas.', `Retirez ${property}.`),
        ),
      ];
    }
  }
}

function checkText(item: TextItem, path: Path): readonly ProtocolProblem[] {
  if (item.format !== undefined && item.type === 'long')
    return [problemAt([...path, 'format'], 'wrong-type', 'Un texte long n’a pas de format.', 'Écrivez type : text.')];
  if ((item.format === 'letters') !== (item.length !== undefined)) {
    return [
      problemAt(
        path,
        'length',
        'Le format letters et la longueur exacte vont ensemble.',
        'Indiquez format : letters et length : 3, ou aucun des deux.',
      ),
    ];
  }
  if ((item.length ?? 0) > item.maxLength)
    return [problemAt([...path, 'length'], 'bounds', 'length dépasse maxLength.', 'Augmentez maxLength.')];
  return [];
}

function checkNumber({ min, max, digits, type }: NumberItem, path: Path): readonly ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  if (min !== undefined && max !== undefined && min > max)
    problems.push(problemAt([...path, 'min'], 'bounds', `Le minimum ${min} dépasse le maximum ${max}.`, 'Échangez-les.'));
  if (type === 'int' && digits !== undefined)
    problems.push(
      problemAt([...path, 'digits'], 'wrong-type', 'Un entier n’a pas de décimales.', 'Retirez digits, ou écrivez type : dec.'),
    );
  if (type === 'int' && [min, max].some((bound) => bound !== undefined && !Number.isInteger(bound))) {
    problems.push(problemAt(path, 'bounds', 'Les bornes d’un entier sont entières.', 'Arrondissez-les, ou écrivez type : dec.'));
  }
  return problems;
}

function checkChoice(item: ChoiceItem, { codeLists }: Protocol, path: Path): readonly ProtocolProblem[] {
  if (item.type === 'on' || item.type === 'oni') {
    const extra = (['list', 'exclusive'] as const).filter((property) => item[property] !== undefined);
    return extra.map((property) =>
      problemAt([...path, property], 'list-not-expected', `Le type ${item.type} a déjà sa liste.`, `Retirez ${property}.`),
    );
  }
  if (item.list === undefined)
    return [problemAt(path, 'list-missing', 'Ce choix ne dit pas parmi quoi.', 'Ajoutez list : NOM_DE_LA_LISTE.')];
  if (!Object.hasOwn(codeLists, item.list)) {
    const fix = Object.hasOwn(BUILT_IN_LISTS, item.list)
      ? `Écrivez type : ${item.list.toLowerCase()}, sans list.`
      : suggestion(item.list, Object.keys(codeLists));
    return [problemAt([...path, 'list'], 'unknown-list', `La liste ${quoted(item.list)} n’existe pas.`, fix)];
  }
  if (item.exclusive === undefined) return [];
  if (item.type !== 'multi')
    return [
      problemAt(
        [...path, 'exclusive'],
        'wrong-type',
        'Seul un choix multiple a une réponse exclusive.',
        'Retirez exclusive, ou écrivez type : multi.',
      ),
    ];
  const codes = entriesOf(item, codeLists).map(({ code }) => code);
  return codes.includes(item.exclusive)
    ? []
    : [
        problemAt(
          [...path, 'exclusive'],
          'unknown-code',
          `${quoted(item.exclusive)} n’est pas dans la liste ${item.list}.`,
          suggestion(item.exclusive, codes),
        ),
      ];
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
