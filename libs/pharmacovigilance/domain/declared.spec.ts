import { applicability, type Form, type Values } from '#protocols/domain';
import { declared } from './declared.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 4', reliability: 'T' });
const FORM: Form = {
  code: 'EI',
  kind: 'EI',
  title: 'Déclaration',
  place: 'Annexe 4',
  occurs: 'on-event',
  case: { serious: 'serious', grade: 'grade', verbatims: ['term', 'story'], aware: 'aware' },
  sections: [
    {
      code: 's',
      title: 's',
      enteredBy: 'centre',
      content: [
        { ...base('aware'), type: 'date' },
        { ...base('more'), type: 'on' },
        { ...base('story'), type: 'long', maxLength: 100, when: { is: ['more', 'O'] } },
        {
          type: 'group',
          code: 'effects',
          label: 'effets',
          rowLabel: 'effet',
          place: 'Annexe 4',
          items: [
            { ...base('term'), type: 'text', maxLength: 100 },
            { ...base('serious'), type: 'on' },
            { ...base('grade'), type: 'int' },
          ],
        },
      ],
    },
  ],
};
const read = (values: object) => declared(FORM, applicability(FORM, values as Values, { today: '2026-03-01' }), {});
const row = (id: string, values: object) => ({
  [`effects/${id}`]: true,
  ...Object.fromEntries(Object.entries(values).map(([code, value]) => [`effects/${id}/${code}`, value])),
});

describe('what pharmacovigilance reads of a declaration', () => {
  it.each([
    ['nothing was answered', {}, 'unknown'],
    ['one effect is serious', { ...row('row001', { serious: 'N' }), ...row('row002', { serious: 'O' }) }, 'yes'],
    ['none is', { ...row('row001', { serious: 'N' }), ...row('row002', { serious: 'N' }) }, 'no'],
    ['one is not answered yet', { ...row('row001', { serious: 'N' }), ...row('row002', { grade: 2 }) }, 'unknown'],
  ])('seriousness when %s', (_title, values, expected) => expect(read(values).serious).toBe(expected));

  it('charter P3: a grade says nothing of seriousness', () => {
    expect(read(row('row001', { grade: 5, serious: 'N' }))).toMatchObject({ grade: '5', serious: 'no' });
    expect(read(row('row001', { grade: 4 }))).toMatchObject({ grade: '4', serious: 'unknown' });
  });

  it('the words of the declarant, each where it was typed, and only what applies', () => {
    const values = {
      aware: '2026-02-28',
      story: 'caché',
      ...row('row001', { term: 'nausées' }),
      ...row('row002', { term: { missing: 'ND' } }),
    };
    expect(read(values)).toMatchObject({ aware: '2026-02-28', verbatims: [{ key: 'effects/row001/term', text: 'nausées' }] });
    expect(read({ ...values, more: 'O' }).verbatims.map(({ key }) => key)).toEqual(['effects/row001/term', 'story']);
  });
});
