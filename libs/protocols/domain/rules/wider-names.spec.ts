import { applicability } from '../forms/applicability.js';
import { checkProtocol } from '../check/check-protocol.js';
import { checkOutcomes, proposals } from '../forms/checks.js';
import { evaluate, type Truth } from './conditions.js';
import { gaps } from '../forms/gaps.js';
import type { Condition, Form, Item, Values } from '../language/language.js';
import {
  accessForm,
  checked,
  choice,
  codeLists,
  form,
  group,
  hard,
  int,
  is,
  item,
  multi,
  on,
  otherForm,
  printCondition,
  proposing,
  seen,
  whole,
  yes,
} from '../testing.js';

const rows = (...items: Item[]) => group('med', items, { label: 'Médicaments' });
const suspect: Condition = { anyRow: { group: 'med', when: is('role', 'A') } };
const told = (...forms: Form[]) => checkProtocol(whole(forms)).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a condition over the rows of a group', () => {
  const row = (id: string, role?: string): Values => ({ [`med/${id}`]: true, ...(role !== undefined && { [`med/${id}/role`]: role }) });

  it.each<[string, Values, Truth]>([
    ['holds in one row', { ...row('row001', 'B'), ...row('row002', 'A') }, true],
    ['holds beside a row that is not answered', { ...row('row001'), ...row('row002', 'A') }, true],
    ['is unknown while a row may still say yes', { ...row('row001'), ...row('row002', 'B') }, 'unknown'],
    ['holds in none', { ...row('row001', 'B'), ...row('row002', 'B') }, false],
    ['holds in none while there is no row', {}, false],
    ['does not see an answer left in a row that was taken away', { 'med/row001/role': 'A' }, false],
  ])('%s', (_title, values, truth) => expect(evaluate(suspect, seen(values, on))).toBe(truth));

  it('a row sees what stands outside it', () => {
    const heavier: Condition = { anyRow: { group: 'med', when: { compare: [item('dose'), '>', item('limit')] } } };
    const values: Values = { limit: 5, 'med/row001': true, 'med/row001/dose': 6 };
    expect(evaluate(heavier, seen(values, on))).toBe(true);
    expect(evaluate(heavier, seen({ ...values, limit: 6 }, on))).toBe(false);
  });

  const declared = form(rows(choice('role', 'ABC'), int('dose')), yes('grave', { when: suspect }));

  it('a check that asks it is asked once, and shown at every row', () => {
    const effect = checked(declared, hard('suspect', suspect, 'role'));
    const values = { ...row('row001', 'B'), ...row('row002', 'B') };
    const [outcome, ...more] = checkOutcomes(effect, applicability(effect, values, on), on);
    expect(outcome).toMatchObject({
      holds: false,
      items: ['med/row001/role', 'med/row002/role'],
      reads: ['med/row001/role', 'med/row002/role'],
    });
    expect(more).toEqual([]);
    expect(gaps({ codeLists }, effect, values, on, ['s']).map(({ key, kind }) => `${kind} ${key}`)).toEqual(['check med/row001/role']);
    expect(gaps({ codeLists }, effect, { ...values, 'med/row002/role': 'A' }, on, ['s'])).toEqual([]);
  });

  it('proposes once, and shows what comes after the group', () => {
    const asking = proposing(declared, { form: 'EI', when: suspect });
    const found = applicability(asking, { ...row('row001', 'A'), ...row('row002', 'A') }, on);
    expect(proposals(asking, found, on).map((each) => each.form)).toEqual(['EI']);
    expect(found.items.map(({ key }) => key)).toContain('grave');
    expect(applicability(asking, row('row001', 'B'), on).items.map(({ key }) => key)).not.toContain('grave');
  });

  it('prints itself', () => {
    expect(printCondition(suspect, declared, whole([declared]))).toBe('dans une ligne au moins de « Médicaments », « role » est « A. »'.replaceAll('« ', '«\u00a0').replaceAll(' »', '\u00a0»')); // prettier-ignore
  });

  it.each<[string, Form, string[]]>([
    ['a group met before', accessForm(rows(choice('role', 'ABC')), yes('x', { when: suspect })), []],
    [
      'a group that is not there',
      accessForm(yes('x', { when: { anyRow: { group: 'meds', when: is('x', 'O') } } })),
      ['unknown-group forms.0.sections.0.content.0.when.anyRow.group'],
    ],
    [
      'a group that comes later',
      accessForm(yes('x', { when: suspect }), rows(choice('role', 'ABC'))),
      ['used-before-declared forms.0.sections.0.content.0.when.anyRow.group'],
    ],
    [
      'its own group, from one of its rows',
      accessForm(rows(choice('role', 'ABC'), int('dose', { when: suspect }))),
      ['used-before-declared forms.0.sections.0.content.0.items.1.when.anyRow.group'],
    ],
    [
      'a code that the list does not have',
      accessForm(rows(choice('role', 'ABC')), yes('x', { when: { anyRow: { group: 'med', when: is('role', 'Z') } } })),
      ['unknown-code forms.0.sections.0.content.1.when.anyRow.when.is.1'],
    ],
    [
      'one row and all of them in one check',
      checked(accessForm(rows(choice('role', 'ABC'), int('dose'))), hard('both', { all: [suspect, is('dose', 1)] }, 'dose')),
      ['item-in-group forms.0.checks.0.assert.all.1.is.0'],
    ],
  ])('is typed at import: %s', (_title, first, problems) => expect(told(first)).toEqual(problems));
});

describe('a condition on an answer of another form', () => {
  const of = (code: string) => ({ item: code, form: 'FAT' });
  const scope = seen({ sexe: 'M' }, { ...on, forms: { FAT: { sexe: 'F', sites: ['A'] } } });

  it.each<[string, Condition, Truth]>([
    ['is', { is: [of('sexe'), 'F'] }, true],
    ['in', { in: [of('sexe'), ['M']] }, false],
    ['includes', { includes: [of('sites'), 'A'] }, true],
    ['answered', { answered: of('sexe') }, true],
    ['a form that is not there', { is: [{ item: 'sexe', form: 'FIT' }, 'F'] }, 'unknown'],
    ['an item whose name all objects have', { is: [of('toString'), 'F'] }, 'unknown'],
  ])('%s', (_title, condition, truth) => expect(evaluate(condition, scope)).toBe(truth));

  const first = accessForm(multi('sites', 'ABC'));
  const later = (when: Condition, occurs: Form['occurs'] = 'once') => otherForm({ code: 'FIT', kind: 'FIT', occurs }, yes('x', { when }));

  it('prints the form that it reads', () => {
    const text = printCondition({ is: [of('sexe'), 'F'] }, later({ answered: 'x' }), whole([first]));
    expect(text).toBe('«\u00a0sexe\u00a0» (fiche FAT) est «\u00a0F.\u00a0»');
  });

  it.each<[string, Condition, string[]]>([
    ['an answer of the FAT', { is: [of('sexe'), 'F'] }, []],
    ['a code that its list does not have', { is: [of('sexe'), 'X'] }, ['unknown-code forms.1.sections.0.content.0.when.is.1']],
    ['an item that it does not have', { answered: of('sex') }, ['unknown-item forms.1.sections.0.content.0.when.answered.item']],
    ['several answers with is', { is: [of('sites'), 'A'] }, ['wrong-type forms.1.sections.0.content.0.when.is']],
    [
      'its own form',
      { is: [{ item: 'x', form: 'FIT' }, 'O'] },
      ['unknown-form forms.1.sections.0.content.0.when.is.0.form', 'cycle forms.1'],
    ],
  ])('is typed at import: %s', (_title, when, problems) => expect(told(first, later(when))).toEqual(problems));

  it('a form that may be filled several times cannot be read', () => {
    const events = otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, yes('y'));
    expect(told(first, later({ is: [{ item: 'y', form: 'EI' }, 'O'] }), events)).toEqual([
      'many-forms forms.1.sections.0.content.0.when.is.0.form',
    ]);
  });

  it('two forms that show what the other shows are refused', () => {
    const one = later({ is: [{ item: 'z', form: 'ARRET' }, 'O'] });
    const other = otherForm({ code: 'ARRET', kind: 'ARRET' }, yes('z', { when: { is: [{ item: 'x', form: 'FIT' }, 'O'] } }));
    expect(told(first, one, other)).toEqual(['cycle forms.1']);
  });
});
