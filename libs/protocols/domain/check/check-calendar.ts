import { NBSP, quoted } from '../language/french.js';
import { declaredItems } from '../language/keys.js';
import { choicesOf } from '../kinds/index.js';
import type { EndOfFollowUp, Form, FormItem, Protocol, UnscheduledVisit, Visit } from '../language/language.js';
import { duplicates, problemAt, suggestion, type Path, type ProtocolProblem } from './protocol-problem.js';

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
    ...duplicates(named, 'La visite'),
    ...visits.flatMap((visit, index) => checkVisit(visit, forms, at('visits', index))),
    ...(unscheduled ? checkForms(unscheduled, forms, at('unscheduled')) : []),
    ...checkOrphans(forms, [...visits, ...(unscheduled ? [unscheduled] : [])]),
  ];
}

function checkDayZero({ anchor, forecast, visits }: Protocol['calendar']): readonly ProtocolProblem[] {
  const nowhere = !anchor && visits.some((visit) => !visit.anchor);
  return [
    ...(nowhere
      ? [
          problemAt(
            ['calendar'],
            'anchor-missing',
            'Le calendrier ne dit pas d’où compter les visites.',
            'Ajoutez anchor : { form, item }.',
          ),
        ]
      : []),
    ...(forecast && !anchor
      ? [
          problemAt(
            ['calendar', 'forecast'],
            'anchor-missing',
            'Une prévision remplace un jour 0 qui n’est pas dit.',
            'Ajoutez anchor : { form, item }.',
          ),
        ]
      : []),
  ];
}

/** A day from which one counts must be one day: an item of type date that exists once. */
function checkFormItem(place: FormItem, forms: readonly Form[], path: Path): readonly ProtocolProblem[] {
  const form = forms.find((each) => each.code === place.form);
  if (!form) return [unknownForm(place.form, forms, [...path, 'form'])];
  const items = declaredItems(form);
  const found = items.find(({ item }) => item.code === place.item);
  if (!found) {
    const known = items.map(({ item }) => item.code);
    const message = `La fiche ${form.code} n’a pas de champ ${quoted(place.item)}.`;
    return [problemAt([...path, 'item'], 'unknown-item', message, suggestion(place.item, known))];
  }
  if (found.item.type === 'date' && !found.group && form.occurs === 'once') return [];
  return [
    problemAt(
      [...path, 'item'],
      'anchor-type',
      'Un jour d’où l’on compte est une date complète, d’une fiche remplie une fois, hors des groupes.',
      'Nommez un champ de type date.',
    ),
  ];
}

/** What ends the follow-up is a code that a form can answer; its day, a date of that form. */
function checkEnd({ form: code, item, codes, day }: EndOfFollowUp, { forms, codeLists }: Protocol, path: Path): readonly ProtocolProblem[] {
  const form = forms.find((each) => each.code === code);
  if (!form) return [unknownForm(code, forms, [...path, 'form'])];
  const items = declaredItems(form);
  const named = (name: string, at: string) => {
    const found = items.find((each) => each.item.code === name);
    const known = items.map((each) => each.item.code);
    const message = `La fiche ${form.code} n’a pas de champ ${quoted(name)}.`;
    return { found, problems: found ? [] : [problemAt([...path, at], 'unknown-item', message, suggestion(name, known))] };
  };
  const [asked, dated] = [named(item, 'item'), day === undefined ? undefined : named(day, 'day')];
  const choice = asked.found?.item;
  const entries = ((choice && choicesOf(choice, codeLists)) ?? []).map((entry) => entry.code);
  return [
    ...asked.problems,
    ...(dated?.problems ?? []),
    ...(choice && entries.length === 0
      ? [
          problemAt(
            [...path, 'item'],
            'wrong-type',
            'La fin du suivi se dit par un choix dans une liste.',
            'Nommez un champ de type choice, multi, on ou oni.',
          ),
        ]
      : codes.flatMap((each, index) =>
          !choice || entries.includes(each)
            ? []
            : [
                problemAt(
                  [...path, 'codes', index],
                  'unknown-code',
                  `La liste de ce champ n’a pas de code ${quoted(each)}.`,
                  suggestion(each, entries),
                ),
              ],
        )),
    ...(dated?.found && (dated.found.item.type !== 'date' || dated.found.group)
      ? [
          problemAt(
            [...path, 'day'],
            'wrong-type',
            'Le jour de la fin du suivi est une date complète, hors des groupes.',
            'Nommez un champ de type date.',
          ),
        ]
      : []),
  ];
}

function checkVisit(visit: Visit, forms: readonly Form[], path: Path): readonly ProtocolProblem[] {
  const { anchor, every, keptAfterStop } = visit;
  const fromStop = anchor && forms.some((form) => form.code === anchor.form && form.kind === 'ARRET');
  return [
    ...checkForms(visit, forms, path),
    ...(anchor ? checkFormItem(anchor, forms, [...path, 'anchor']) : []),
    ...(fromStop && !keptAfterStop
      ? [
          problemAt(
            path,
            'dropped-by-stop',
            'Cette visite se compte depuis l’arrêt, et l’arrêt la supprime.',
            'Ajoutez keptAfterStop : true.',
          ),
        ]
      : []),
    ...(every?.value === 0
      ? [
          problemAt(
            [...path, 'every', 'value'],
            'repeat',
            `La visite ${quoted(visit.label)} se répète sans avancer${NBSP}: elle n’aurait pas de fin.`,
            'Indiquez un intervalle d’au moins 1.',
          ),
        ]
      : []),
    ...(lastsTooLong(visit)
      ? [
          problemAt(
            path,
            'too-far',
            `La visite ${quoted(visit.label)} revient encore après ${LONGEST_YEARS} ans.`,
            'Vérifiez offset, every et times : un suivi a une fin.',
          ),
        ]
      : []),
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
    if (form.occurs !== 'on-event' && form.kind !== 'FAT' && !once) return [];
    return [
      problemAt(
        at,
        'form-not-for-visit',
        `La fiche ${quoted(code)} ne suit pas le calendrier.`,
        'Retirez-la de la visite, ou changez occurs.',
      ),
    ];
  });
}

function checkOrphans(forms: readonly Form[], visits: readonly { forms: readonly string[] }[]): readonly ProtocolProblem[] {
  const visited = new Set(visits.flatMap((visit) => visit.forms));
  return forms.flatMap((form, index) =>
    form.occurs === 'per-visit' && !visited.has(form.code)
      ? [
          problemAt(
            ['forms', index, 'occurs'],
            'form-without-visit',
            `Aucune visite ne demande la fiche ${quoted(form.code)}.`,
            'Ajoutez-la à une visite du calendrier, ou changez occurs.',
          ),
        ]
      : [],
  );
}

function unknownForm(code: string, forms: readonly Form[], path: Path): ProtocolProblem {
  const known = forms.map((form) => form.code);
  return problemAt(path, 'unknown-form', `La fiche ${quoted(code)} n’existe pas.`, suggestion(code, known));
}
