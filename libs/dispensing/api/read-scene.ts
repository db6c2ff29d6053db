import { fileOf, type Previewed, type Scene } from '#access-rights/api';
import type { Ctx } from '#kernel/api';
import { asForm, type Enrolments } from '#patients/api';

/** A patient's file, read from elsewhere: what is of it until now, and what comes. */
export function fileRead(enrolments: Enrolments, ctx: Ctx, enrolmentId: string): Scene {
  return fileOf([ctx.actor.profile?.centreId ?? ''], enrolmentId, async (tx) => {
    const enrolment = await enrolments.find({ ...ctx, tx }, enrolmentId);
    const forms: Previewed['subjects'] = [
      { name: 'Form', thing: asForm(enrolment, 'SUIVI', enrolment.centreId), actions: ['read', 'write', 'print'] },
    ];
    return { until: forms, next: forms };
  });
}
