import { inWords } from './told-changes.js';

it('what the journal keeps of a change: the reason of its author, then what is said of it', () => {
  const says = { code: 'carried-settled', params: { origin: { source: 'directory' }, isSame: false } } as const;
  const words = 'Valeur reprise corrigée\u00a0: annuaire de l’outil';
  expect(
    inWords([
      { item: 'weight', new: '71', reason: 'Pesé', says },
      { item: 'dose', new: 'A', says },
      { item: 'packs', new: 2 },
    ]),
  ).toEqual([
    { item: 'weight', new: '71', reason: `Pesé – ${words}` },
    { item: 'dose', new: 'A', reason: words },
    { item: 'packs', new: 2 },
  ]);
});
