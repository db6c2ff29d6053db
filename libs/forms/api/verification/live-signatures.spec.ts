import { describe, expect, it } from '@jest/globals';
import type { Form, Item } from '#protocols/domain';
import { contentHashOf } from '../signing/content-hash.js';
import { stillSays } from './live-signatures.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const items: Item[] = [
  { ...base('born'), type: 'date' },
  { ...base('age'), type: 'calc', result: 'int', formula: { ageInYears: [{ item: 'born' }, 'today'] } },
];
const form: Form = {
  code: 'FAT',
  kind: 'FAT',
  title: 'FAT',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [{ code: 'all', title: 'all', enteredBy: 'centre', content: items }],
  signatures: [{ role: 'prescriber', meaning: 'lu', covers: ['all'] }],
};

describe('a signature that stands', () => {
  const values = { born: '2000-08-16', age: 25 };
  const contentHash = contentHashOf(form, values, ['all'], { today: '2026-08-15' });
  const signature = { id: 's', formId: 'f', role: 'prescriber', contentHash, signedDay: '2026-08-15', journalled: contentHash };

  it('still says what was signed once its day is past: the hash is that of the day of signing', () => {
    expect(contentHashOf(form, values, ['all'], { today: '2026-08-16' })).not.toBe(contentHash);
    expect(stillSays(form, values, signature)).toBe(true);
  });

  it('does not when an answer is another, when the day is, or when the journal does not know it', () => {
    expect(stillSays(form, { ...values, born: '2000-08-17' }, signature)).toBe(false);
    expect(stillSays(form, values, { ...signature, signedDay: '2026-08-16' })).toBe(false);
    expect(stillSays(form, values, { ...signature, journalled: undefined })).toBe(false);
  });
});
