import type { Ctx } from '#kernel/api';
import type { OpenForm } from '../records/open-form.js';

/** What the accounts know of a person. */
export interface KnownPerson {
  readonly familyName: string;
  readonly givenName: string;
  readonly rpps: string | null;
  readonly email: string;
}

/**
 * What the client may answer in a FAT, by the words of the protocol's `prefill`: the prescriber named on the request, the pharmacist who is typing, the
 * centre, the day. What is not known is left out.
 */
export async function prefillOf(ctx: Ctx, { enrolment, env }: OpenForm): Promise<Record<string, string>> {
  const { personId, profile } = ctx.actor;
  const [prescriber, pharmacist, centre] = await Promise.all([
    personOf(ctx, enrolment.prescriberId),
    profile?.role === 'pharmacist' ? personOf(ctx, personId) : undefined,
    centreWords(ctx, enrolment.centreId),
  ]);
  return { ...wordsOf('prescriber', prescriber), ...wordsOf('pharmacist', pharmacist), ...centre, today: env.today };
}

export async function personOf({ tx }: Ctx, id: string): Promise<KnownPerson | undefined> {
  const [person] = await tx.query('SELECT family_name AS "familyName", given_name AS "givenName", rpps, email FROM person WHERE id = $1', [
    id,
  ]);
  return person;
}

/** A FINESS number begins with the department, but overseas, where its first two digits are shared. */
export async function centreWords({ tx }: Ctx, centreId: string): Promise<Record<string, string>> {
  const [centre] = await tx.query('SELECT id, name FROM centre WHERE id = $1', [centreId]);
  const department = /^(?!9[78])(\d\d|2[AB])/.exec(String(centre.id))?.[0];
  return { 'centre.name': centre.name, 'centre.finess': centre.id, ...(department && { 'centre.department': department }) };
}

export function wordsOf(role: 'prescriber' | 'pharmacist' | 'declarant', person: KnownPerson | undefined): Record<string, string> {
  if (!person) return {};
  const { familyName, givenName, rpps, email } = person;
  const words = Object.entries({ familyName, givenName, rpps, email }).filter(([, word]) => word);
  return Object.fromEntries(words.map(([word, text]) => [`${role}.${word}`, String(text)]));
}
