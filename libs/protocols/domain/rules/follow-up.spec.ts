import { applicability } from '../forms/applicability.js';
import { proposals } from '../forms/checks.js';
import { evaluate } from './conditions.js';
import { gaps } from '../forms/gaps.js';
import type { Condition, Env, Item, Operand, Values } from '../language/language.js';
import { measure } from './operands.js';
import {
  calc,
  choice,
  dec,
  form,
  group,
  int,
  is,
  item,
  on,
  otherForm,
  printCondition,
  printItemConditions,
  printOperand,
  printProposal,
  proposing,
  protocol,
  section,
  seen,
  text,
  yes,
} from '../testing.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('an item required on a condition', () => {
  const dose = form(yes('changed'), text('why', { requiredWhen: is('changed', 'O') }), int('days', { when: is('changed', 'O') }));
  const missing = (values: object) => gaps(protocol([dose]), dose, values as Values, on, ['s']).map(({ key }) => key);

  it.each([
    ['may be left out while it does not hold', { changed: 'N' }, []],
    ['nor does an unknown require anything', {}, []],
    ['is missing once it holds', { changed: 'O' }, ['why']],
    ['is there', { changed: 'O', why: 'nausées' }, []],
    ['or has a reason', { changed: 'O', why: { missing: 'ND' } }, ['why']],
  ])('%s', (_title, values, expected) => expect(missing(values)).toEqual(expected));

  it('is shown all the same, and says whether it is required', () => {
    const required = (values: Values) => applicability(dose, values, on).items.map(({ key, required: must }) => `${key} ${must}`);
    expect(required({ changed: 'N' })).toEqual(['changed false', 'why false']);
    expect(required({ changed: 'O' })).toEqual(['changed false', 'why true', 'days false']);
  });

  it('says so in French', () => {
    const [, why] = dose.sections[0]?.content as Item[];
    expect(printItemConditions(why as Item, dose, protocol([dose])).map(plain)).toEqual(['Obligatoire si « changed » est « Oui ».']);
  });
});

describe('a form that answers propose', () => {
  const visit = proposing(
    form(yes('held'), section('tolerance', [yes('effect'), group('cycles', [int('n'), yes('stopped')])], { when: is('held', 'O') })),
    { form: 'EI', when: is('effect', 'O') },
    { form: 'SP', when: is('stopped', 'O') },
  );
  const proposed = (values: object) =>
    proposals(visit, applicability(visit, values as Values, on), on).map(({ form: code, items }) => `${code} ${items.join(' ')}`);
  const rows = { 'cycles/row001': true, 'cycles/row001/stopped': 'N', 'cycles/row002': true, 'cycles/row002/stopped': 'O' };

  it.each([
    ['nothing is proposed before an answer', {}, []],
    ['nor on a no', { held: 'O', effect: 'N' }, []],
    ['a yes proposes', { held: 'O', effect: 'O' }, ['EI effect']],
    ['a hidden yes proposes nothing', { held: 'N', effect: 'O' }, []],
    ['each row for itself', { held: 'O', ...rows }, ['SP cycles/row002/stopped']],
  ])('%s', (_title, values, expected) => expect(proposed(values)).toEqual(expected));

  it('says so in French', () => {
    const effects = otherForm({ code: 'EI', kind: 'EI', title: 'Déclaration d’effet indésirable', occurs: 'on-event' }, yes('x'));
    expect(visit.proposes?.map((proposal) => plain(printProposal(proposal, visit, protocol([visit, effects]))))).toEqual([
      '« Déclaration d’effet indésirable » est proposée si « effect » est « Oui ».',
      '« SP » est proposée si « stopped » est « Oui ».',
    ]);
    const offering = { form: 'EI', when: { is: ['effect', 'O'] }, with: { x: 'N' } } as const;
    expect(plain(printProposal(offering, visit, protocol([visit, effects])))).toBe(
      '« Déclaration d’effet indésirable » est proposée si « effect » est « Oui », avec « x » « Non ».',
    );
  });
});

describe('what depends on the visit', () => {
  const atDecision: Condition = { atVisit: ['S4', 'M3'] };
  const decision = form(choice('answer', 'ABC', { when: atDecision }), yes('other'));
  const at = (env: Partial<Env>) => applicability(decision, {}, { ...on, ...env }).items.map(({ key }) => key);

  it.each<[string, Partial<Env>, string[]]>([
    ['is asked at the visits named', { visit: 'S4' }, ['answer', 'other']],
    ['not at others', { visit: 'M6' }, ['other']],
    ['nor where there is no visit', {}, ['other']],
  ])('%s', (_title, env, keys) => expect(at(env)).toEqual(keys));

  it.each([
    [{ visit: 'M6' }, true],
    [{}, 'unknown'],
  ] as const)('elsewhere, with %j, is %s', (env, truth) => expect(evaluate({ not: atDecision }, seen({}, { ...on, ...env }))).toBe(truth));

  it('says so in French', () => {
    const calendar = { visits: [{ code: 'S4', label: 'Semaine 4', offset: { unit: 'weeks', value: 4 }, window: { before: 0, after: 14 }, forms: ['FAT'] }] } as const; // prettier-ignore
    expect(plain(printCondition(atDecision, decision, protocol([decision], { calendar })))).toBe('la visite est « Semaine 4 » ou « M3 »');
  });

  it('the window of the visit has two ends', () => {
    const window = { ...on, visitFrom: '2026-08-10', visitUntil: '2026-08-20' };
    const inside: Condition = { all: [{ compare: ['today', '>=', 'visitFrom'] }, { compare: ['today', '<=', 'visitUntil'] }] };
    expect(evaluate(inside, seen({}, window))).toBe(true);
    expect(evaluate(inside, seen({}, { ...window, today: '2026-08-21' }))).toBe(false);
    expect(printCondition(inside, decision, protocol([decision]))).toBe(
      'aujourd’hui est au moins égal au début de la fenêtre de la visite et aujourd’hui est au plus égal à la fin de la fenêtre de la visite',
    );
  });

  it('the day of the favourable opinion is compared, and unknown while there is none', () => {
    const after: Condition = { compare: [{ item: 'began' }, '>=', 'decisionDate'] };
    const began = (day: string, env: Partial<Env>) => evaluate(after, seen({ began: day }, { ...on, ...env }));
    expect(began('2026-03-05', { decisionDate: '2026-03-05' })).toBe(true);
    expect(began('2026-03-04', { decisionDate: '2026-03-05' })).toBe(false);
    expect(began('2026-03-04', {})).toBe('unknown');
    expect(printCondition(after, decision, protocol([decision]))).toBe(
      '«\u00a0began\u00a0» est au moins égal à la date de l’avis favorable',
    );
  });
});

describe('the scores that protocols need come out of the words there are', () => {
  const sum = (...codes: string[]): Operand => ({ sum: codes.map(item) });
  const metres: Operand = { ratio: [item('height'), 100] };
  const calculate = (operand: Operand, values: Values, env: Partial<Env> = {}) => measure(operand, seen(values, { ...on, ...env }));

  it.each<[string, Operand, Values, number | undefined]>([
    ['MG-ADL: the sum of all', sum('a', 'b'), { a: 3, b: 2 }, 5],
    ['MG-ADL: none while one is missing', sum('a', 'b'), { a: 3, b: { missing: 'ND' } }, undefined],
    ['BMI', { round: [{ ratio: [{ ratio: [item('weight'), metres] }, metres] }, 1] }, { weight: '70.5', height: 172 }, 23.8],
    [
      'QLQ-C30, a function, half answered',
      { ratio: [{ difference: [4, { mean: [item('a'), item('b')] }] }, 0.03] },
      { a: 2 },
      66.666666666667,
    ],
    ['QLQ-C30, less than half', { mean: [item('a'), item('b'), item('c')] }, { a: 2 }, undefined],
  ])('%s', (_title, operand, values, expected) => expect(calculate(operand, values)).toBe(expected));

  const change: Operand = { percentChange: [{ previousVisit: 'weight' }, item('weight')] };
  const stable: Condition = { all: [{ compare: [change, '<=', 20] }, { compare: [change, '>=', -20] }] };
  it.each<[string, string, string | undefined, boolean | 'unknown']>([
    ['up by a fifth', '72', '60', true],
    ['up by more', '72.1', '60', false],
    ['down by more', '47.9', '60', false],
    ['without a previous visit', '72', undefined, 'unknown'],
  ])('weight %s', (_title, weight, before, truth) => {
    const env = before === undefined ? on : { ...on, previousVisit: { weight: before } };
    expect(evaluate(stable, seen({ weight }, env))).toBe(truth);
  });

  it('a sum is a calculated item', () => {
    const adl = form(int('a'), int('b'), calc('total', sum('a', 'b'), { result: 'int' }), dec('c'));
    expect(applicability(adl, { a: 1, b: 2 }, on).values).toMatchObject({ total: 3 });
    expect(plain(printOperand(sum('a', 'b'), adl, protocol([adl])))).toBe('la somme de « a » et « b »');
  });
});
