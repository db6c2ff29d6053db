import type { Form, Item, Values } from '#protocols/domain';
import { ofFormer, type FormerForm } from './former.js';

const item = (code: string) => ({ code, label: code, place: 'p', reliability: 'T', type: 'text', maxLength: 9 }) as Item;
const rules = (code: string, ...codes: string[]): Form => ({
  code,
  kind: 'SUIVI',
  title: code,
  place: 'p',
  occurs: 'per-visit',
  sections: [{ code: 's', title: 's', enteredBy: 'centre', content: codes.map(item) }],
});
const filled = (title: string, values: Values, day?: string): FormerForm => ({
  code: 'SUIVI',
  title,
  rules: rules('SUIVI', 'a'),
  values,
  ...(day && { day }),
});
const taken = (...forms: FormerForm[]) => ofFormer([{ form: 'SUIVI', item: 'a', to: 'b' }], forms);

describe('charter C8.2: what the FAT takes up of the compassionate access', () => {
  it('is the last answer, with the form and the day that say it', () => {
    const forms = [filled('M2', { a: 'deux' }, '2026-03-01'), filled('M1', { a: 'un' }, '2026-02-01'), filled('M3', {}, '2026-04-01')];
    expect(taken(...forms)).toEqual([{ key: 'b', value: 'deux', source: 'compassionate', form: 'M2', item: 'a', day: '2026-03-01' }]);
  });

  it('is of the form opened last where none says its day', () => {
    expect(taken(filled('M1', { a: 'un' }), filled('M2', { a: 'deux' }))).toMatchObject([{ value: 'deux', form: 'M2' }]);
  });

  it.each<[string, FormerForm[]]>([
    ['where nobody answered', [filled('M1', {})]],
    ['for what is missing', [filled('M1', { a: { missing: 'ND' } })]],
    ['where no form was filled', []],
    ['of a version that had no such field', [{ ...filled('M1', { a: 'un' }), rules: rules('SUIVI', 'z') }]],
  ])('is nothing %s', (_where, forms) => expect(taken(...forms)).toEqual([]));
});
