import { createHmac, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { sessionCookieOf, type SignedIn } from '#identity/api';
import type { Config } from '#kernel/api';
import type { Credentials } from './agent.js';
import type { Persona } from './personas.js';

/** Who a forged session is for. */
export interface Place {
  readonly person: Pick<Persona, 'id' | 'provider' | 'subject'>;
  readonly profileId?: string;
}

/** Sessions as signing in would leave them, without the journey: rows in the table, and cookies that the application accepts. */
export async function forgeSessions(db: DataSource, config: Config, places: readonly Place[]): Promise<Credentials[]> {
  const forged = places.map((place) => ({ sid: randomBytes(24).toString('base64url'), signedIn: signedInOf(place) }));
  await db.query(
    `INSERT INTO session (sid, sess, expire) SELECT sid, sess::json, now() + interval '1 day' FROM unnest($1::text[], $2::text[]) AS f (sid, sess)`,
    [forged.map(({ sid }) => sid), forged.map(({ signedIn }) => JSON.stringify({ cookie: COOKIE, signedIn }))],
  );
  return forged.map(({ sid, signedIn }) => ({ cookie: cookieOf(sid, config), csrf: signedIn.csrf }));
}

const COOKIE = { path: '/', httpOnly: true, sameSite: 'lax', originalMaxAge: null, expires: null };

function signedInOf({ person, profileId }: Place): SignedIn {
  const csrf = randomBytes(24).toString('base64url');
  const who = { personId: person.id, provider: person.provider, subject: person.subject, ...(profileId && { profileId }) };
  return { ...who, startedAt: Date.now(), csrf, idToken: '' };
}

function cookieOf(sid: string, { sessionSecret, ...config }: Config): string {
  const name = sessionCookieOf(config);
  const signature = createHmac('sha256', sessionSecret).update(sid).digest('base64').replace(/=+$/, '');
  return `${name}=${encodeURIComponent(`s:${sid}.${signature}`)}`;
}
