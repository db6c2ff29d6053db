import type { Check, Env, Form, Item, Values } from '#protocols/domain';
import { settlement, softChecks, type SoftCheck, type SystemQuery } from './index.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const weight: Item = { ...base('weight'), type: 'dec', when: { is: ['seen', 'O'] } };
const soft = (code: string, assert: Check['assert'], items: string[]): Check => ({
  code,
  level: 'soft',
  assert,
  items,
  message: `${code} ?`,
});
const SUIVI: Form = {
  code: 'SUIVI',
  kind: 'SUIVI',
  title: 'SUIVI',
  place: 'Annexe 1',
  occurs: 'per-visit',
  sections: [
    {
      code: 's',
      title: 's',
      enteredBy: 'centre',
      content: [
        { ...base('seen'), type: 'on' },
        weight,
        { type: 'group', code: 'drugs', label: 'd', rowLabel: 'd', place: 'p', items: [{ ...base('dose'), type: 'int' }] },
      ],
    },
  ],
  checks: [
    soft('weight', { compare: [{ percentChange: [{ previousVisit: 'weight' }, { item: 'weight' }] }, '<=', 20] }, ['weight']),
    soft('dose', { compare: [{ item: 'dose' }, '<', 100] }, ['dose']),
    { ...soft('seen', { is: ['seen', 'O'] }, ['seen']), level: 'notice' },
  ],
};
const env: Env = { today: '2026-03-10', previousVisit: { weight: '60' } };
const found = (values: Values, at: Env = env) => softChecks(SUIVI, values, at);
const heavy = { seen: 'O', weight: '80' };

describe('soft checks', () => {
  it('are those of level soft that are asked, at each of their places', () => {
    expect(
      found({ ...heavy, 'drugs/aaaaaa': true, 'drugs/aaaaaa/dose': 500, 'drugs/bbbbbb': true }).map(({ key, item, holds }) => [
        key,
        item,
        holds,
      ]),
    ).toEqual([
      ['weight', 'weight', false],
      ['dose@drugs/aaaaaa', 'drugs/aaaaaa/dose', false],
      ['dose@drugs/bbbbbb', 'drugs/bbbbbb/dose', 'unknown'],
    ]);
    expect(found({ seen: 'N', weight: '80' })).toEqual([]);
  });

  it('tell the same doubt from another by all that they judge, elsewhere too', () => {
    const judged = (values: Values, at?: Env) => found(values, at)[0]?.judged;
    expect(judged({ ...heavy, 'drugs/aaaaaa': true })).toBe(judged(heavy));
    expect(judged({ ...heavy, weight: '81' })).not.toBe(judged(heavy));
    expect(judged(heavy, { ...env, previousVisit: { weight: '61' } })).not.toBe(judged(heavy));
  });
});

describe('what checks ask', () => {
  const check = (key: string, holds: SoftCheck['holds'], judged = 'x'): SoftCheck => ({
    key,
    code: key,
    item: key,
    says: { code: 'of-protocol', params: { text: '?' } },
    holds,
    judged,
  });
  const query = (id: string, more: Partial<SystemQuery> = {}): SystemQuery => ({ id, key: 'a', live: true, ...more });
  const asked = (...args: Parameters<typeof settlement>) => settlement(...args).ask.map(({ key }) => key);

  it('asks once the form is complete, and only for what certainly fails', () => {
    const checks = [check('a', false), check('b', true), check('c', 'unknown')];
    expect(asked(checks, [], false)).toEqual([]);
    expect(asked(checks, [], true)).toEqual(['a']);
  });

  it('never has two live ones of one check', () => {
    expect(settlement([check('a', false)], [query('1')], true)).toEqual({ ask: [], end: [] });
  });

  it('ends by itself when mended, or when the check applies no more, whatever the state of the form', () => {
    for (const complete of [true, false]) {
      expect(settlement([check('a', true)], [query('1')], complete).end).toEqual([{ id: '1', why: 'mended' }]);
      expect(settlement([check('a', 'unknown')], [query('1')], complete).end).toEqual([{ id: '1', why: 'no-longer-applies' }]);
      expect(settlement([], [query('1')], complete).end).toEqual([{ id: '1', why: 'no-longer-applies' }]);
    }
  });

  it('outlives the opening of its form for more typing: the answer already given is not lost', () => {
    expect(settlement([check('a', false)], [query('1')], false)).toEqual({ ask: [], end: [] });
  });

  it('does not ask again what a person accepted, until something it judged has changed', () => {
    const accepted = query('1', { live: false, acceptedFor: 'x' });
    expect(asked([check('a', false)], [accepted], true)).toEqual([]);
    expect(asked([check('a', false, 'y')], [accepted], true)).toEqual(['a']);
    expect(asked([check('a', false)], [query('1', { live: false })], true)).toEqual(['a']);
  });
});
