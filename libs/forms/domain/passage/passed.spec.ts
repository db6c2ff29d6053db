import type { Form, Group, Item, Protocol, Values } from '#protocols/domain';
import { mappingProblems, unmappedOf, type Mapping } from './mapping.js';
import { marksAfter, passed, rekeyedBack, rekeyedIn } from './passed.js';
import { say } from '../say.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const text = (code: string, more = {}): Item => ({ ...base(code), type: 'text', maxLength: 20, ...more });
const int = (code: string, more = {}): Item => ({ ...base(code), type: 'int', ...more });
const dec = (code: string, more = {}): Item => ({ ...base(code), type: 'dec', ...more });
const choice = (code: string, list: string, more = {}): Item => ({ ...base(code), type: 'choice', list, ...more });
const sum = (code: string, item: string): Item => ({ ...base(code), type: 'calc', result: 'int', formula: { sum: [{ item }, { item }] } });
const rows = (code: string, ...items: Item[]): Group => ({ type: 'group', code, label: code, rowLabel: 'ligne', place: 'Annexe 1', items });
const form = (...content: (Item | Group)[]): Form => ({
  code: 'FAT',
  kind: 'FAT',
  title: 'Fiche',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [{ code: 's', title: 's', enteredBy: 'centre', content }],
});
const lists: Protocol['codeLists'] = {
  AB: ['A', 'B'].map((code) => ({ code, label: code })),
  BC: ['B', 'C'].map((code) => ({ code, label: code })),
};
const side = (of: Form) => ({ form: of, protocol: { codeLists: lists } });
const env = { today: '2026-05-01' };
const nothing: Mapping = { items: [], values: [] };
const moving = (items: Mapping['items'], values: Mapping['values'] = []): Mapping => ({ items, values });
const go = (from: Form, to: Form, values: Values, mapping = nothing) => passed(side(from), side(to), values, mapping, env);

describe('a form that goes to another version', () => {
  it('takes each answer to the item of the same code, recalculates what is calculated, and says what is asked again', () => {
    const from = form(int('size'), text('name'), sum('twice', 'size'));
    const to = form(text('name'), int('size'), sum('double', 'size'), text('more'));
    expect(go(from, to, { size: 3, name: 'a', twice: 6 })).toEqual({
      values: { size: 3, name: 'a', double: 6 },
      written: [],
      moved: [],
      changed: [],
      left: [],
      hidden: [],
      missing: ['more'],
      refused: [],
      asked: [],
      unmapped: [],
    });
  });

  it('waits while nobody said what becomes of an answered field that is gone; then moves it, or takes it out of the data', () => {
    const [from, to] = [form(text('old'), text('kept')), form(text('new'), text('kept'))];
    const values = { old: 'x', kept: 'y' };
    expect(go(from, to, values).unmapped).toEqual(['old']);
    expect(go(from, to, { kept: 'y' }).unmapped).toEqual([]);
    expect(unmappedOf(from, to, nothing)).toEqual([{ form: 'FAT', item: 'old', label: 'old', choices: [{ code: 'new', label: 'new' }] }]);

    expect(go(from, to, values, moving([{ form: 'FAT', from: 'old', to: 'new' }]))).toMatchObject({
      values: { new: 'x', kept: 'y' },
      written: [
        { item: 'old', old: 'x' },
        { item: 'new', new: 'x' },
      ],
      missing: [],
      unmapped: [],
    });
    expect(go(from, to, values, moving([{ form: 'FAT', from: 'old', to: null }]))).toMatchObject({
      values: { kept: 'y' },
      written: [{ item: 'old', old: 'x' }],
      left: [{ key: 'old', old: 'x' }],
      missing: ['new'],
    });
  });

  it('moves the rows of a group with their items, each answer on its own key', () => {
    const from = form(rows('lines', text('drug'), text('dose')));
    const to = form(rows('cures', text('drug'), text('amount')));
    const mapping = moving([
      { form: 'FAT', from: 'lines', to: 'cures' },
      { form: 'FAT', from: 'dose', to: 'amount' },
    ]);
    expect(go(from, to, { 'lines/aaaaaa': true, 'lines/aaaaaa/drug': 'x', 'lines/aaaaaa/dose': '2' }, mapping).values).toEqual({
      'cures/aaaaaa': true,
      'cures/aaaaaa/drug': 'x',
      'cures/aaaaaa/amount': '2',
    });
    expect(unmappedOf(from, to, nothing).map(({ item }) => item)).toEqual(['lines']);
  });

  it('tells an answer that the new version refuses, and does with it what is decided', () => {
    const [from, to] = [form(choice('grade', 'AB')), form(choice('grade', 'BC'))];
    expect(go(from, to, { grade: 'B' }).refused).toEqual([]);
    expect(go(from, to, { grade: 'A' }).refused).toMatchObject([{ key: 'grade', value: 'A' }]);
    const decided = (value: string | null) => moving([], [{ form: 'FAT', item: 'grade', from: 'A', to: value }]);
    expect(go(from, to, { grade: 'A' }, decided('C'))).toMatchObject({
      values: { grade: 'C' },
      refused: [],
      written: [{ item: 'grade', old: 'A', new: 'C' }],
    });
    expect(go(from, to, { grade: 'A' }, decided(null))).toMatchObject({ values: {}, refused: [], left: [{ key: 'grade', old: 'A' }] });
  });

  it('keeps an answer that the new version refuses and asks about it, or does one thing with all of them', () => {
    const [from, to] = [form(choice('grade', 'AB'), choice('other', 'AB')), form(choice('grade', 'BC'), choice('other', 'BC'))];
    const values = { grade: 'A', other: 'A' };
    const keep = { form: 'FAT', item: 'grade', from: 'A', to: null, keep: true };
    expect(go(from, to, values, moving([], [keep]))).toMatchObject({
      values,
      refused: [{ key: 'other' }],
      asked: [{ key: 'grade' }],
      left: [],
    });
    expect(go(from, to, values, { ...nothing, rest: 'keep' })).toMatchObject({
      values,
      refused: [],
      asked: [{ key: 'grade' }, { key: 'other' }],
    });
    const left = go(from, to, values, { ...moving([], [keep]), rest: 'leave' });
    expect(left).toMatchObject({ values: { grade: 'A' }, refused: [], asked: [{ key: 'grade' }], left: [{ key: 'other', old: 'A' }] });
    // What someone decided otherwise, and is refused in its turn, is left to them.
    const wrong = { form: 'FAT', item: 'grade', from: 'A', to: 'Z' };
    expect(go(from, to, { grade: 'A' }, { ...moving([], [wrong]), rest: 'keep' }).values).toEqual({ grade: 'Z' });
  });

  it('takes out of the data what is refused where it stands, and not the same answer where it is right', () => {
    const day = (code: string, more = {}): Item => ({ ...base(code), type: 'date', ...more });
    const cures = (more: object) => form(rows('cures', day('first'), day('last', more)));
    const [one, two, at] = ['cures/aaaaaa', 'cures/bbbbbb', '2026-03-05'];
    const values: Values = {
      [one]: true,
      [`${one}/first`]: '2026-04-01',
      [`${one}/last`]: at,
      [two]: true,
      [`${two}/first`]: at,
      [`${two}/last`]: at,
    };
    const becomes = go(cures({}), cures({ notBefore: { item: 'first' } }), values, { ...nothing, rest: 'leave' });
    expect(becomes.left).toEqual([{ key: `${one}/last`, old: at }]);
    expect(becomes.values).toMatchObject({ [`${two}/last`]: at });
    expect(becomes.refused).toEqual([]);
  });

  it('writes a whole number as a decimal where one is asked, and leaves alone what was wrong already', () => {
    expect(go(form(int('size')), form(dec('size')), { size: 3 })).toMatchObject({ values: { size: '3' }, refused: [] });
    expect(go(form(int('size', { max: 2 })), form(int('size', { max: 2 })), { size: 3 }).refused).toEqual([]);
  });

  it('says which answers stay and do not apply any more', () => {
    const [from, to] = [form(int('age'), text('name')), form(int('age'), text('name', { when: { is: ['age', 9] } }))];
    expect(go(from, to, { age: 3, name: 'x' })).toMatchObject({ hidden: ['name'], values: { age: 3, name: 'x' }, written: [] });
  });

  it('tells nothing of an answer that a condition hid: it goes along, and leaves where the new version has no place for it', () => {
    const onlyF = { when: { is: ['sex', 'F'] as const } };
    const from = form(text('sex'), text('due', onlyF), text('test', onlyF), choice('grade', 'AB', onlyF));
    const to = form(text('sex'), text('term', onlyF), choice('grade', 'BC'));
    const mapping = moving([
      { form: 'FAT', from: 'due', to: 'term' },
      { form: 'FAT', from: 'test', to: null, keep: true },
    ]);
    const typed = { due: '2026-09-01', test: 'positive', grade: 'A' };
    expect(go(from, to, { sex: 'F', ...typed }, mapping)).toMatchObject({
      changed: [{ from: 'due' }],
      left: [{ key: 'test', old: 'positive', asks: 'test' }],
      refused: [{ key: 'grade' }],
    });
    for (const rest of [undefined, 'keep', 'leave'] as const) {
      const becomes = go(from, to, { sex: 'M', ...typed }, { ...mapping, ...(rest && { rest }) });
      expect(becomes).toMatchObject({
        values: { sex: 'M', term: '2026-09-01' },
        moved: [{ from: 'due', to: 'term' }],
        ...{ changed: [], left: [], refused: [], asked: [] },
      });
      expect(becomes.written).toEqual(
        expect.arrayContaining([
          { item: 'test', old: 'positive' },
          { item: 'grade', old: 'A' },
        ]),
      );
    }
  });

  it('keeps the centre that typed each answer, on its new key too', () => {
    const moved = go(form(text('old')), form(text('new')), { old: 'x' }, moving([{ form: 'FAT', from: 'old', to: 'new' }]));
    expect(marksAfter({ old: [4, 'A'] }, moved, 9)).toEqual({ old: [9, 'A'], new: [9, 'A'] });
  });

  it('tells which answers changed their key, there and back, with the version they had', () => {
    const from = form(text('old'), text('gone'), text('kept'), choice('grade', 'AB'));
    const to = form(text('new'), text('kept'), choice('mark', 'BC'));
    const mapping = moving(
      [
        { form: 'FAT', from: 'old', to: 'new' },
        { form: 'FAT', from: 'gone', to: null },
        { form: 'FAT', from: 'grade', to: 'mark' },
      ],
      [{ form: 'FAT', item: 'mark', from: 'A', to: 'C' }],
    );
    const { written } = go(from, to, { old: 'x', gone: 'y', kept: 'z', grade: 'A' }, mapping);
    expect(rekeyedIn(written, { old: [4, 'A'], grade: [5, 'A'] })).toEqual([
      { from: 'old', to: 'new', was: 4, isSame: true },
      { from: 'grade', to: 'mark', was: 5, isSame: false },
    ]);
    expect(rekeyedBack(written, { new: [9, 'A'], mark: [9, 'A'] })).toEqual([
      { from: 'new', to: 'old', was: 9, isSame: true },
      { from: 'mark', to: 'grade', was: 9, isSame: false },
    ]);
  });

  it('refuses a mapping that does not hold together', () => {
    const [from, to] = [form(text('a'), text('b'), text('c')), form(text('b'), sum('twice', 'b'), rows('lines', text('drug')))];
    const said = (item: string, aim: string) =>
      mappingProblems(from, to, moving([{ form: 'FAT', from: item, to: aim }])).map(({ says }) => say(says));
    expect(said('a', 'b')).toEqual([expect.stringMatching(/plusieurs champs/)]);
    for (const aim of ['twice', 'drug', 'none']) expect(said('a', aim)).toEqual([expect.stringMatching(/à cette place/)]);
    expect(said('none', 'b')).toEqual([expect.stringMatching(/n’est pas un champ saisi/)]);
  });
});
