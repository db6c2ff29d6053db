import { Problem } from '#kernel/api';
import { SCHEDULE_WORDS } from '#forms/domain';
import type { Form, Protocol } from '#protocols/domain';
import type { FollowUp } from './courses.js';
import type { BeginForm } from './schedule.messages.js';

/** Where a form that begins stands: which visit, and which time. */
export interface Place {
  readonly visit: string;
  readonly occurrence: number;
}

/** The form that is asked for. @throws Problem `invalid-request` for what this protocol does not have, and for the FAT, which came with the request. */
export function formAsked({ forms }: Pick<Protocol, 'forms'>, { formCode }: BeginForm): Form {
  const form = forms.find(({ code }) => code === formCode);
  if (!form) throw wrong('formCode', `Le protocole n’a pas de fiche « ${formCode} ». Choisissez une fiche du calendrier.`);
  if (form.kind === 'FAT') throw wrong('formCode', 'La fiche d’accès s’ouvre avec la demande, et une seule fois.');
  return form;
}

/**
 * The place of a form that begins: at a visit of the calendar, as the only one of its kind, or once more where nobody planned it.
 * @throws Problem `invalid-request` for a visit that does not ask for this form; `conflict` for what stands already or no longer applies.
 */
export function placeAsked(followUp: FollowUp, form: Form, asked: BeginForm): Place {
  const { calendar } = followUp.protocol;
  const { visitCode } = asked;
  if (form.occurs === 'once' && visitCode === undefined) return onlyPlace(followUp, form);
  if (visitCode === undefined) {
    if (form.occurs === 'on-event') return { visit: '', occurrence: nextOf(followUp, form, '') };
    throw wrong('visitCode', `« ${form.title} » se remplit à une visite : dites laquelle.`);
  }
  if (calendar.unscheduled?.code === visitCode) {
    if (calendar.unscheduled.forms.includes(form.code)) return { visit: visitCode, occurrence: nextOf(followUp, form, visitCode) };
    throw wrong('visitCode', `« ${form.title} » ne se remplit pas à la visite « ${calendar.unscheduled.label} ».`);
  }
  return plannedPlace(followUp, form, asked);
}

function onlyPlace({ records, course }: FollowUp, form: Form): Place {
  if (records.some(({ formCode }) => formCode === form.code)) throw begunAlready();
  const row = course.schedule.rows.find((each) => each.form === form.code);
  if (row?.state === 'not-applicable') throw noLongerApplies();
  return { visit: row?.visit ?? '', occurrence: 1 };
}

function plannedPlace({ course, protocol }: FollowUp, form: Form, { visitCode, occurrence }: BeginForm): Place {
  const rows = course.schedule.rows.filter((row) => row.form === form.code && row.visit === visitCode);
  if (rows.length === 0) {
    const label = protocol.calendar.visits.find(({ code }) => code === visitCode)?.label;
    const visit =
      label === undefined
        ? `Le calendrier n’a pas de visite « ${visitCode} »`
        : `« ${form.title} » ne se remplit pas à la visite « ${label} »`;
    throw wrong('visitCode', `${visit}. Choisissez une visite du calendrier.`);
  }
  const free = rows.filter(({ record, state }) => !record && state !== 'not-applicable').sort((a, b) => a.occurrence - b.occurrence);
  const row = occurrence === undefined ? (free[0] ?? rows[0]) : rows.find((each) => each.occurrence === occurrence);
  if (!row) throw wrong('occurrence', `Cette visite n’est pas prévue une ${occurrence}ᵉ fois.`);
  if (row.record) throw begunAlready();
  if (row.state === 'not-applicable') throw noLongerApplies();
  return { visit: row.visit ?? '', occurrence: row.occurrence };
}

function nextOf({ records }: FollowUp, { code }: Form, visit: string): number {
  const same = records.filter(({ formCode, visitCode }) => formCode === code && visitCode === visit);
  return Math.max(0, ...same.map(({ occurrence }) => occurrence)) + 1;
}

function wrong(path: keyof BeginForm, message: string): Problem {
  return new Problem('invalid-request', { detail: message, items: [{ path, message }] });
}

function begunAlready(): Problem {
  return new Problem('conflict', { detail: 'Cette fiche est déjà ouverte. Relisez le calendrier, puis continuez sa saisie.' });
}

function noLongerApplies(): Problem {
  return new Problem('conflict', {
    detail: `Cette fiche est ${SCHEDULE_WORDS['not-applicable']} : elle vient après l’arrêt définitif. Si sa date est fausse, corrigez-la d’abord.`,
  });
}
