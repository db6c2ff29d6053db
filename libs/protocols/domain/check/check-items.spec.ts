import { checkProtocol } from './check-protocol.js';
import type { Protocol } from '../language/language.js';
import {
  accessForm,
  calc,
  choice,
  date,
  dec,
  group,
  int,
  is,
  item,
  multi,
  otherForm,
  text,
  toldProblem,
  whole,
  yes,
  type Content,
} from '../testing.js';

const told = (of: Protocol) => checkProtocol(of).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('an item', () => {
  it.each<[string, Content[], string]>([
    ['reads an item that is not there', [yes('a', { when: is('b', 'O') })], 'unknown-item forms.0.sections.0.content.0.when.is.0'],
    [
      'reads an item that comes later',
      [yes('a', { when: is('b', 'O') }), yes('b')],
      'used-before-declared forms.0.sections.0.content.0.when.is.0',
    ],
    ['reads itself: there is no cycle', [calc('a', { sum: [item('a'), 1] })], 'cycle forms.0.sections.0.content.0.formula.sum.0.item'],
    ['is limited by itself', [date('a', { notAfter: item('a') })], 'cycle forms.0.sections.0.content.0.notAfter.item'],
    [
      'reads a group from outside',
      [group('g', [yes('a')]), yes('b', { when: is('a', 'O') })],
      'item-in-group forms.0.sections.0.content.1.when.is.0',
    ],
    ['has a code twice', [yes('a'), yes('a')], 'duplicate-code forms.0.sections.0.content.1.code'],
    [
      'names a code that is not in the list',
      [choice('a', 'ABC'), yes('b', { when: is('a', 'Z') })],
      'unknown-code forms.0.sections.0.content.1.when.is.1',
    ],
    [
      'names a code as a number',
      [choice('a', 'ABC'), yes('b', { when: is('a', 0) })],
      'unknown-code forms.0.sections.0.content.1.when.is.1',
    ],
    [
      'names one of several codes',
      [choice('a', 'ABC'), yes('b', { when: { in: ['a', ['A', 'Z']] } })],
      'unknown-code forms.0.sections.0.content.1.when.in.1.1',
    ],
    [
      'asks a multiple choice as a single one',
      [multi('a', 'ABC'), yes('b', { when: is('a', 'A') })],
      'wrong-type forms.0.sections.0.content.1.when.is',
    ],
    [
      'asks a single choice as a multiple one',
      [choice('a', 'ABC'), yes('b', { when: { includes: ['a', 'A'] } })],
      'wrong-type forms.0.sections.0.content.1.when.includes',
    ],
    [
      'compares a number and a date',
      [int('a'), yes('b', { when: { compare: [item('a'), '<', 'today'] } })],
      'wrong-type forms.0.sections.0.content.1.when.compare',
    ],
    [
      'compares a code',
      [choice('a', 'ABC'), yes('b', { when: { compare: [item('a'), '<', 1] } })],
      'wrong-type forms.0.sections.0.content.1.when.compare.0',
    ],
    ['adds a date', [date('a'), calc('b', { sum: [item('a'), 1] })], 'wrong-type forms.0.sections.0.content.1.formula.sum.0'],
    [
      'counts days of a number',
      [int('a'), calc('b', { daysBetween: [item('a'), 'today'] })],
      'wrong-type forms.0.sections.0.content.1.formula.daysBetween.0',
    ],
    ['is limited by a number', [date('a', { notBefore: 3 })], 'wrong-type forms.0.sections.0.content.0.notBefore'],
    ['is limited by no day', [date('a', { notBefore: { date: '2026-02-30' } })], 'no-such-day forms.0.sections.0.content.0.notBefore.date'],
    ['has its bounds crossed', [dec('a', { min: 3, max: 2 })], 'bounds forms.0.sections.0.content.0.min'],
    ['is an integer with a decimal bound', [int('a', { min: 0.5 })], 'bounds forms.0.sections.0.content.0'],
    ['has no list', [{ ...choice('a', 'ABC'), list: undefined } as never], 'list-missing forms.0.sections.0.content.0'],
    ['has a list that is not there', [choice('a', 'ABD')], 'unknown-list forms.0.sections.0.content.0.list'],
    ['names what objects inherit', [choice('a', 'constructor')], 'unknown-list forms.0.sections.0.content.0.list'],
    ['gives a list to yes and no', [yes('a', { list: 'ABC' })], 'list-not-expected forms.0.sections.0.content.0.list'],
    ['excludes what is not in the list', [multi('a', 'ABC', { exclusive: 'Z' })], 'unknown-code forms.0.sections.0.content.0.exclusive'],
    ['wants letters without their number', [text('a', { format: 'letters' })], 'length forms.0.sections.0.content.0'],
    ['has no place in the PUT', [yes('a', { place: ' ' })], 'place-missing forms.0.sections.0.content.0.place'],
    ['is calculated and required', [calc('a', 1, { required: true })], 'not-for-calculated forms.0.sections.0.content.0.required'],
    ['is prefilled with what it cannot hold', [int('a', { prefill: 'centre.name' })], 'wrong-type forms.0.sections.0.content.0.prefill'],
    ['reads a visit outside the calendar', [date('a', { notAfter: 'visitDate' })], 'no-visit forms.0.sections.0.content.0.notAfter'],
    [
      'reads the previous visit in a form without visits',
      [int('a', { when: { compare: [{ previousVisit: 'a' }, '>', 1] } })],
      'no-visit forms.0.sections.0.content.0.when.compare.0',
    ],
    [
      'reads a form that is not there',
      [date('a', { notBefore: { item: 'x', form: 'FIT' } })],
      'unknown-form forms.0.sections.0.content.0.notBefore.form',
    ],
    [
      'reads another form’s unknown item',
      [date('a', { notBefore: { item: 'nothing', form: 'FAT' } })],
      'unknown-item forms.0.sections.0.content.0.notBefore.item',
    ],
    [
      'holds the patient’s identity outside the FAT',
      [text('a', { format: 'letters', length: 3, binds: 'patient.familyLetters' })],
      'binding-place forms.0.sections.0.content.0.binds',
    ],
    ['a group has min above max', [group('g', [yes('a')], { min: 3, max: 2 })], 'bounds forms.0.sections.0.content.0.min'],
  ])('%s', (_title, content, problem) => expect(told(whole([otherForm({ occurs: 'once' }, ...content), accessForm()]))).toEqual([problem]));

  it('the request comes before the opinion, and may not compare with it', () => {
    const asking = accessForm(date('a'), yes('b', { when: { compare: [item('a'), '<', 'decisionDate'] } }));
    expect(told(whole([asking]))).toEqual(['no-decision forms.0.sections.0.content.1.when.compare.2']);
  });

  it('says what to do, with the name that was meant', () => {
    const [problem] = checkProtocol(whole([accessForm(yes('pat.poids'), yes('b', { when: is('pat.poid', 'O') }))])).map(toldProblem);
    expect(problem).toMatchObject({
      message: expect.stringContaining('pat.poid'),
      fix: 'Vouliez-vous dire «\u00a0pat.poids\u00a0»\u00a0?',
    });
  });
});
