import { Injectable } from '@nestjs/common';
import { AccessLog, demand, type Ctx } from '#kernel/api';
import {
  COUNTED_READINGS,
  onlyCentre,
  placeInWords,
  readingInWords,
  readingOf,
  reviewInWords,
  say,
  reviewState,
  type CourseRow,
  type Viewer,
  conductOf,
} from '#forms/domain';
import { asEnrolment, asForm, Enrolments, staysOf, type KnownEnrolment } from '#patients/api';
import { todayAt } from './centre-day.js';
import { Courses, type FollowUp } from './courses.js';
import { withCalculated, type Form, type Protocol, type Registry } from '#protocols/domain';
import { countsOf, countsSeen, viewerOf } from '../records/open-form.js';
import { awaitsStop, mayBegin, stillApplies, tellsDayZero } from './place-of-form.js';
import { ReviewStore, type Reviewed } from '../review/review.store.js';
import type { AddableForm, RegistryView, ScheduleRow, ScheduleView } from './schedule.messages.js';
import { centreOfRow, isOfCentre } from './visit-centres.js';

/** Reads where a patient stands in the calendar of the protocol. */
@Injectable()
export class ScheduleReader {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly courses: Courses,
    private readonly reviews: ReviewStore,
    private readonly accessLog: AccessLog,
  ) {}

  /** The calendar: a look, or an export, that is logged. Empty before the number. @throws Problem `not-found`, `not-allowed`. */
  async of(ctx: Ctx, enrolmentId: string, action: 'read' | 'exported' = 'read'): Promise<ScheduleView> {
    const enrolment = await this.enrolments.find(ctx, enrolmentId);
    demand(ctx, 'follow', asEnrolment(enrolment));
    return this.accessLog.beside(ctx, { action, subject: { type: 'schedule', id: enrolmentId } }, this.view(ctx, enrolment));
  }

  private async view(ctx: Ctx, enrolment: KnownEnrolment): Promise<ScheduleView> {
    const [today, records, stays] = await Promise.all([
      todayAt(ctx, enrolment.centreId),
      this.courses.records(ctx.tx, enrolment.id),
      staysOf(ctx.tx, enrolment.id),
    ]);
    if (enrolment.state !== 'granted') return { today, rows: [], problems: [], addable: [], elsewhere: [] };

    const viewer = viewerOf(ctx.actor, { enrolment });
    const only = onlyCentre(viewer);
    const [followUp, reviewed] = await Promise.all([
      this.courses.along(ctx.tx, records, today, only === undefined ? undefined : viewer),
      this.reviews.of(ctx.tx, records),
    ]);
    const { rows, problems } = followUp.course.schedule;
    // Of a patient who left, a centre keeps its own visits and the forms in which it answered, not what comes after (charter C10.5).
    const shown =
      only === undefined ? rows : rows.filter((row) => isOfCentre(only, recordOf(followUp, row), centreOfRow(enrolment, stays, row)));
    const mayOpen = (form: Pick<Form, 'code' | 'kind'>, row?: CourseRow) =>
      mayBegin(followUp, form) && ctx.ability.can('write', asForm(enrolment, form.kind, centreOfRow(enrolment, stays, row)));
    return {
      today,
      rows: shown.map((row) => viewRow(followUp, row, viewer, mayOpen, reviewed)),
      problems: only === undefined ? problems.map(({ code, form, says }) => ({ code, form, message: say(says) })) : [],
      addable: only === undefined ? addable(followUp, mayOpen) : [],
      elsewhere: (followUp.protocol.registries ?? []).map((each) => viewRegistry(followUp.protocol, each)),
      ...(followUp.waived && { waived: true as const }),
      ...(followUp.continuedOn && only === undefined && { continuedOn: followUp.continuedOn }),
    };
  }
}

function viewRegistry({ forms }: Protocol, { name, url, forms: codes }: Registry): RegistryView {
  const titles = forms.filter(({ code }) => codes.includes(code)).map(({ title }) => title);
  return { name, ...(url && { url }), forms: titles };
}

function recordOf({ records }: FollowUp, { record }: CourseRow) {
  return record && records.find(({ id }) => id === record.source.id);
}

function viewRow(
  followUp: FollowUp,
  row: CourseRow,
  viewer: Viewer,
  mayOpen: (form: Form, row: CourseRow) => boolean,
  reviewed: ReadonlyMap<string, Reviewed>,
): ScheduleRow {
  const { form: code, visit, occurrence, target, from, until, announced } = row;
  const record = recordOf(followUp, row);
  const made = record && followUp.madeFrom(record.id);
  const counted =
    record && made ? countsSeen({ record, form: made.form, env: followUp.course.envOf(record.id) }, viewer) : countsIfOpened(followUp, row);
  const state = readingOf(row.state, counted?.missing ?? 0);
  const { protocol } = made ?? followUp;
  const rules = protocol.forms.find((each) => each.code === code);
  const { review = [], lock } = (record && reviewed.get(record.id)) ?? {};
  const standing = reviewState(review);
  const reviewWords = reviewInWords({ ...(standing && { review: standing }), locked: lock !== undefined });
  return {
    form: code,
    kind: rules?.kind ?? '',
    title: rules?.title ?? code,
    ...(visit !== undefined && { visit }),
    place: placeInWords(protocol, code, visit ?? '', occurrence),
    occurrence,
    ...(target && { target }),
    ...(from && { from }),
    ...(until && { until }),
    announced,
    ...(row.record?.heldOn && { heldOn: row.record.heldOn }),
    state,
    words: readingInWords(state, counted?.missing ?? 0),
    ...(record && { formId: record.id, filled: counted?.filled ?? 0 }),
    ...(counted && COUNTED_READINGS.includes(state) && { applicable: counted.applicable, missing: counted.missing }),
    ...(reviewWords && { reviewWords }),
    ...(lock && { locked: true }),
    canOpen:
      !record &&
      !awaitsStop(followUp, row) &&
      (row.state !== 'not-applicable' || tellsDayZero(followUp, { code })) &&
      rules !== undefined &&
      mayOpen(rules, row),
  };
}

/** What a form that nobody opened would ask and miss; nothing of what is made from no version. */
export function countsIfOpened({ protocol, course }: FollowUp, row: CourseRow) {
  const form = protocol.forms.find(({ code }) => code === row.form);
  if (!form) return undefined;
  const env = course.envAt(row);
  return countsOf(form, withCalculated(form, {}, env), env);
}

/** What may be added besides the calendar: what happens as often as it happens (charter P3), and what is filled once at no visit. */
function addable({ records, protocol, course }: FollowUp, mayOpen: (form: Form) => boolean): AddableForm[] {
  const { forms, calendar } = protocol;
  const { unscheduled, visits, anchor } = calendar;
  const once = forms.filter(
    ({ code, occurs, kind }) =>
      occurs === 'once' &&
      conductOf(kind).opensInFollowUp &&
      anchor?.form !== code &&
      !visits.some((visit) => visit.forms.includes(code)) &&
      !records.some(({ formCode }) => formCode === code) &&
      stillApplies({ course, protocol }, { code }),
  );
  const events = forms.filter(({ occurs }) => occurs === 'on-event');
  const outside = [...events, ...once]
    .filter((form) => mayOpen(form))
    .map(({ code, kind, title }) => ({ form: code, kind, title, place: '' }));
  const unplanned = (unscheduled?.forms ?? []).flatMap((code): AddableForm[] => {
    const form = forms.find((each) => each.code === code);
    return form && unscheduled && mayOpen(form)
      ? [{ form: code, kind: form.kind, title: form.title, visit: unscheduled.code, place: unscheduled.label }]
      : [];
  });
  return [...unplanned, ...outside];
}
