import fc from 'fast-check';
import type { Form, Item, Value, Values } from '#protocols/domain';
import { ofKnown, ofPreviousVisit, reachedAt, type Beside } from './candidates.js';
import type { Course, CourseRow } from '../course/course.js';

const base = (code: string, more: Partial<Item> = {}) => ({ code, label: code, place: 'Annexe 1', reliability: 'T', ...more }) as Item;
const formOf = (code: string, kind: Form['kind'], content: Form['sections'][number]['content'], more: Partial<Form> = {}): Form => ({
  code,
  kind,
  title: `Fiche ${code}`,
  place: 'Annexe 1',
  occurs: kind === 'SUIVI' ? 'per-visit' : 'once',
  sections: [{ code: 's', title: 'S', enteredBy: 'centre', content }],
  ...more,
});

/** One form filled on a day, as the calendar holds it. */
const filled = (id: string, rules: Form, values: Values, day?: string, occurrence = 1) =>
  ({
    form: rules.code,
    visit: 'V',
    occurrence,
    announced: false,
    state: 'done',
    record: {
      form: rules.code,
      occurrence,
      state: 'complete',
      ...(day && { heldOn: day }),
      source: { id, rules, visit: 'V', occurrence, state: 'complete', values },
    },
  }) as unknown as CourseRow;

const beside = (form: Form, rows: readonly CourseRow[], previousVisit?: Values): Beside => ({
  id: 'now',
  protocol: { calendar: { visits: [{ code: 'V', label: 'M1' }] } as unknown as Beside['protocol']['calendar'], forms: [form] },
  form,
  env: { today: '2026-11-29', ...(previousVisit && { previousVisit }) },
  course: { schedule: { rows, problems: [] }, envOf: () => ({ today: '2026-11-29' }) } as Pick<Course, 'schedule' | 'envOf'>,
});

describe('what the visit before has', () => {
  const codes = ['a', 'b', 'c', 'd'];
  it('is offered where the protocol marks it as reusable, and nowhere else, whatever was answered', () => {
    const values = fc.dictionary(
      fc.constantFrom(...codes, 'g/row001/x', 'constructor', 'gone'),
      fc.oneof(fc.constantFrom<Value>('O', 'N'), fc.constant<Value>({ missing: 'NF' })),
    );
    fc.assert(
      fc.property(fc.subarray(codes), values, (marked, previous) => {
        const items = codes.map((code) => base(code, { type: 'on', ...(marked.includes(code) && { reusable: true }) }));
        const row = base('x', { type: 'on', reusable: true });
        const form = formOf('SUIVI', 'SUIVI', [
          ...items,
          { type: 'group', code: 'g', label: 'g', rowLabel: 'l', place: 'p', items: [row] },
        ]);
        const expected = marked.filter((code) => Object.hasOwn(previous, code) && typeof previous[code] === 'string');
        const offered = ofPreviousVisit(beside(form, [], previous)).map(({ key }) => key);
        expect(offered.sort()).toEqual([...expected].sort());
      }),
    );
  });

  it('says which visit says so: the latest one before this', () => {
    const form = formOf('SUIVI', 'SUIVI', [base('a', { type: 'on', reusable: true })]);
    const rows = [
      filled('one', form, { a: 'N' }, '2026-01-05'),
      filled('two', form, { a: 'O' }, '2026-02-05'),
      filled('now', form, {}, '2026-03-05'),
      filled('later', form, { a: 'O' }, '2026-04-05'),
    ];
    expect(ofPreviousVisit(beside(form, rows, { a: 'O' }))).toEqual([
      { key: 'a', value: 'O', source: 'previous-visit', item: 'a', form: 'Fiche SUIVI – M1', day: '2026-02-05' },
    ]);
  });
});

describe('what is known without asking', () => {
  const lot = {
    lastOf: [
      { form: 'FIT', item: 'lot' },
      { form: 'CYCLE', item: 'bag.lot' },
    ],
  };
  const bag = base('bag.lot', { type: 'text', maxLength: 35 } as Partial<Item>);
  const first = formOf('FIT', 'FIT', [base('lot', { type: 'text', maxLength: 35 } as Partial<Item>)]);
  const cycle = formOf('CYCLE', 'SUIVI', [{ type: 'group', code: 'bag', label: 'b', rowLabel: 'b', place: 'p', items: [bag] }]);
  const drug: Item[] = [
    base('drug.name', { type: 'text', prefill: 'medicine.name' } as Partial<Item>),
    base('drug.lot', { type: 'text', prefill: lot } as Partial<Item>),
  ];
  const declaration = (min?: number) =>
    formOf('EI', 'EI', [
      base('who', { type: 'text', prefill: 'declarant.name' } as Partial<Item>),
      base('when', { type: 'date', prefill: 'today' } as Partial<Item>),
      { type: 'group', code: 'drug', label: 'd', rowLabel: 'd', place: 'p', ...(min && { min }), items: drug },
    ]);
  const words = new Map([
    ['declarant.name', 'Hélène Marchetti'],
    ['medicine.name', 'VYVGART'],
  ]);

  it('is the last lot that any of the forms named says, of its last row', () => {
    const bags = { 'bag/aaaaaa': true, 'bag/aaaaaa/bag.lot': 'L1', 'bag/bbbbbb': true, 'bag/bbbbbb/bag.lot': 'L2' } as const;
    const rows = [filled('c', cycle, bags, '2026-03-01'), filled('f', first, { lot: 'L0' }, '2026-01-05')];
    const known = ofKnown(beside(declaration(1), rows), {}, words);
    expect(known.find(({ key }) => key === 'drug/connu001/drug.lot')).toMatchObject({ value: 'L2', source: 'file', day: '2026-03-01' });
  });

  it('makes a row where the protocol asks for one and there is none, and never answers what is not known, be it a day', () => {
    const keys = (min: number | undefined, values: Values) => ofKnown(beside(declaration(min), []), values, words).map(({ key }) => key);
    expect(keys(1, {})).toEqual(['who', 'drug/connu001/drug.name']);
    expect(keys(1, { 'drug/aaaaaa': true })).toEqual(['who']);
    expect(keys(undefined, {})).toEqual(['who']);
  });

  it('tells how to reach a person from the part of the FAT that names them', () => {
    const rules = formOf('FAT', 'FAT', [
      base('tel', { type: 'text', prefill: 'prescriber.phone' } as Partial<Item>),
      base('other', { type: 'text', prefill: 'pharmacist.phone' } as Partial<Item>),
    ]);
    expect([...reachedAt({ rules, values: { tel: '0102030405', other: '06' } }, 'prescriber')]).toEqual([['phone', '0102030405']]);
    expect(reachedAt(undefined, 'prescriber').size).toBe(0);
  });
});
