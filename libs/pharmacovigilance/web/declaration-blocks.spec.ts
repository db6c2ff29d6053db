import type { Form, Group, Item } from '#protocols/domain';
import { blocksOf } from './declaration-blocks.js';

const base = (code: string, label: string) => ({ code, label, place: 'Annexe 1', reliability: 'G' });
const drug: Item = { ...base('drug', 'Nom'), type: 'text', maxLength: 20 };
const group = (more: Partial<Group> = {}): Group =>
  ({ type: 'group', code: 'drugs', label: 'Médicaments', rowLabel: 'médicament', place: 'Annexe 1', items: [drug], ...more }) as Group;

function read(of: Group, values = {}) {
  const before: Item = { ...base('term', 'Effet'), type: 'text', maxLength: 20 };
  const after: Item = { ...base('end', 'Issue'), type: 'text', maxLength: 20 };
  const form = {
    code: 'EI',
    kind: 'EI',
    title: 'Déclaration',
    place: 'Annexe 2',
    occurs: 'event',
    sections: [{ code: 's', title: 'Effet', enteredBy: 'centre', content: [before, of, after] }],
  } as unknown as Form;
  return blocksOf(form, values, { today: '2026-11-22' }, { codeLists: {} }).map(({ title, lines }) => [
    title,
    lines.map(({ label, text }) => `${label} : ${text}`),
  ]);
}

describe('the reading of a declaration', () => {
  const around = ['Effet', ['Effet : ', 'Issue : ']];

  it.each([
    ['that may stay empty', { mayBeEmpty: true }],
    ['that must have a row', { min: 1 }],
  ])('says of a group %s that nothing was named in it', (_, more) => {
    expect(read(group(more))).toEqual([around, ['Effet – Médicaments', []]]);
  });

  it('tells a group said to have none apart from one that nobody answered', () => {
    expect(read(group(), { drugs: 'none' })[1]).toEqual(['Effet – Médicaments', ['Médicaments\u00a0: aucun\u202f? : Aucun']]);
    expect(read(group())[1]).toEqual(['Effet – Médicaments', ['Médicaments\u00a0: aucun\u202f? : ']]);
  });

  it('shows each row', () => {
    expect(read(group(), { 'drugs/aaaaaa': true, 'drugs/aaaaaa/drug': 'Codéine' })).toEqual([
      around,
      ['Effet – médicament', ['Nom : Codéine']],
    ]);
  });
});
