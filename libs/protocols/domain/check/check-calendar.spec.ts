import { checkProtocol } from './check-protocol.js';
import type { Calendar, Form, Visit } from '../language/language.js';
import { accessForm, date, group, int, is, item, otherForm, proposing, toldProblem, whole, yes } from '../testing.js';

const visit = (more: Partial<Visit> = {}): Visit => ({
  code: 'V1',
  label: 'V1',
  offset: { unit: 'days', value: 7 },
  window: { before: 1, after: 1 },
  forms: ['SUIVI'],
  ...more,
});
const fat = accessForm(yes('yes'), date('planned'));
const start = otherForm({ code: 'FIT', kind: 'FIT' }, date('d'));
const stop = otherForm({ code: 'ARRET', kind: 'ARRET' }, date('d', { notBefore: { item: 'd', form: 'FIT' } }));
const effect = otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, yes('y'));
const follow = otherForm({ occurs: 'per-visit', heldOn: 'd' }, date('d'), int('w'), yes('y'));
const anchor = { form: 'FIT', item: 'd' };
const fromStop = { form: 'ARRET', item: 'd' };
const unscheduled = { code: 'NP', label: 'Non programmée', forms: ['SUIVI'] };
const calendar: Calendar = {
  anchor,
  forecast: { form: 'FAT', item: 'planned' },
  stop: fromStop,
  visits: [visit(), visit({ code: 'P1', anchor: fromStop, keptAfterStop: true })],
  unscheduled,
};

const told = (change: Partial<Calendar>, form: Form = follow) =>
  checkProtocol(whole([fat, start, stop, effect, form], { calendar: { ...calendar, ...change } })).map(
    ({ code, path }) => `${code} ${path.join('.')}`,
  );

describe('a calendar that holds together', () => {
  it('has no problem', () => expect(told({})).toEqual([]));

  it.each<[string, Partial<Calendar>, string]>([
    ['counts from an unknown form', { visits: [visit({ anchor: { form: 'FIN', item: 'd' } })] }, 'unknown-form calendar.visits.0.anchor.form'],
    ['ends by an unknown form', { ends: [{ form: 'FIN', item: 'y', codes: ['O'] }] }, 'unknown-form calendar.ends.0.form'],
    ['ends by an unknown item', { ends: [{ form: 'EI', item: 'z', codes: ['O'] }] }, 'unknown-item calendar.ends.0.item'],
    ['ends by what is no choice', { ends: [{ form: 'SUIVI', item: 'w', codes: ['1'] }] }, 'wrong-type calendar.ends.0.item'],
    ['ends by an unknown code', { ends: [{ form: 'EI', item: 'y', codes: ['O', 'X'] }] }, 'unknown-code calendar.ends.0.codes.1'],
    ['ends on what is no day', { ends: [{ form: 'SUIVI', item: 'y', codes: ['O'], day: 'w' }] }, 'wrong-type calendar.ends.0.day'],
    ['foresees by an unknown item', { forecast: { form: 'FAT', item: 'e' } }, 'unknown-item calendar.forecast.item'],
    ['stops on what is no day', { stop: { form: 'FAT', item: 'yes' } }, 'anchor-type calendar.stop.item'],
    ['foresees what it does not count from', { anchor: undefined as never }, 'anchor-missing calendar.forecast'],
    ['counts from the stop what the stop takes away', { visits: [visit({ anchor: fromStop })] }, 'dropped-by-stop calendar.visits.0'],
    ['ends long after anyone lives', { visits: [visit({ every: { unit: 'months', value: 12, times: 42 } })] }, 'too-far calendar.visits.0'],
    ['begins there', { visits: [visit({ offset: { unit: 'months', value: 1000 } })] }, 'too-far calendar.visits.0'],
    ['calls an unscheduled visit like another', { unscheduled: { ...unscheduled, code: 'V1' } }, 'duplicate-code calendar.unscheduled.code'],
    ['asks at any time what is filled once', { unscheduled: { ...unscheduled, forms: ['FIT'] } }, 'form-not-for-visit calendar.unscheduled.forms.0'],
  ])('%s', (_title, change, problem) => expect(told(change)).toContain(problem)); // prettier-ignore
});

describe('rules about visits and other forms', () => {
  const each = (...content: Parameters<typeof otherForm>[1][]) => otherForm({ occurs: 'per-visit' }, ...content);
  const when = 'forms.4.sections.0.content.1.when';

  it.each<[string, Form, string[]]>([
    ['a visit that is there', each(date('d'), yes('y', { when: { atVisit: ['V1', 'NP'] } })), []],
    ['one that is not', each(date('d'), yes('y', { when: { atVisit: ['V2'] } })), [`unknown-visit ${when}.atVisit.0`]],
    ['the day of the opinion', each(date('d'), yes('y', { when: { compare: [{ item: 'd' }, '>=', 'decisionDate'] } })), []],
    ['the window of a visit', each(date('d', { notBefore: 'visitFrom', notAfter: 'visitUntil' })), []],
    ['required always and sometimes', each(date('d'), yes('y', { required: true, requiredWhen: { answered: 'd' } })), ['required-twice forms.4.sections.0.content.1.requiredWhen']],
    ['required on what comes later', each(yes('y', { requiredWhen: { answered: 'd' } }), date('d')), ['used-before-declared forms.4.sections.0.content.0.requiredWhen.answered']],
    ['a day that is none of its items', { ...follow, heldOn: 'e' }, ['unknown-item forms.4.heldOn']],
    ['a day that is a number', { ...follow, heldOn: 'w' }, ['wrong-type forms.4.heldOn']],
    ['proposes', proposing(follow, { form: 'EI', when: is('y', 'O') }, { form: 'ARRET', when: is('y', 'N') }), []],
    ['offers an answer with it', proposing(follow, { form: 'EI', when: is('y', 'O'), with: { y: 'O' } }), []],
    ['offers what it cannot be', proposing(follow, { form: 'EI', when: is('y', 'O'), with: { y: 'OUI' } }), ['unknown-code forms.4.proposes.0.with.y']],
    ['offers an answer that is not asked there', proposing(follow, { form: 'EI', when: is('y', 'O'), with: { z: 'O' } }), ['unknown-item forms.4.proposes.0.with.z']],
    ['proposes nothing that is there', proposing(follow, { form: 'E', when: is('y', 'O') }), ['unknown-form forms.4.proposes.0.form']],
    ['proposes the request', proposing(follow, { form: 'FAT', when: is('y', 'O') }), ['not-proposable forms.4.proposes.0.form']],
    ['proposes itself', proposing(follow, { form: 'SUIVI', when: is('y', 'O') }), ['not-proposable forms.4.proposes.0.form']],
    ['proposes on what is not there', proposing(follow, { form: 'EI', when: is('z', 'O') }), ['unknown-item forms.4.proposes.0.when.is.0']],
    ['proposes on two groups at once', proposing(each(group('g', [yes('a')]), group('h', [yes('b')])), { form: 'EI', when: { all: [is('a', 'O'), is('b', 'O')] } }), ['item-in-group forms.4.proposes.0', 'item-in-group forms.4.proposes.0.when.all.1.is.0']],
    ['reads a form that may exist many times', each(date('d', { notBefore: { item: 'y', form: 'EI' } })), ['many-forms forms.4.sections.0.content.0.notBefore.form']],
  ])('%s', (_title, form, problems) => expect(told({}, form)).toEqual(problems)); // prettier-ignore

  it('what one form shows may not depend on what it makes another show', () => {
    const seen = (form: string) => ({ when: { compare: [{ item: 'd', form }, '<', 'today'] } }) as const;
    const circle = whole([
      fat,
      otherForm({ code: 'FIT', kind: 'FIT' }, date('d'), yes('y', seen('ARRET'))),
      otherForm({ code: 'ARRET', kind: 'ARRET' }, date('d'), yes('y', seen('FIT'))),
    ]);
    expect(checkProtocol(circle).map(toldProblem)).toMatchObject([
      { code: 'cycle', path: ['forms', 1], message: expect.stringContaining('FIT') },
    ]);
    const line = whole([
      fat,
      start,
      otherForm({ code: 'ARRET', kind: 'ARRET' }, date('d', { notBefore: item('e') }), date('e', seen('FIT'))),
    ]);
    expect(checkProtocol(line)).toEqual([]);
  });
});
