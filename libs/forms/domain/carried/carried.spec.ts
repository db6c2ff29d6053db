import fc from 'fast-check';
import { applicability, completeness, type Form, type Item, type Section, type Values } from '#protocols/domain';
import {
  carriedUnder,
  carry,
  missingInCarriedRows,
  gapsWithCarried,
  originInWords,
  putAside,
  receivable,
  say,
  settled,
  standingCarried,
  toldCarried,
  visibleCarried,
  type Candidate,
  type Carried,
  type ToldChange,
} from '../index.js';

const said = (told: ToldChange | undefined) => told?.says && say(told.says);

const today = { today: '2026-11-29' };
const lists = { ABC: ['A', 'B', 'C'].map((code) => ({ code, label: code })) };
const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const sum = { sum: [{ item: 'weight' }, { item: 'weight' }] };
const packs: Item = { ...base('packs'), type: 'int', when: { is: ['smokes', 'O'] }, required: true, reusable: true };
const content: Section['content'] = [
  { ...base('dose'), type: 'choice', list: 'ABC', required: true, reusable: true },
  { ...base('smokes'), type: 'on', reusable: true },
  packs,
  { ...base('weight'), type: 'dec', min: 1, max: 300, reusable: true },
  { ...base('double'), type: 'calc', result: 'dec', formula: sum },
  {
    ...{ type: 'group' as const, code: 'drugs', label: 'Traitements', rowLabel: 'traitement', place: 'Annexe 1', min: 1, max: 3 },
    items: [
      { ...base('drugs.name'), type: 'text', maxLength: 50, required: true },
      { ...base('drugs.dose'), type: 'int' },
    ],
  },
];
const whole = (...sections: Section[]): Form => ({ code: 'FAT', kind: 'FAT', title: 'FAT', place: 'Annexe 1', occurs: 'once', sections });
const form = whole(
  { code: 's', title: 'S', enteredBy: 'centre', content },
  { code: 'own', title: 'Patient', enteredBy: 'patient', content: [{ ...base('felt'), type: 'int' }] },
);
const protocol = { codeLists: lists };
const from: Omit<Candidate, 'key' | 'value'> = { source: 'previous-visit', form: 'Suivi – M1', day: '2026-10-30' };
const given = (key: string, value: Candidate['value']): Candidate => ({ key, value, ...from });
const holding = (values: Values = {}, carried: Carried = {}, marks = {}) => ({ lists, form, values, marks, carried, env: today });
const standing = (values: Values, carried: Carried) =>
  standingCarried(applicability(form, values, today), values, carried).map(({ key }) => key);
const stand = (...candidates: Candidate[]) => carry({}, candidates, { seq: 7, centreId: 'a' });

describe('what may be carried', () => {
  it.each<[string, Candidate, Partial<ReturnType<typeof holding>>]>([
    ['where there is an answer', given('dose', 'A'), { values: { dose: 'B' } }],
    ['where someone took an answer away', given('dose', 'A'), { marks: { dose: [3, 'a'] } }],
    ['where a value waits already', given('dose', 'A'), { carried: stand(given('dose', 'B')) }],
    ['what the protocol does not have', given('constructor', 'A'), {}],
    ['what would be wrong there', given('weight', '900'), {}],
    ['a code that is not in the list', given('dose', 'Z'), {}],
    ['a calculated value', given('double', '4'), {}],
    ['what the patient answers', given('felt', 3), {}],
    ['a row that someone took away', given('drugs/connu001/drugs.name', 'X'), { marks: { 'drugs/connu001': [3, 'a'] } }],
  ])('nothing is carried %s', (_, candidate, more) => expect(receivable({ ...holding(), ...more }, [candidate])).toEqual([]));

  it('the rest is, also what does not apply yet: it waits for the answer that calls for it', () => {
    const candidates = [given('dose', 'A'), given('packs', 3), given('drugs/connu001/drugs.name', 'X')];
    expect(receivable(holding(), candidates)).toEqual(candidates);
    const carried = stand(...candidates);
    expect(standing({}, carried)).toEqual(['dose', 'drugs/connu001/drugs.name']);
    expect(standing({ smokes: 'O' }, carried)).toEqual(['dose', 'packs', 'drugs/connu001/drugs.name']);
  });
});

describe('a carried value', () => {
  const values = fc.record(
    {
      dose: fc.constantFrom('A', 'B'),
      smokes: fc.constantFrom('O', 'N'),
      packs: fc.integer({ min: 0, max: 9 }),
      weight: fc.constantFrom('70', '71.5'),
    },
    { requiredKeys: [] },
  );

  it('is no answer, whatever is answered and whatever is carried: it fills nothing, and stands between the form and its signature', () => {
    fc.assert(
      fc.property(values, values, (answered, offered) => {
        const taken = receivable(
          holding(answered),
          Object.entries(offered).map(([key, value]) => given(key, value)),
        );
        const carried = stand(...taken);
        const alone = completeness(form, answered, today);
        const shown = standing(answered, carried);
        expect(shown.every((key) => !Object.hasOwn(answered, key))).toBe(true);
        // Confirming all that shows fills these fields, and nothing did before.
        const confirmed = {
          ...answered,
          ...Object.fromEntries(taken.filter(({ key }) => shown.includes(key)).map(({ key, value }) => [key, value])),
        };
        expect(completeness(form, confirmed, today).filled).toBeGreaterThanOrEqual(alone.filled + shown.length);
        // Each stands between the form and its signature, once.
        const gaps = gapsWithCarried(protocol, form, answered, today, ['s'], carried);
        expect(gaps.filter(({ kind }) => kind === 'carried').map(({ key }) => key)).toEqual(shown);
        expect(gaps.filter(({ kind, key }) => kind === 'missing' && shown.includes(key))).toEqual([]);
      }),
    );
  });

  it('stands until it is answered, one by one; the journal says whether it was confirmed or corrected, and from where', () => {
    const carried = stand(given('dose', 'A'), given('weight', '70'), given('smokes', 'N'));
    const after = settled(form, carried, [
      { item: 'dose', new: 'A' },
      { item: 'weight', new: '71', reason: 'Pesé' },
      { item: 'packs', new: 2 },
    ]);
    expect(Object.keys(after.carried)).toEqual(['smokes']);
    expect(after.told.map(({ reason, says }) => [reason, says && say(says)])).toEqual([
      [undefined, 'Valeur reprise confirmée\u00a0: visite précédente (Suivi – M1, 30/10/2026)'],
      ['Pesé', 'Valeur reprise corrigée\u00a0: visite précédente (Suivi – M1, 30/10/2026)'],
      [undefined, undefined],
    ]);
  });

  it('is told where it comes from when it is carried and when it is put aside', () => {
    const carried = stand(given('dose', 'A'));
    const [told] = toldCarried([given('dose', 'A')]);
    expect(told).toMatchObject({ item: 'dose', new: 'A' });
    expect(said(told)).toBe('Valeur reprise, à confirmer\u00a0: visite précédente (Suivi – M1, 30/10/2026)');
    const aside = putAside(carried, 'dose');
    expect(aside).toMatchObject({ carried: {}, told: { item: 'dose', old: 'A' } });
    expect(said(aside?.told)).toBe('Valeur reprise écartée\u00a0: visite précédente (Suivi – M1, 30/10/2026)');
    expect(putAside(carried, 'constructor')).toBeUndefined();
    expect(originInWords({ source: 'directory' })).toBe('annuaire de l’outil');
  });

  it('goes with the row that is taken away', () => {
    const carried = stand(given('drugs/connu001/drugs.name', 'X'), given('dose', 'A'));
    expect(Object.keys(settled(form, carried, [{ item: 'drugs/connu001', old: true }]).carried)).toEqual(['dose']);
  });

  it('goes to the field that another version has in the place of its own; without one it is put aside, and told', () => {
    const carried = stand(given('weight', '70'), given('drugs/connu001/drugs.name', 'X'), given('dose', 'A'), given('packs', 2));
    const mass: Section['content'][number] = { ...base('mass'), type: 'dec' };
    const next = { form: whole({ code: 's', title: 'S', enteredBy: 'centre', content: [{ ...packs, type: 'dec' }, mass] }), version: 3 };
    const mapping = { items: [{ form: 'FAT', from: 'weight', to: 'mass' }], values: [] };
    const under = carriedUnder(form, next, carried, mapping);
    expect(under.told.map(said)).toEqual(Array(2).fill('Valeur reprise écartée\u00a0: la version 3 n’a pas ce champ.'));
    expect(under).toMatchObject({
      carried: { mass: { ...carried['weight'] }, packs: { ...carried['packs'], value: '2' } },
      told: [
        { item: 'drugs/connu001/drugs.name', old: 'X' },
        { item: 'dose', old: 'A' },
      ],
    });
  });

  it('counts as missing in a row that the protocol does not ask for anyway', () => {
    const row = (rowId: string) => given(`drugs/${rowId}/drugs.name`, 'X');
    expect(missingInCarriedRows(form, {}, today, stand(row('connu001')))).toHaveLength(0);
    expect(missingInCarriedRows(form, {}, today, stand(row('connu001'), row('connu002')))).toHaveLength(2);
    expect(missingInCarriedRows(form, { 'drugs/abcdef': true }, today, stand(row('connu001')))).toHaveLength(2);
  });

  it('charter C10.5: is seen by those who see what its centre entered', () => {
    const carried = stand(given('dose', 'A'));
    const centres = { current: 'b', former: ['a', 'c'] };
    expect(visibleCarried(carried, { centreId: 'a', centres })).toEqual(carried);
    expect(visibleCarried(carried, { centreId: 'c', centres })).toEqual({});
    expect(visibleCarried(carried, { centres })).toEqual(carried);
  });
});
