import { randomUUID } from 'node:crypto';
import type { Actor, Ctx } from '#kernel/api';
import { AccessRequests, Contexts } from '#access-rights/api';
import type { World } from './world.js';

/** Who acts when this person of the demonstration does, out of a request. */
export function actor(world: World, name: string, centreId?: string): Actor {
  const person = world.person(name);
  const profile = person.profiles.find((each) => !centreId || each.centreId === centreId);
  return {
    personId: person.id,
    name: person.name,
    sessionId: 'test',
    provider: person.provider,
    ...(profile ? { profile: { ...profile, centreName: '' } } : { staff: { role: name, authorisationIds: [] } }),
  };
}

/** Does it as they would, in a transaction. */
export function acting<T>(world: World, name: string, act: (ctx: Ctx) => Promise<T>): Promise<T> {
  return world.app.get(Contexts).inTransaction(actor(world, name), 'test', act);
}

/** As if they had signed a FAT under that authorisation; gives the enrolment's id. */
export async function requestMade(world: World, name: string, code: string): Promise<string> {
  const enrolmentId = randomUUID();
  const { personId, profile } = actor(world, name);
  const made = { enrolmentId, authorisationId: world.authorisation(code), centreId: profile?.centreId ?? '', personId };
  await acting(world, name, (ctx) => world.app.get(AccessRequests).made(ctx, made));
  return enrolmentId;
}

/** A key for one creation. */
export const newKey = (): string => randomUUID();
