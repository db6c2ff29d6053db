import { checkCase } from './check-case.js';
import type { CaseItems, Form } from '../language/language.js';
import { choice, date, int, otherForm, text, yes } from '../testing.js';

const ITEMS = [text('term'), yes('serious'), int('grade'), choice('level', 'LEVEL'), date('aware')];
const declaration = (given: CaseItems, kind: Form['kind'] = 'EI'): Form =>
  otherForm({ code: 'EI', kind, title: 'Déclaration', occurs: 'on-event', case: given }, ...ITEMS);
const codes = (form: Form) => checkCase(form, []).map(({ code, path }) => [code, path.join('.')].join(' '));

describe('what pharmacovigilance reads of a declaration', () => {
  it.each<[string, CaseItems, readonly string[]]>([
    ['all of it', { serious: 'serious', grade: 'grade', verbatims: ['term'], aware: 'aware' }, []],
    ['a grade chosen from a list', { grade: 'level' }, []],
    ['nothing', {}, []],
    ['an item that is not there', { serious: 'seriuos' }, ['unknown-item case.serious']],
    ['a seriousness that is not a yes or no', { serious: 'grade' }, ['wrong-type case.serious']],
    ['a verbatim that is not typed', { verbatims: ['term', 'level'] }, ['wrong-type case.verbatims.1']],
    ['a day that is no day', { aware: 'term' }, ['wrong-type case.aware']],
    [
      'grade and seriousness in one item',
      { serious: 'serious', grade: 'serious' },
      ['grade-is-serious case.grade', 'wrong-type case.grade'],
    ],
  ])('%s', (_title, given, expected) => expect(codes(declaration(given))).toEqual(expected));

  it('belongs to a declaration only', () => {
    expect(codes(declaration({ serious: 'serious' }, 'SUIVI'))).toEqual(['not-a-declaration case']);
  });
});
