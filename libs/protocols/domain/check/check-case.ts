import { isDeclaration } from '../language/declaration.js';
import { declaredItems } from '../language/keys.js';
import type { Form, Item } from '../language/language.js';
import { problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import { unknownItem } from './rule-names.js';

/** An item that `case` names, and the types it may have. */
interface Named {
  readonly code: string;
  readonly at: Path;
  readonly types: readonly Item['type'][];
}

/** What pharmacovigilance reads of a declaration exists in it, once each, and is of a type that can be read so. */
export function checkCase(form: Form, path: Path): readonly ProtocolProblem[] {
  if (!form.case) return [];
  const at = [...path, 'case'];
  if (!isDeclaration(form.kind)) return [problemAt(at, { code: 'not-a-declaration' })];
  const { serious, grade } = form.case;
  const same = serious !== undefined && serious === grade ? [problemAt([...at, 'grade'], { code: 'grade-is-serious' })] : [];
  return [...same, ...named(form.case, at).flatMap((each) => checkNamed(form, each))];
}

function named({ serious, grade, verbatims = [], aware }: NonNullable<Form['case']>, at: Path): readonly Named[] {
  const one = (name: string, code: string | undefined, types: Named['types']): readonly Named[] =>
    code === undefined ? [] : [{ code, at: [...at, name], types }];
  return [
    ...one('serious', serious, ['on', 'oni']),
    ...one('grade', grade, ['choice', 'int']),
    ...one('aware', aware, ['date']),
    ...verbatims.map((code, index): Named => ({ code, at: [...at, 'verbatims', index], types: ['text', 'long'] })),
  ];
}

function checkNamed(form: Form, { code, at, types }: Named): readonly ProtocolProblem[] {
  const found = declaredItems(form).find(({ item }) => item.code === code);
  if (!found) return [unknownItem(code, form, at)];
  return types.includes(found.item.type) ? [] : [problemAt(at, { code: 'wrong-type/case', params: { types } })];
}
