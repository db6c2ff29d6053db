import { DataSource } from 'typeorm';
import { People } from '#identity/api';
import { IDENTITY_ACTS, type ExternalPerson } from '#identity/domain';
import { Journal } from '#kernel/api';
import { PERSONAS } from './personas.js';
import type { World } from './world.js';

/** What a sign-in tells of someone is known from now on, without the journey: where they work, and where they do no more. */
export async function arrives(world: World, external: ExternalPerson): Promise<void> {
  const { provider, givenName, familyName } = external;
  await world.app.get(DataSource).transaction(async (tx) => {
    const { personId, opened, closed } = await new People().arrive(tx, external);
    const details = { provider, ...(opened.length > 0 && { opened }), ...(closed.length > 0 && { closed }) };
    const actor = { id: personId, name: `${givenName} ${familyName}`, role: 'none' };
    await world.app.get(Journal).appendAs(tx, actor, IDENTITY_ACTS.signedIn, { stream: personId, subject: personId, details, changes: [] });
  });
}

/** Someone of the demonstration signs in, and works in these places alone. */
export async function worksOnly(world: World, name: string, profiles: ExternalPerson['profiles']): Promise<void> {
  const external = PERSONAS.get(name);
  if (!external) throw new Error(`Nobody is called ${name}.`);
  await arrives(world, { ...external, profiles });
}
