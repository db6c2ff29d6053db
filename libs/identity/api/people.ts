import { Injectable } from '@nestjs/common';
import { inCodeOrder } from '#kernel/domain';
import type { EntityManager } from 'typeorm';
import type { ExternalPerson, SignInRefusal } from '#identity/domain';
import type { JournalChange } from '#kernel/api';
import { enterCentres, type CentresEntered } from './centres/enter-centres.js';
import { differences } from './differences.js';
import { Refusal } from './sign-in/refusal.js';

/** A person who just came in: who they are to us, and the profiles they may work in. */
export interface Arrival {
  readonly personId: string;
  readonly profileIds: readonly string[];
  /** Profiles that the provider told for the first time, or again; and those it tells no more. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** What the provider tells of the person that we knew otherwise. */
  readonly changes: readonly JournalChange[];
  /** Centres of which the provider tells another name or legal body than we knew. */
  readonly renamed: CentresEntered['changed'];
}

/**
 * Enters someone whom nobody knew, and by what their provider knows them.
 * @returns the person's id.
 */
export async function enterPerson(
  tx: EntityManager,
  { provider, subject, familyName, givenName, email }: Pick<ExternalPerson, 'provider' | 'subject' | 'familyName' | 'givenName' | 'email'>,
): Promise<string> {
  const [{ id }] = await tx.query('INSERT INTO person (family_name, given_name, email) VALUES ($1, $2, $3) RETURNING id', [
    familyName,
    givenName,
    email,
  ]);
  await tx.query('INSERT INTO identity (provider, subject, person_id) VALUES ($1, $2, $3)', [provider, subject, id]);
  return id;
}

/** People as their providers tell them, kept up to date each time they sign in. */
@Injectable()
export class People {
  /**
   * Finds the person by provider and subject; a hospital person who is not known yet is entered, an account of staff must exist.
   * @throws Refusal `unknown-account`, `closed-account`.
   */
  async arrive(tx: EntityManager, external: ExternalPerson): Promise<Arrival> {
    const { provider, subject } = external;
    // Two tabs of someone new must not enter them twice.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${provider}:${subject}`]);
    const [known] = await tx.query(
      `SELECT i.person_id, st.active AS staff_active FROM identity i LEFT JOIN staff st ON st.person_id = i.person_id WHERE i.provider = $1 AND i.subject = $2`,
      [provider, subject],
    );
    if (provider === 'operateur') return this.arriveStaff(tx, external, known);
    // Staff never come in as hospital people (charter C3.4).
    if (known && known.staff_active !== null) throw new Refusal('staff-elsewhere');
    const personId: string = known?.person_id ?? (await enterPerson(tx, external));
    const changes = await this.refresh(tx, personId, external);
    return { personId, changes, ...(await this.refreshProfiles(tx, personId, external)) };
  }

  private async arriveStaff(tx: EntityManager, external: ExternalPerson, known?: { person_id: string; staff_active: boolean | null }) {
    const refusal: SignInRefusal | undefined =
      !known || known.staff_active === null ? 'unknown-account' : known.staff_active ? undefined : 'closed-account';
    if (refusal || !known) throw new Refusal(refusal ?? 'unknown-account');
    const changes = await this.refresh(tx, known.person_id, external);
    return { personId: known.person_id, profileIds: [], opened: [], closed: [], changes, renamed: [] };
  }

  /** What a provider does not tell stays as it was. Returns what became of what we knew: the journal tells it. */
  private async refresh(tx: EntityManager, personId: string, external: ExternalPerson): Promise<JournalChange[]> {
    const { familyName, givenName, email, rpps } = external;
    const [before] = await tx.query(`${KNOWN} FOR NO KEY UPDATE`, [personId]);
    await tx.query(
      `UPDATE person SET family_name = $2, given_name = $3, email = coalesce(nullif($4, ''), email), rpps = coalesce($5, rpps) WHERE id = $1`,
      [personId, familyName, givenName, email, rpps ?? null],
    );
    const [after] = await tx.query(KNOWN, [personId]);
    return differences(before, after);
  }

  private async refreshProfiles(tx: EntityManager, personId: string, { profiles }: ExternalPerson) {
    const before: { id: string }[] = await tx.query('SELECT id FROM profile WHERE person_id = $1 AND active', [personId]);
    const now: string[] = [];
    const centres = new Map(profiles.map(({ centre }) => [centre.id, centre]));
    const { changed } = await enterCentres(tx, [...centres.values()]);
    // Always in the same order, so that two arrivals never wait for each other.
    for (const { centre, role } of [...profiles].sort((one, other) => inCodeOrder(one.centre.id, other.centre.id))) {
      const [{ id }] = await tx.query(
        `INSERT INTO profile (person_id, centre_id, role) VALUES ($1, $2, $3)
         ON CONFLICT (person_id, centre_id, role) DO UPDATE SET active = true, seen_at = clock_timestamp() RETURNING id`,
        [personId, centre.id, role],
      );
      now.push(id);
    }
    await tx.query('UPDATE profile SET active = false WHERE person_id = $1 AND NOT (id = ANY($2))', [personId, now]);
    const known = new Set(before.map(({ id }) => id));
    const [opened, closed] = [now.filter((id) => !known.has(id)), [...known].filter((id) => !now.includes(id))];
    return { profileIds: now, opened, closed, renamed: changed };
  }
}

const KNOWN = 'SELECT family_name AS "familyName", given_name AS "givenName", email, rpps FROM person WHERE id = $1';
