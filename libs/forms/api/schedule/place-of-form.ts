import { Problem } from '#kernel/api';
import { conductOf, type CourseRow } from '#forms/domain';
import { isDeclaration, registryOf, stopItem, timesOf, type Form } from '#protocols/domain';
import type { FollowUp } from './courses.js';
import type { BeginForm } from './schedule.messages.js';
import { say, type FormAnswer } from '../say.js';

/** Where a form that begins stands: which visit, and which time. */
export interface Place {
  readonly visit: string;
  readonly occurrence: number;
}

/**
 * The form that is asked for. @throws Problem `invalid-request` for what this protocol does not have, and for the FAT, which came with the request; `conflict`
 * where nothing is collected, or not here.
 */
export function formAsked({ protocol, waived }: Pick<FollowUp, 'protocol' | 'waived'>, { formCode }: BeginForm): Form {
  const form = protocol.forms.find(({ code }) => code === formCode);
  if (!form) throw wrong('formCode', { code: 'no-such-form', params: { code: formCode } });
  if (!conductOf(form.kind).opensInFollowUp) throw wrong('formCode', { code: 'opens-with-request' });
  if (isWaived({ waived }, form)) throw new Problem('conflict', { rule: 'R8', detail: say({ code: 'follow-up-waived' }) });
  const registry = registryOf(protocol, form.code);
  if (registry)
    throw new Problem('conflict', { rule: 'C1.8', detail: say({ code: 'in-registry', params: { form: form.title, ...registry } }) });
  return form;
}

/** Whether a form may begin, wherever it is asked for: a version is in force, something is collected, and here. Both who offers it and who refuses it ask here. */
export function mayBegin(
  { protocol, inForceSince, waived }: Pick<FollowUp, 'protocol' | 'inForceSince' | 'waived'>,
  form: Pick<Form, 'code' | 'kind'>,
): boolean {
  return inForceSince !== undefined && !isWaived({ waived }, form) && !registryOf(protocol, form.code);
}

/** A waiver is of the follow-up: declarations are made all the same (charter R8). */
function isWaived({ waived }: Pick<FollowUp, 'waived'>, { kind }: Pick<Form, 'kind'>): boolean {
  return waived && !isDeclaration(kind);
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
    throw wrong('visitCode', { code: 'opens-at-visit', params: { form: form.title } });
  }
  if (calendar.unscheduled?.code === visitCode) {
    if (calendar.unscheduled.forms.includes(form.code)) return { visit: visitCode, occurrence: nextOf(followUp, form, visitCode) };
    throw wrong('visitCode', { code: 'not-unscheduled', params: { form: form.title, visit: calendar.unscheduled.label } });
  }
  return plannedPlace(followUp, form, asked);
}

function onlyPlace({ records, course, protocol }: FollowUp, form: Form): Place {
  if (records.some(({ formCode }) => formCode === form.code)) throw begunAlready();
  const row = course.schedule.rows.find((each) => each.form === form.code);
  if (!stillApplies({ course, protocol }, form)) throw noLongerApplies();
  return { visit: row?.visit ?? '', occurrence: 1 };
}

/** Whether a form that is filled once still applies to this patient: both who offers to open it and who refuses ask here. */
export function stillApplies({ course, protocol }: Pick<FollowUp, 'course' | 'protocol'>, form: Pick<Form, 'code'>): boolean {
  const row = course.schedule.rows.find((each) => each.form === form.code);
  return row?.state !== 'not-applicable' || tellsDayZero({ protocol }, form);
}

function plannedPlace(followUp: FollowUp, form: Form, asked: BeginForm): Place {
  const { visitCode, occurrence } = asked;
  const rows = followUp.course.schedule.rows.filter((row) => row.form === form.code && row.visit === visitCode);
  const isFree = ({ record, state }: CourseRow) => !record && (state !== 'not-applicable' || tellsDayZero(followUp, form));
  const free = rows.filter(isFree).sort((a, b) => a.occurrence - b.occurrence);
  const row = occurrence === undefined ? (free[0] ?? rows[0]) : rows.find((each) => each.occurrence === occurrence);
  if (!row) throw notPlanned(followUp, form, asked, rows);
  if (row.record) throw begunAlready();
  if (awaitsStop(followUp, row)) throw beforeStop();
  if (!isFree(row)) throw noLongerApplies();
  return { visit: row.visit ?? '', occurrence: row.occurrence };
}

/** What the version in force does not ask for, or not of this patient. */
function notPlanned({ protocol }: FollowUp, form: Form, { visitCode, occurrence = 1 }: BeginForm, rows: readonly CourseRow[]): Problem {
  const visit = protocol.calendar.visits.find(({ code }) => code === visitCode);
  if (!visit) return wrong('visitCode', { code: 'no-such-visit', params: { code: visitCode ?? '' } });
  const at = { form: form.title, visit: visit.label };
  if (!visit.forms.includes(form.code)) return wrong('visitCode', { code: 'not-at-visit', params: at });
  if (occurrence > timesOf(visit)) return wrong('occurrence', { code: 'not-so-often', params: { occurrence } });
  if (rows.some(({ target }) => target === undefined)) return wrong('occurrence', { code: 'visit-without-day', params: at });
  return wrong('visitCode', { code: 'asked-too-late', params: at });
}

/** A stop that was told first may have left its day out, because nobody had told the start yet: the start can still be told. */
export function tellsDayZero({ protocol }: Pick<FollowUp, 'protocol'>, { code }: Pick<Form, 'code'>): boolean {
  return protocol.calendar.anchor?.form === code;
}

/** A visit that is counted from the stop, of a patient who has none yet. */
export function awaitsStop(
  { protocol }: Pick<FollowUp, 'protocol'>,
  { visit: code, target }: Pick<CourseRow, 'visit' | 'target'>,
): boolean {
  const anchor = protocol.calendar.visits.find((visit) => visit.code === code)?.anchor;
  const stops = [stopItem(protocol)?.form, ...protocol.forms.filter(({ kind }) => kind === 'ARRET').map((form) => form.code)];
  return target === undefined && anchor !== undefined && stops.includes(anchor.form);
}

function nextOf({ records }: FollowUp, { code }: Form, visit: string): number {
  const same = records.filter(({ formCode, visitCode }) => formCode === code && visitCode === visit);
  return Math.max(0, ...same.map(({ occurrence }) => occurrence)) + 1;
}

function wrong(path: keyof BeginForm, says: FormAnswer): Problem {
  const message = say(says);
  return new Problem('invalid-request', { detail: message, items: [{ path, message }] });
}

function beforeStop(): Problem {
  return new Problem('conflict', { detail: say({ code: 'before-stop' }) });
}

function begunAlready(): Problem {
  return new Problem('conflict', { detail: say({ code: 'begun-already' }) });
}

function noLongerApplies(): Problem {
  return new Problem('conflict', { detail: say({ code: 'no-longer-applies' }) });
}
