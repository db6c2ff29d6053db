import { Injectable } from '@nestjs/common';
import { demand, Idempotency, Journal, Problem, type Ctx } from '#kernel/api';
import { asForm, EnrolmentPath, Enrolments, staysOf, type KnownEnrolment } from '#patients/api';
import type { Form } from '#protocols/domain';
import { beginRecord } from '../records/begin-record.js';
import { todayAt } from './centre-day.js';
import { Courses, type FollowUp } from './courses.js';
import { FormChanges } from '../acts/form-changes.js';
import { journalled } from '../records/open-form.js';
import { formAsked, mayBegin, placeAsked, type Place } from './place-of-form.js';
import type { BeginForm } from './schedule.messages.js';
import { centreOfRow, rowAt } from './visit-centres.js';
import { FORM_ACTS } from '#forms/domain';
import { say } from '../say.js';

/** Opens the forms of the follow-up (charter P2, C5.5), on the version of the protocol that is current when they begin. */
@Injectable()
export class FormOpener {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly courses: Courses,
    private readonly path: EnrolmentPath,
    private readonly changes: FormChanges,
    private readonly idempotency: Idempotency,
    private readonly journal: Journal,
  ) {}

  /**
   * Opens a form of a patient who has a number. An authorisation that ended or was suspended still follows its patients (charter R5). Returns
   * the form's id.
   * @throws Problem `not-found`, `not-allowed`, `conflict` before the number and for what stands already, `invalid-request` for what the protocol lacks.
   */
  async open(ctx: Ctx, enrolmentId: string, key: string, body: BeginForm): Promise<string> {
    const enrolment = await this.enrolments.forUpdate(ctx, enrolmentId);
    const [today, stays] = await Promise.all([todayAt(ctx, enrolment.centreId), staysOf(ctx.tx, enrolmentId)]);
    const followUp = await this.courses.current(ctx.tx, enrolmentId, today);
    const inCharge = (at: Partial<Place>) => centreOfRow(enrolment, stays, rowAt(followUp, body.formCode, at));
    // Rights come first: what a form is called says nothing of anyone, so an unknown one is refused as any other.
    const known = followUp.protocol.forms.find(({ code }) => code === body.formCode);
    const mayType = (centreId: string) => demand(ctx, 'write', asForm(enrolment, known?.kind ?? 'SUIVI', centreId));
    const { visitCode: visit, occurrence } = body;
    mayType(inCharge({ ...(visit !== undefined && { visit }), ...(occurrence !== undefined && { occurrence }) }));
    demandGranted(enrolment);
    const form = formAsked(followUp, body);
    return this.idempotency.once(ctx, 'openForm', key, { enrolmentId, ...body }, () => {
      const place = placeAsked(followUp, form, body);
      const centreId = inCharge(place);
      mayType(centreId);
      return this.begin(ctx, enrolment, followUp, form, { ...place, centreId }, today);
    });
  }

  /** Whether `open` would open a form that happens as often as it happens, for someone who may type in it. */
  async mayOpen(ctx: Ctx, enrolment: KnownEnrolment, formCode: string): Promise<boolean> {
    if (enrolment.state !== 'granted') return false;
    const followUp = await this.courses.of(ctx.tx, enrolment.id, await todayAt(ctx, enrolment.centreId));
    const form = followUp.protocol.forms.find(({ code }) => code === formCode);
    return form !== undefined && mayBegin(followUp, form);
  }

  private async begin(
    ctx: Ctx,
    enrolment: KnownEnrolment,
    followUp: FollowUp,
    form: Form,
    { visit, occurrence, centreId }: Place & { readonly centreId: string },
    today: string,
  ): Promise<string> {
    const beginning = { enrolment, centreId, protocolVersionId: followUp.version.id, form, visit, occurrence };
    const { record, env } = await beginRecord(ctx, beginning, async (begun) =>
      (await this.courses.amongBegun(ctx.tx, [...followUp.records, begun], today)).envOf(begun.id),
    );
    await this.path.touch(ctx, enrolment.id, record.openedAt);
    const { details, ...about } = journalled({ record, protocol: followUp.protocol, form });
    await this.journal.append(ctx, FORM_ACTS.opened, {
      ...about,
      details: { ...details, ...(visit && { visit }), occurrence },
    });
    const open = { record, enrolment, protocol: followUp.version.document, form, env, signatures: [] };
    await this.changes.settle(ctx, { ...open, records: [...followUp.records, record], lock: null, today }, 'opened');
    return record.id;
  }
}

/** @throws Problem `conflict`, in words: the follow-up begins with the number (charter P1, P2). */
function demandGranted({ state, ground }: KnownEnrolment): void {
  if (state === 'granted') return;
  throw new Problem('conflict', {
    detail: say({ code: 'opens-once-granted', params: { state, ground } }),
  });
}
