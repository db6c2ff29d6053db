import type { Form, Item } from '#protocols/domain';
import { identityIn } from './identity.js';
import { onlyCentre, visibleValues } from './visible-values.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const items: Item[] = [
  { ...base('nom'), type: 'text', maxLength: 3, format: 'letters', length: 3, binds: 'patient.familyLetters' },
  { ...base('prenom'), type: 'text', maxLength: 2, format: 'letters', length: 2, binds: 'patient.givenLetters' },
  { ...base('naissance'), type: 'month', binds: 'patient.birth' },
  { ...base('sexe'), type: 'choice', list: 'SEXE', binds: 'patient.sex' },
];
const form: Form = {
  code: 'FAT',
  kind: 'FAT',
  title: 'FAT',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [{ code: 's', title: 's', enteredBy: 'centre', content: items }],
};
const env = { today: '2026-08-15' };

describe('the identity that a form tells', () => {
  it('is read from the items that bind it', () => {
    expect(identityIn(form, { nom: 'DUP', prenom: 'JE', naissance: '1961-03', sexe: 'F' }, env)).toEqual({
      familyLetters: 'DUP',
      givenLetters: 'JE',
      birth: '1961-03',
      sex: 'F',
    });
  });

  it('is empty where nothing usable was typed', () => {
    const none = { familyLetters: '', givenLetters: '', birth: '', sex: '' };
    expect(identityIn(form, {}, env)).toEqual(none);
    expect(identityIn(form, { nom: { missing: 'ND' }, sexe: 'I', naissance: '1961' }, env)).toEqual(none);
  });
});

describe('the values that a person sees', () => {
  const centres = { current: 'B', former: ['A'] };
  const values = { nom: 'DUP', sexe: 'F' };
  const marks = { nom: [3, 'A'], sexe: [4, 'B'] } as const;

  it('are all of them for the centre in charge and for staff', () => {
    expect(visibleValues(values, marks, { centreId: 'B', centres })).toEqual(values);
    expect(visibleValues(values, marks, { centres })).toEqual(values);
  });

  it('are its own for a centre that the patient left (charter C10.5)', () => {
    expect(visibleValues(values, marks, { centreId: 'A', centres })).toEqual({ nom: 'DUP' });
    expect(onlyCentre({ centreId: 'C', centres })).toBeUndefined();
  });
});
