import { declaredItems } from '../language/keys.js';
import type { Form, Item } from '../language/language.js';
import { problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import { unknownItem } from './rule-names.js';

/** An item that `case` names, and the types it may have. */
interface Named {
  readonly code: string;
  readonly at: Path;
  readonly types: readonly Item['type'][];
  readonly fix: string;
}

/** What pharmacovigilance reads of a declaration exists in it, once each, and is of a type that can be read so. */
export function checkCase(form: Form, path: Path): readonly ProtocolProblem[] {
  if (!form.case) return [];
  const at = [...path, 'case'];
  if (form.kind !== 'EI' && form.kind !== 'SP')
    return [problemAt(at, 'not-a-declaration', 'Seule une fiche de nature EI ou SP est une déclaration.', 'Retirez case.')];
  const { serious, grade } = form.case;
  const same =
    serious !== undefined && serious === grade
      ? [problemAt([...at, 'grade'], 'grade-is-serious', 'Le grade et la gravité sont deux champs.', 'Nommez le champ du grade.')]
      : [];
  return [...same, ...named(form.case, at).flatMap((each) => checkNamed(form, each))];
}

function named({ serious, grade, verbatims = [], aware }: NonNullable<Form['case']>, at: Path): readonly Named[] {
  const one = (name: string, code: string | undefined, types: Named['types'], fix: string): readonly Named[] =>
    code === undefined ? [] : [{ code, at: [...at, name], types, fix }];
  return [
    ...one('serious', serious, ['on', 'oni'], 'Nommez un champ de type on ou oni.'),
    ...one('grade', grade, ['choice', 'int'], 'Nommez un champ de type choice ou int.'),
    ...one('aware', aware, ['date'], 'Nommez un champ de type date.'),
    ...verbatims.map((code, index): Named => ({
      code,
      at: [...at, 'verbatims', index],
      types: ['text', 'long'],
      fix: 'Nommez un champ de type text ou long.',
    })),
  ];
}

function checkNamed(form: Form, { code, at, types, fix }: Named): readonly ProtocolProblem[] {
  const found = declaredItems(form).find(({ item }) => item.code === code);
  if (!found) return [unknownItem(code, form, at)];
  return types.includes(found.item.type) ? [] : [problemAt(at, 'wrong-type', 'Ce champ ne se lit pas ainsi.', fix)];
}
