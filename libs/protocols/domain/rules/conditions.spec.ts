import { evaluate } from './conditions.js';
import type { Condition, Operand, Values } from '../language/language.js';
import { measure, roundTo } from './operands.js';
import { item, is, seen } from '../testing.js';

const values: Values = {
  sex: 'F',
  age: 70,
  weight: '70.5',
  dx: '2024-03',
  birth: '1950-06-02',
  year: '2026',
  sites: ['OS', 'FOIE'],
  lost: { missing: 'ND' },
};
const scope = seen(values, {
  today: '2026-08-15',
  visitDate: '2026-08-10',
  previousVisit: { weight: '75' },
  forms: { FIT: { start: '2026-01-01' } },
});

describe('conditions', () => {
  it.each<[string, Condition, boolean | 'unknown']>([
    ['answered', { answered: 'sex' }, true],
    ['not answered is a plain no', { answered: 'nothing' }, false],
    ['a missing reason is no answer', { answered: 'lost' }, false],
    ['is', is('sex', 'F'), true],
    ['is not', is('sex', 'M'), false],
    ['is, of a decimal, by its number', is('weight', 70.5), true],
    ['is, unanswered', is('nothing', 'F'), 'unknown'],
    ['is, with a missing reason', is('lost', 'F'), 'unknown'],
    ['in', { in: ['sex', ['M', 'F']] }, true],
    ['includes', { includes: ['sites', 'OS'] }, true],
    ['includes not', { includes: ['sites', 'POUMON'] }, false],
    ['includes, unanswered', { includes: ['nothing', 'OS'] }, 'unknown'],
    ['not unknown is unknown', { not: is('nothing', 'F') }, 'unknown'],
    ['all: one false is false beside an unknown', { all: [is('nothing', 'F'), is('sex', 'M')] }, false],
    ['all: unknown otherwise', { all: [is('nothing', 'F'), is('sex', 'F')] }, 'unknown'],
    ['all of nothing holds', { all: [] }, true],
    ['any: one true is true beside an unknown', { any: [is('nothing', 'F'), is('sex', 'F')] }, true],
    ['any: unknown otherwise', { any: [is('nothing', 'F'), is('sex', 'M')] }, 'unknown'],
    ['any of nothing does not hold', { any: [] }, false],
    ['numbers', { compare: [item('age'), '>=', 18] }, true],
    ['decimals', { compare: [item('weight'), '<', 70.6] }, true],
    ['unknown on one side', { compare: [item('nothing'), '>', 1] }, 'unknown'],
    ['days', { compare: [item('birth'), '<', 'today'] }, true],
    ['a month that is certainly before', { compare: [item('dx'), '<', { date: '2024-04-01' }] }, true],
    ['a month that may be either', { compare: [item('dx'), '<=', { date: '2024-03-15' }] }, 'unknown'],
    ['a bare year is a date beside a date', { compare: [item('year'), '<', { date: '2027-01-01' }] }, true],
    ['a number and a date have nothing to say', { compare: [item('age'), '<', 'today'] }, 'unknown'],
    ['another form of the patient', { compare: [{ item: 'start', form: 'FIT' }, '<=', 'visitDate'] }, true],
    ['another form that is not there', { compare: [{ item: 'start', form: 'ARRET' }, '<=', 'visitDate'] }, 'unknown'],
  ])('%s', (_title, condition, truth) => expect(evaluate(condition, scope)).toBe(truth));
});

describe('calculations', () => {
  it.each<[string, Operand, number | undefined]>([
    ['sum, without what binary adds', { sum: [0.1, 0.2] }, 0.3],
    ['sum, of something unknown', { sum: [1, item('nothing')] }, undefined],
    ['mean of all', { mean: [1, 2, 4] }, 7 / 3],
    ['mean, half known', { mean: [1, item('nothing'), 3, item('nothing')] }, 2],
    ['mean, less than half known', { mean: [1, item('nothing'), item('nothing')] }, undefined],
    ['mean of nothing', { mean: [] }, undefined],
    ['difference', { difference: [item('weight'), { previousVisit: 'weight' }] }, -4.5],
    ['ratio', { ratio: [1, 4] }, 0.25],
    ['ratio to zero is unknown', { ratio: [1, 0] }, undefined],
    ['percent change', { percentChange: [{ previousVisit: 'weight' }, item('weight')] }, -6],
    ['percent change from zero is unknown', { percentChange: [0, 1] }, undefined],
    ['days between', { daysBetween: [{ item: 'start', form: 'FIT' }, 'visitDate'] }, 221],
    ['days from a month are unknown', { daysBetween: [item('dx'), { date: '2024-03-31' }] }, undefined],
    ['age', { ageInYears: [item('birth'), 'today'] }, 76],
    ['age of a number is none', { ageInYears: [item('age'), 'today'] }, undefined],
    ['round', { round: [{ ratio: [2, 3] }, 1] }, 0.7],
  ])('%s', (_title, operand, expected) => {
    const measured = measure(operand, scope);
    if (expected === undefined) expect(measured).toBeUndefined();
    else expect(measured).toBeCloseTo(expected, 10);
  });

  it.each([
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [1.005, 2, 1.01],
    [0.1 + 0.2, 1, 0.3],
  ])('%f to %i digits is %f', (number, digits, expected) => expect(roundTo(number, digits)).toBe(expected));
});
