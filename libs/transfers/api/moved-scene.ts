import { fileOf, type Previewed, type Scene } from '#access-rights/api';
import type { Ctx } from '#kernel/api';
import { asForm, type Enrolments } from '#patients/api';

const FORM = ['read', 'write'] as const;

/** A patient's file as it is, and as it would be elsewhere: the forms of until now are of the centre that followed the patient, those to come of the one that does. */
export function patientMoved(enrolments: Enrolments, ctx: Ctx, enrolmentId: string, centreIds: readonly string[]): Scene {
  return fileOf(centreIds, enrolmentId, async (tx) => {
    const enrolment = await enrolments.find({ ...ctx, tx }, enrolmentId);
    const form = (visitCentreId: string): Previewed['subjects'] => [
      { name: 'Form', thing: asForm(enrolment, 'SUIVI', visitCentreId), actions: FORM },
    ];
    return { until: form(centreIds[0] ?? ''), next: form(enrolment.centreId) };
  });
}
