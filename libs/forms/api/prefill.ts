import type { Ctx } from '#kernel/api';
import type { OpenForm } from './open-form.js';

interface Known {
  readonly familyName: string;
  readonly givenName: string;
  readonly rpps: string | null;
  readonly email: string;
}

/**
 * What the client may prefill, by the words of the protocol's `prefill`: the prescriber named on the request, the pharmacist who is typing, the
 * centre, the day. What is not known is left out.
 */
export async function prefillOf(ctx: Ctx, { enrolment, env }: OpenForm): Promise<Record<string, string>> {
  const { personId, profile } = ctx.actor;
  const people: (Known & { id: string })[] = await ctx.tx.query(
    'SELECT id, family_name AS "familyName", given_name AS "givenName", rpps, email FROM person WHERE id = ANY($1)',
    [[enrolment.prescriberId, personId]],
  );
  const [centre] = await ctx.tx.query('SELECT id, name FROM centre WHERE id = $1', [enrolment.centreId]);
  const known = (id: string) => people.find((person) => person.id === id);
  return {
    ...wordsOf('prescriber', known(enrolment.prescriberId)),
    ...(profile?.role === 'pharmacist' ? wordsOf('pharmacist', known(personId)) : {}),
    'centre.name': centre.name,
    'centre.finess': centre.id,
    today: env.today,
  };
}

function wordsOf(role: 'prescriber' | 'pharmacist', person: Known | undefined): Record<string, string> {
  if (!person) return {};
  const { familyName, givenName, rpps, email } = person;
  const words = Object.entries({ familyName, givenName, rpps, email }).filter(([, word]) => word);
  return Object.fromEntries(words.map(([word, text]) => [`${role}.${word}`, String(text)]));
}
