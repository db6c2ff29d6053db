import { declaredItems } from '../language/keys.js';
import { choicesOf } from '../kinds/index.js';
import type { EndOfFollowUp, Form, FormItem, Protocol, UnscheduledVisit, Visit } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { duplicates, meantBy, problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import { unknownItem } from './rule-names.js';

/** No follow-up goes further; a calendar that does was mistyped. */
const LONGEST_YEARS = 40;

/** That every visit can be dated, ends, and asks forms that are there. */
export function checkCalendar(protocol: Protocol): readonly ProtocolProblem[] {
  const { forms, calendar } = protocol;
  const { visits, unscheduled } = calendar;
  const at = (...more: Path): Path => ['calendar', ...more];
  const named = [
    ...visits.map(({ code }, index) => ({ code, path: at('visits', index, 'code') })),
    ...(unscheduled ? [{ code: unscheduled.code, path: at('unscheduled', 'code') }] : []),
  ];
  return [
    ...(['anchor', 'forecast', 'stop'] as const).flatMap((role) => {
      const place = calendar[role];
      return place ? checkFormItem(place, forms, at(role)) : [];
    }),
    ...(calendar.ends ?? []).flatMap((end, index) => checkEnd(end, protocol, at('ends', index))),
    ...checkDayZero(calendar),
    ...duplicates(named, 'visit'),
    ...visits.flatMap((visit, index) => checkVisit(visit, forms, at('visits', index))),
    ...(unscheduled ? checkForms(unscheduled, forms, at('unscheduled')) : []),
    ...checkOrphans(forms, [...visits, ...(unscheduled ? [unscheduled] : [])]),
  ];
}

function checkDayZero({ anchor, forecast, visits }: Protocol['calendar']): readonly ProtocolProblem[] {
  const nowhere = !anchor && visits.some((visit) => !visit.anchor);
  return [
    ...(nowhere ? [problemAt(['calendar'], { code: 'anchor-missing' })] : []),
    ...(forecast && !anchor ? [problemAt(['calendar', 'forecast'], { code: 'anchor-missing/forecast' })] : []),
  ];
}

/** A day from which one counts must be one day: an item of type date that exists once. */
function checkFormItem(place: FormItem, forms: readonly Form[], path: Path): readonly ProtocolProblem[] {
  const form = forms.find((each) => each.code === place.form);
  if (!form) return [unknownForm(place.form, forms, [...path, 'form'])];
  const found = declaredItems(form).find(({ item }) => item.code === place.item);
  if (!found) return [unknownItem(place.item, form, [...path, 'item'])];
  if (found.item.type === 'date' && !found.group && form.occurs === 'once') return [];
  return [problemAt([...path, 'item'], { code: 'anchor-type' })];
}

/** What ends the follow-up is a code that a form can answer; its day, a date of that form. */
function checkEnd({ form: code, item, codes, day }: EndOfFollowUp, { forms, codeLists }: Protocol, path: Path): readonly ProtocolProblem[] {
  const form = forms.find((each) => each.code === code);
  if (!form) return [unknownForm(code, forms, [...path, 'form'])];
  const items = declaredItems(form);
  const named = (name: string, at: string) => {
    const found = items.find((each) => each.item.code === name);
    return { found, problems: found ? [] : [unknownItem(name, form, [...path, at])] };
  };
  const [asked, dated] = [named(item, 'item'), day === undefined ? undefined : named(day, 'day')];
  const choice = asked.found?.item;
  const entries = ((choice && choicesOf(choice, codeLists)) ?? []).map((entry) => entry.code);
  return [
    ...asked.problems,
    ...(dated?.problems ?? []),
    ...(choice && entries.length === 0
      ? [problemAt([...path, 'item'], { code: 'wrong-type/end' })]
      : codes.flatMap((each, index) =>
          !choice || entries.includes(each)
            ? []
            : [problemAt([...path, 'codes', index], { code: 'unknown-code/end', params: { code: each, meant: meantBy(each, entries) } })],
        )),
    ...(dated?.found && (dated.found.item.type !== 'date' || dated.found.group)
      ? [problemAt([...path, 'day'], { code: 'wrong-type/end-day' })]
      : []),
  ];
}

function checkVisit(visit: Visit, forms: readonly Form[], path: Path): readonly ProtocolProblem[] {
  const { label, anchor, every, keptAfterStop } = visit;
  const fromStop = anchor && forms.some((form) => form.code === anchor.form && form.kind === 'ARRET');
  return [
    ...checkForms(visit, forms, path),
    ...(anchor ? checkFormItem(anchor, forms, [...path, 'anchor']) : []),
    ...(fromStop && !keptAfterStop ? [problemAt(path, { code: 'dropped-by-stop' })] : []),
    ...(every?.value === 0 ? [problemAt([...path, 'every', 'value'], { code: 'repeat', params: { label } })] : []),
    ...(lastsTooLong(visit) ? [problemAt(path, { code: 'too-far', params: { label, years: LONGEST_YEARS } })] : []),
  ];
}

function lastsTooLong({ offset, every }: Visit): boolean {
  const days = { days: 1, weeks: 7, months: 30.4375 };
  const length = days[offset.unit] * offset.value + (every ? days[every.unit] * every.value * (every.times - 1) : 0);
  return length > LONGEST_YEARS * 365.25;
}

function checkForms(visit: Visit | UnscheduledVisit, forms: readonly Form[], path: Path): readonly ProtocolProblem[] {
  return visit.forms.flatMap((code, index) => {
    const at = [...path, 'forms', index];
    const form = forms.find((each) => each.code === code);
    if (!form) return [unknownForm(code, forms, at)];
    const once = !('offset' in visit) && form.occurs !== 'per-visit';
    if (form.occurs !== 'on-event' && !isOpeningKind(form.kind) && !once) return [];
    return [problemAt(at, { code: 'form-not-for-visit', params: { form: code } })];
  });
}

function checkOrphans(forms: readonly Form[], visits: readonly { forms: readonly string[] }[]): readonly ProtocolProblem[] {
  const visited = new Set(visits.flatMap((visit) => visit.forms));
  return forms.flatMap((form, index) =>
    form.occurs === 'per-visit' && !visited.has(form.code)
      ? [problemAt(['forms', index, 'occurs'], { code: 'form-without-visit', params: { form: form.code } })]
      : [],
  );
}

function unknownForm(code: string, forms: readonly Form[], path: Path): ProtocolProblem {
  const known = forms.map((form) => form.code);
  return problemAt(path, { code: 'unknown-form', params: { code, meant: meantBy(code, known) } });
}
