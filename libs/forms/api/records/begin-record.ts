import { randomUUID } from 'node:crypto';
import type { Ctx } from '#kernel/api';
import type { KnownEnrolment } from '#patients/api';
import { withCalculated, type Env, type Form } from '#protocols/domain';
import { FormRecord } from './form-record.entity.js';
import { conductOfForm, countsOf } from './open-form.js';
import type { Place } from '../schedule/place-of-form.js';

/** A form that begins: whose, by which rules, and where it stands. */
interface Beginning extends Place {
  readonly enrolment: KnownEnrolment;
  /** The centre in charge of its visit; the one that follows the patient where it is not said. */
  readonly centreId?: string;
  readonly protocolVersionId: string;
  readonly form: Form;
}

/**
 * Makes the record of a form and writes it: the FAT with its request, any other when someone opens it. There is no other maker. Nothing is typed in it; what it
 * calculates from the patient's other forms stands at once.
 * @param envOf what its rules see, once its place among the patient's forms is known.
 */
export async function beginRecord(
  ctx: Ctx,
  { enrolment, centreId = enrolment.centreId, protocolVersionId, form, visit, occurrence }: Beginning,
  envOf: (record: FormRecord) => Promise<Env>,
): Promise<{ readonly record: FormRecord; readonly env: Env }> {
  const now = new Date();
  const record = Object.assign(new FormRecord(), {
    id: randomUUID(),
    enrolmentId: enrolment.id,
    protocolVersionId,
    formCode: form.code,
    formKind: form.kind,
    visitCode: visit,
    occurrence,
    centreId,
    openedBy: ctx.actor.personId,
    openedAt: now,
    changedAt: now,
    values: {},
    marks: {},
    carried: {},
    contentVersion: 0,
    stateVersion: 1,
    state: 'in-progress',
    reopenedSeq: null,
  } satisfies Partial<FormRecord>);
  const env = await envOf(record);
  const values = conductOfForm({ record }).readsOtherForms ? withCalculated(form, {}, env) : {};
  Object.assign(record, { values, ...countsOf(form, values, env) });
  await ctx.tx.insert(FormRecord, { ...record, marks: {}, carried: {} });
  return { record, env };
}
