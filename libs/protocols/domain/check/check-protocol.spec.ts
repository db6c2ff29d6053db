import { checkProtocol } from './check-protocol.js';
import type { Protocol } from '../language/language.js';
import {
  accessForm,
  calc,
  checked,
  codeLists,
  date,
  form,
  group,
  hard,
  int,
  item,
  multi,
  otherForm,
  patientItems,
  protocol,
  section,
  signatures,
  signed,
  text,
  whole,
  yes,
} from '../testing.js';

const told = (of: Protocol) => checkProtocol(of).map(({ code, path }) => `${code} ${path.join('.')}`);
const visit = { code: 'V1', label: 'V1', offset: { unit: 'days', value: 7 } as const, window: { before: 1, after: 1 }, forms: ['SUIVI'] };
const anchor = { form: 'SUIVI', item: 'd' };

describe('a protocol that holds together', () => {
  it('has no problem', () => {
    const first = accessForm(
      int('n'),
      group('rows', [date('from'), date('to', { notBefore: item('from'), when: { answered: 'from' } })], { min: 1, max: 3 }),
      multi('m', 'ABC', { exclusive: 'A' }),
      calc('c', { mean: [item('n'), 2] }),
      yes('y', { when: { all: [{ compare: [item('c'), '>', 1] }, { includes: ['m', 'B'] }] } }),
    );
    const visits = otherForm(
      { occurs: 'per-visit' },
      date('d', { notBefore: { item: 'naissance', form: 'FAT' } }),
      int('w', { when: { compare: [{ previousVisit: 'w' }, '>', 0] } }),
    );
    const start = otherForm({ code: 'FIT', kind: 'FIT' }, date('d'));
    const calendar = { anchor: { form: 'FIT', item: 'd' }, visits: [{ ...visit, every: { unit: 'weeks' as const, value: 3, times: 4 } }] };
    expect(
      told(whole([checked(first, hard('order', { compare: [item('to'), '>=', item('from')] }, 'to')), visits, start], { calendar })),
    ).toEqual([]);
  });
});

describe('the protocol as a whole', () => {
  it.each<[string, Protocol, string]>([
    ['has no FAT', whole([otherForm({}, yes('a'))]), 'access-form forms'],
    ['has two', whole([accessForm(), { ...accessForm(), code: 'FAT2' }]), 'access-form forms.1.kind'],
    ['repeats the FAT', whole([{ ...accessForm(), occurs: 'on-event' }]), 'access-form forms.0.occurs'],
    ['has a form twice', whole([accessForm(), otherForm({}, yes('a')), otherForm({}, yes('a'))]), 'duplicate-code forms.2.code'],
    [
      'has a code twice in a list',
      whole([accessForm()], {
        codeLists: {
          ...codeLists,
          D: [
            { code: 'A', label: 'a' },
            { code: 'A', label: 'b' },
          ],
        },
      }),
      'duplicate-code codeLists.D.1.code',
    ],
    [
      'declares a list that all have',
      whole([accessForm()], { codeLists: { ...codeLists, ON: [{ code: 'O', label: 'a' }] } }),
      'reserved-list codeLists.ON',
    ],
    [
      'lacks a signature of the FAT (charter C5.6)',
      whole([{ ...accessForm(), signatures: signatures.slice(0, 1) }]),
      'signature-missing forms.0',
    ],
    [
      'signs a section that is not there',
      whole([
        {
          ...accessForm(),
          signatures: signatures.map((rule) => (rule.role === 'prescriber' ? { ...rule, covers: ['patent'] } : rule)),
        },
      ]),
      'unknown-section forms.0.signatures.0.covers.0',
    ],
    [
      'binds nothing to the patient’s sex',
      whole([signed(form(section('patient', patientItems.slice(0, 3))), ...signatures)]),
      'binding forms.0',
    ],
    ['binds twice', whole([accessForm(text('x', { format: 'letters', length: 2, binds: 'patient.givenLetters' }))]), 'binding forms.0'],
    [
      'asks the full birth date of an adult',
      whole([
        signed(
          form(section('patient', [...patientItems.slice(0, 2), date('naissance', { binds: 'patient.birth' }), ...patientItems.slice(3)])),
          ...signatures,
        ),
      ]),
      'binding-type forms.0.sections.0.content.2.binds',
    ],
    ['asks the month of birth of a child', whole([accessForm()], { paediatric: true }), 'binding-type forms.0.sections.0.content.2.binds'],
    [
      'counts visits from nowhere',
      whole([accessForm(), otherForm({ occurs: 'per-visit' }, date('d'))], { calendar: { visits: [visit] } }),
      'anchor-missing calendar',
    ],
    [
      'counts visits from a form that is not there',
      whole([accessForm(), otherForm({}, date('d'))], { calendar: { anchor: { form: 'FIT', item: 'd' }, visits: [visit] } }),
      'unknown-form calendar.anchor.form',
    ],
    [
      'counts visits from an unknown item',
      whole([accessForm(), otherForm({}, date('d'))], { calendar: { anchor: { form: 'SUIVI', item: 'e' }, visits: [visit] } }),
      'unknown-item calendar.anchor.item',
    ],
    [
      'counts visits from a month',
      whole([accessForm(), otherForm({}, date('d', { type: 'month' }))], { calendar: { anchor, visits: [visit] } }),
      'anchor-type calendar.anchor.item',
    ],
    [
      'visits with an unknown form',
      whole([accessForm(), otherForm({}, date('d'))], { calendar: { anchor, visits: [{ ...visit, forms: ['QDV'] }] } }),
      'unknown-form calendar.visits.0.forms.0',
    ],
    [
      'visits with the FAT',
      whole([accessForm(), otherForm({}, date('d'))], { calendar: { anchor, visits: [{ ...visit, forms: ['FAT'] }] } }),
      'form-not-for-visit calendar.visits.0.forms.0',
    ],
    [
      'repeats without advancing',
      whole([accessForm(), otherForm({}, date('d'))], {
        calendar: { anchor, visits: [{ ...visit, every: { unit: 'days', value: 0, times: 3 } }] },
      }),
      'repeat calendar.visits.0.every.value',
    ],
    [
      'has a form of visits that no visit asks',
      whole([accessForm(), otherForm({ occurs: 'per-visit' }, date('d'))]),
      'form-without-visit forms.1.occurs',
    ],
    [
      'was granted on no day',
      whole([accessForm()], { put: { ...protocol([]).put, grantedOn: '2026-02-30' } }),
      'no-such-day put.grantedOn',
    ],
    [
      'checks two groups at once',
      whole([
        checked(accessForm(group('g', [int('a')]), group('h', [int('b')])), hard('x', { compare: [item('a'), '<', item('b')] }, 'a')),
      ]),
      'item-in-group forms.0.checks.0',
    ],
    [
      'checks an unknown item',
      whole([checked(accessForm(int('a')), hard('x', { compare: [item('a'), '<', 1] }, 'z'))]),
      'unknown-item forms.0.checks.0.items.0',
    ],
  ])('%s', (_title, of, problem) => expect(told(of)).toContain(problem));
});
