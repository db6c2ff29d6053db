import fc from 'fast-check';
import { checkProtocol } from './check-protocol.js';
import { declaredItems } from '../language/keys.js';
import type { Form, Item, Protocol } from '../language/language.js';
import {
  accessForm,
  calc,
  checked,
  choice,
  date,
  dec,
  group,
  hard,
  int,
  is,
  item,
  otherForm,
  proposing,
  section,
  text,
  whole,
  yes,
  type Content,
} from '../testing.js';

const told = (of: Protocol) => checkProtocol(of).map(({ code, path }) => `${code} ${path.join('.')}`);
const FIRST = 'not-reusable forms.0.sections.0.content.0.reusable';
const reusable = { reusable: true } as const;
const visit = (form: Partial<Form>, ...content: Content[]) =>
  otherForm({ code: 'SUIVI', kind: 'SUIVI', occurs: 'per-visit', ...form }, ...content);
const effect = otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, yes('y'));

describe('what may be carried from elsewhere', () => {
  it.each<[string, Form]>([
    ['a stable fact', visit({}, choice('a', 'ABC', reusable))],
    ['what was taken, and since when, row by row', visit({}, group('g', [text('a', reusable), date('b', reusable)]))],
    ['a number that is only compared', visit({}, dec('a', reusable), calc('c', { ratio: [item('a'), 2] }))],
  ])('%s may', (_title, form) => expect(told(whole([form, accessForm()])).filter((each) => each.startsWith('not-reusable'))).toEqual([]));

  it.each<[string, Form[]]>([
    ['a part of a score', [visit({}, int('a', reusable), calc('c', { sum: [item('a'), 1] })), accessForm()]],
    ['a part of a mean, rounded', [visit({}, int('a', reusable), calc('c', { round: [{ mean: [item('a')] }, 0] })), accessForm()]],
    ['the day of the form', [visit({ heldOn: 'a' }, date('a', reusable)), accessForm()]],
    ['another day of a visit', [visit({}, date('a', reusable)), accessForm()]],
    ['a day and its time of a visit', [visit({}, { ...date('a', reusable), type: 'dateTime' } as Item), accessForm()]],
    ['a time of a visit', [visit({}, { ...text('a', reusable), type: 'time' } as Item), accessForm()]],
    ['what asks for a declaration', [proposing(visit({}, yes('a', reusable)), { form: 'EI', when: is('a', 'O') }), accessForm(), effect]],
    ['what the patient answers', [visit({}, section('s', [int('a', reusable)], { enteredBy: 'patient' })), accessForm()]],
    ['an item of a declaration', [otherForm({ code: 'SP', kind: 'SP', occurs: 'on-event' }, text('a', reusable)), accessForm()]],
  ])('%s may not', (_title, forms) => expect(told(whole(forms))).toContain(FIRST));

  it('charter C8.2: a criterion of the request may not', () => {
    const access = accessForm(yes('a', reusable), yes('b', reusable));
    const problems = told(whole([checked(access, hard('a', is('a', 'O'), 'a'))]));
    const at = (code: string) => problems.filter((each) => each.startsWith('not-reusable') && each.includes(pathOf(access, code)));
    expect([at('a').length, at('b').length]).toEqual([1, 0]);
  });

  it('a calculated value may not: it is told by its type', () => {
    expect(told(whole([visit({}, int('n'), calc('a', item('n'), reusable)), accessForm()])).join()).toContain('not-for-calculated');
  });

  it('whatever is marked, nothing of a declaration ever is', () => {
    const codes = ['a', 'b', 'c'];
    fc.assert(
      fc.property(fc.subarray(codes, { minLength: 1 }), fc.constantFrom('EI', 'SP'), (marked, kind) => {
        const form = otherForm(
          { code: kind, kind, occurs: 'on-event' },
          ...codes.map((code) => yes(code, marked.includes(code) ? reusable : {})),
        );
        expect(told(whole([form, accessForm()])).filter((each) => each.startsWith('not-reusable'))).toHaveLength(marked.length);
      }),
    );
  });
});

describe('what an item is filled with on request', () => {
  const lot = (prefill: unknown) => otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, text('a', { prefill: prefill as 'today' }));
  const first = otherForm({ code: 'FIT', kind: 'FIT', occurs: 'once' }, text('lot'), int('n'));

  it.each<[string, unknown, string[]]>([
    ['the last answer at an item of another form', { lastOf: [{ form: 'FIT', item: 'lot' }] }, []],
    ['who declares', 'declarant.name', []],
    [
      'an item that is not there',
      { lastOf: [{ form: 'FIT', item: 'nothing' }] },
      ['unknown-item forms.0.sections.0.content.0.prefill.lastOf.0.item'],
    ],
    [
      'a form that is not there',
      { lastOf: [{ form: 'FIN', item: 'lot' }] },
      ['unknown-form forms.0.sections.0.content.0.prefill.lastOf.0.form'],
    ],
    ['itself', { lastOf: [{ form: 'EI', item: 'a' }] }, ['unknown-form forms.0.sections.0.content.0.prefill.lastOf.0.form']],
    ['a number', { lastOf: [{ form: 'FIT', item: 'n' }] }, ['wrong-type forms.0.sections.0.content.0.prefill.lastOf.0']],
    ['a quality, in a text', 'declarant.quality', ['wrong-type forms.0.sections.0.content.0.prefill']],
  ])('%s', (_title, prefill, problems) => expect(told(whole([lot(prefill), first, accessForm()]))).toEqual(problems));

  it('is never a day, but on the draft of the FAT', () => {
    const form = otherForm({ occurs: 'once' }, date('a', { prefill: 'today' }));
    expect(told(whole([form, accessForm()]))).toEqual(['prefilled-day forms.0.sections.0.content.0.prefill']);
    expect(told(whole([accessForm(date('a', { prefill: 'today' }))]))).toEqual([]);
  });
});

function pathOf(form: Form, code: string): string {
  const index = form.sections.findIndex(({ content }) => content.some((each) => each.code === code));
  const position = form.sections[index]?.content.findIndex((each) => each.code === code) ?? -1;
  expect(declaredItems(form).some((each) => each.item.code === code)).toBe(true);
  return `sections.${index}.content.${position}.reusable`;
}
