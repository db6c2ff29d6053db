import type { Form, Item } from '#protocols/domain';
import { patientParts } from './patient-parts.js';

const on = (code: string, more: Partial<Item> = {}): Item =>
  ({ code, label: code, place: 'Annexe 1', reliability: 'G', type: 'on', ...more }) as Item;

const FORM: Form = {
  code: 'QDV',
  kind: 'QDV',
  title: 'Qualité de vie',
  place: 'Annexe 1',
  occurs: 'per-visit',
  sections: [
    { code: 'team', title: 'Équipe', enteredBy: 'centre', content: [on('handed')] },
    {
      code: 'patient',
      title: 'Vos réponses',
      enteredBy: 'patient',
      content: [
        on('q1'),
        on('q2', { when: { is: ['q1', 'O'] } }),
        on('q3', { when: { is: ['handed', 'O'] } }),
        { code: 'score', label: 'Score', place: 'Annexe 1', reliability: 'G', type: 'calc', result: 'int', formula: 1 },
      ],
    },
  ],
};
const env = { today: '2026-11-22' };
const codes = (values: Record<string, 'O' | 'N'>) =>
  patientParts(FORM, values, env).sections.flatMap(({ content }) => content.map(({ code, when }) => `${code}${when ? '?' : ''}`));

describe('charter C5.9: what of a form the patient answers', () => {
  it('is the sections that the protocol gives to the patient, without what is calculated', () => {
    expect(codes({})).toEqual(['q1', 'q2?']);
  });

  it('settles what depends on the rest of the file, and keeps what depends on their own answers', () => {
    expect(codes({ handed: 'O' })).toEqual(['q1', 'q2?', 'q3']);
    expect(codes({ handed: 'N' })).toEqual(['q1', 'q2?']);
  });

  it('holds the keys of these, and no other', () => {
    const { holds } = patientParts(FORM, { handed: 'O' }, env);
    expect(['q1', 'q2', 'q3', 'handed', 'score', 'nothing', 'q1/aaaaaa'].map(holds)).toEqual([true, true, true, false, false, false, true]);
  });
});
