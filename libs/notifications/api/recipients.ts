import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccessRequests, type PersonWithAccess } from '#access-rights/api';
import { OF_ONESELF, type Notification } from './notification.entity.js';

/** Who can be told what of a request. */
@Injectable()
export class Recipients {
  constructor(private readonly access: AccessRequests) {}

  /** Notes who has access at the first sending to the holder: they are told of the number, whenever it comes (charter C6.1). */
  async freeze(tx: EntityManager, enrolmentId: string): Promise<void> {
    const people = await this.withAccess(tx, enrolmentId);
    await tx.query('INSERT INTO request_recipient (enrolment_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING', [
      enrolmentId,
      people.map(({ personId }) => personId),
    ]);
  }

  async frozen(tx: EntityManager, enrolmentId: string): Promise<string[]> {
    const rows: { person_id: string }[] = await tx.query('SELECT person_id FROM request_recipient WHERE enrolment_id = $1', [enrolmentId]);
    return rows.map(({ person_id }) => person_id);
  }

  /** Who has access to the patient now, the named prescriber with them. */
  async withAccess(tx: EntityManager, enrolmentId: string): Promise<PersonWithAccess[]> {
    const [enrolment] = await tx.query(
      `SELECT authorisation_id AS "authorisationId", centre_id AS "centreId", prescriber_id AS "prescriberId",
         (clock_timestamp() AT TIME ZONE centre.zone)::date::text AS today
       FROM enrolment JOIN centre ON centre.id = enrolment.centre_id WHERE enrolment.id = $1`,
      [enrolmentId],
    );
    return this.access.peopleWithAccess(tx, enrolment);
  }

  /** Who is asked, in a centre, about the designations of someone who left (charter C5.1, C5.4). */
  async answerable(tx: EntityManager, centreId: string, authorisationId: string): Promise<PersonWithAccess[]> {
    const [{ today }] = await tx.query('SELECT (clock_timestamp() AT TIME ZONE zone)::date::text AS today FROM centre WHERE id = $1', [
      centreId,
    ]);
    return this.access.answerable(tx, { centreId, authorisationId, today });
  }

  /** Who may be written to now about what a notification tells: of a request, both sides; of a centre, those who answer for it there. */
  async reachableFor(
    tx: EntityManager,
    { kind, enrolmentId, entryId }: Pick<Notification, 'kind' | 'enrolmentId' | 'entryId'>,
  ): Promise<PersonWithAccess[]> {
    if (kind === 'day-digest') return this.ofDigest(tx, entryId);
    if (OF_ONESELF.has(kind)) return this.ofEntry(tx, entryId);
    if (enrolmentId !== null) return this.reachable(tx, enrolmentId);
    const [{ centre, authorisation }] = await tx.query(
      'SELECT stream_id AS centre, subject_id AS authorisation FROM journal_entry WHERE id = $1',
      [entryId],
    );
    return this.answerable(tx, centre, authorisation);
  }

  /** The person whom an entry is about. */
  private async ofEntry(tx: EntityManager, entryId: string): Promise<PersonWithAccess[]> {
    return tx.query(
      `SELECT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, person.email
       FROM journal_entry entry JOIN person ON person.id::text = entry.stream_id WHERE entry.id = $1 AND entry.stream_kind = 'person'`,
      [entryId],
    );
  }

  /** The person of a digest, while they work in its centre and want it. One that is no longer of its day, or that a later one replaces, is nobody's. */
  private async ofDigest(tx: EntityManager, entryId: string): Promise<PersonWithAccess[]> {
    return tx.query(
      `SELECT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, person.email
       FROM journal_entry entry JOIN day_digest digest ON digest.id::text = entry.subject_id JOIN person ON person.id = digest.person_id
       WHERE entry.id = $1 AND digest.made_at > clock_timestamp() - interval '12 hours'
         AND NOT EXISTS (SELECT FROM day_digest later
           WHERE later.person_id = digest.person_id AND later.centre_id = digest.centre_id AND later.made_at > digest.made_at)
         AND EXISTS (SELECT FROM profile WHERE profile.person_id = person.id AND profile.centre_id = digest.centre_id AND profile.active)
         AND NOT EXISTS (SELECT FROM day_digest_choice choice WHERE choice.person_id = person.id AND NOT choice.wanted)`,
      [entryId],
    );
  }

  /** Who may be written to about the request now, on both sides. */
  private async reachable(tx: EntityManager, enrolmentId: string): Promise<PersonWithAccess[]> {
    return [...(await this.withAccess(tx, enrolmentId)), ...(await this.deciding(tx, enrolmentId))];
  }

  /** The holder's staff, whose opinion is awaited (charter P1). */
  async deciding(tx: EntityManager, enrolmentId: string): Promise<PersonWithAccess[]> {
    return tx.query(
      `SELECT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, person.email
       FROM enrolment JOIN authorisation ON authorisation.id = enrolment.authorisation_id
       JOIN staff ON staff.holder_id = authorisation.holder_id AND staff.role = 'exploitant' AND staff.active
       JOIN person ON person.id = staff.person_id
       WHERE enrolment.id = $1`,
      [enrolmentId],
    );
  }

  /** Pharmacists of the centre where the patient is. */
  async pharmacists(tx: EntityManager, enrolmentId: string): Promise<string[]> {
    const rows: { person_id: string }[] = await tx.query(
      `SELECT person_id FROM profile JOIN enrolment ON enrolment.centre_id = profile.centre_id
       WHERE enrolment.id = $1 AND profile.role = 'pharmacist' AND profile.active`,
      [enrolmentId],
    );
    return rows.map(({ person_id }) => person_id);
  }

  async prescriber(tx: EntityManager, enrolmentId: string): Promise<string> {
    const [{ prescriber_id }] = await tx.query('SELECT prescriber_id FROM enrolment WHERE id = $1', [enrolmentId]);
    return prescriber_id;
  }
}
