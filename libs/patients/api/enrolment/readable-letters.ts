import { whereAllowed, type Ctx } from '#kernel/api';
import { Enrolment } from './enrolment.entity.js';
import { ENROLMENT_COLUMNS } from './enrolment-abilities.js';

/** By enrolment, the letters of the patient, of those that this person may read: a request without a number is known by them alone. */
export async function readableLetters(ctx: Ctx, enrolmentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const query = ctx.tx
    .createQueryBuilder(Enrolment, 'enrolment')
    .innerJoin('patient', 'patient', 'patient.id = enrolment.patientId')
    .select('enrolment.id', 'id')
    .addSelect(`trim(patient.family_letters || ' ' || patient.given_letters)`, 'letters')
    .where('enrolment.id = ANY(:ids)', { ids: [...new Set(enrolmentIds)] });
  const rows = await whereAllowed(query, ctx.ability, 'read', 'Enrolment', ENROLMENT_COLUMNS).getRawMany<{ id: string; letters: string }>();
  return new Map(rows.filter(({ letters }) => letters !== '').map(({ id, letters }) => [id, letters]));
}
