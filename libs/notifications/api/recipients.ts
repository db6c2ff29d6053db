import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccessRequests, ReadGrantPeople, Reviewers, type PersonWithAccess } from '#access-rights/api';
import { ANSWERABLE, REVIEW_LETTERS, WITH_ACCESS } from '#access-rights/domain';
import { DEADLINE_WATCHERS, HOLDER } from '#authorisations/domain';
import { Audiences } from '#kernel/api';
import { THEMSELVES, type Told } from '#kernel/domain';
import { DAY_DIGEST } from '#notifications/domain';
import { RECIPIENTS } from '#patients/domain';
import type { Notification } from './notification.entity.js';

/** Letters of a centre's yearly review (charter C5.7); what else is told of a centre is of an authorisation there. */
const ASKS_REVIEW: readonly string[] = [REVIEW_LETTERS.due.name, REVIEW_LETTERS.late.name];

/** Who can be told what: when it happens, and again when it is sent. */
@Injectable()
export class Recipients implements OnModuleInit {
  constructor(
    private readonly access: AccessRequests,
    private readonly readings: ReadGrantPeople,
    private readonly reviewers: Reviewers,
    private readonly audiences: Audiences,
  ) {}

  onModuleInit(): void {
    const ids = async (people: Promise<readonly PersonWithAccess[]>) => (await people).map(({ personId }) => personId);
    this.audiences.define(THEMSELVES, async (_tx, { stream }) => [stream.id]);
    this.audiences.define(WITH_ACCESS, (tx, { stream }) => ids(this.withAccess(tx, stream.id)));
    this.audiences.define(RECIPIENTS, (tx, { stream }) => this.frozen(tx, stream.id));
    this.audiences.define(HOLDER, (tx, { stream }) => ids(this.deciding(tx, stream.id)));
    this.audiences.define(DEADLINE_WATCHERS, (tx, { stream }) => ids(this.watching(tx, stream.id)));
    this.audiences.define(ANSWERABLE, (tx, { stream, subject }) => ids(this.answerable(tx, stream.id, subject.id)));
  }

  /** Notes who has access at the first sending to the holder: they are told of the number, whenever it comes (charter C6.1). */
  async freeze(tx: EntityManager, enrolmentId: string): Promise<void> {
    const people = await this.withAccess(tx, enrolmentId);
    await tx.query('INSERT INTO request_recipient (enrolment_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING', [
      enrolmentId,
      people.map(({ personId }) => personId),
    ]);
  }

  private async frozen(tx: EntityManager, enrolmentId: string): Promise<string[]> {
    const rows: { person_id: string }[] = await tx.query('SELECT person_id FROM request_recipient WHERE enrolment_id = $1', [enrolmentId]);
    return rows.map(({ person_id }) => person_id);
  }

  /** Who has access to the patient now, the named prescriber with them. */
  private async withAccess(tx: EntityManager, enrolmentId: string): Promise<PersonWithAccess[]> {
    const [enrolment] = await tx.query(
      `SELECT authorisation_id AS "authorisationId", centre_id AS "centreId", prescriber_id AS "prescriberId",
         (clock_timestamp() AT TIME ZONE centre.zone)::date::text AS today
       FROM enrolment JOIN centre ON centre.id = enrolment.centre_id WHERE enrolment.id = $1`,
      [enrolmentId],
    );
    return this.access.peopleWithAccess(tx, enrolment);
  }

  /** Who is asked, in a centre, about the designations of someone who left (charter C5.1, C5.4). */
  private async answerable(tx: EntityManager, centreId: string, authorisationId: string): Promise<PersonWithAccess[]> {
    const [{ today }] = await tx.query('SELECT (clock_timestamp() AT TIME ZONE zone)::date::text AS today FROM centre WHERE id = $1', [
      centreId,
    ]);
    return this.access.answerable(tx, { centreId, authorisationId, today });
  }

  /**
   * Who may be written to now about what a letter tells: of a patient, both sides and who dispenses elsewhere; of a centre, those who answer for it there; of a person, that
   * person; of an authorisation, those who keep its deadlines.
   */
  async reachableFor(
    tx: EntityManager,
    { kind, entryId }: Pick<Notification, 'kind' | 'entryId'>,
    told: Told,
  ): Promise<PersonWithAccess[]> {
    if (kind === DAY_DIGEST.name) return this.ofDigest(tx, entryId);
    switch (told.stream.kind) {
      case 'enrolment':
        return this.reachable(tx, told.stream.id);
      case 'centre':
        if (ASKS_REVIEW.includes(kind)) return this.reviewers.of(tx, told.stream.id);
        return this.answerable(tx, told.stream.id, told.subject);
      case 'person':
        return this.person(tx, told.stream.id);
      case 'authorisation':
        return this.watching(tx, told.stream.id);
      case 'installation':
        return [];
    }
  }

  private async person(tx: EntityManager, id: string): Promise<PersonWithAccess[]> {
    return tx.query(`SELECT id AS "personId", given_name || ' ' || family_name AS name, email FROM person WHERE id = $1`, [id]);
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

  /** Who may be written to about the patient now: both sides of the request, and anyone who asked to read the file from elsewhere. */
  private async reachable(tx: EntityManager, enrolmentId: string): Promise<PersonWithAccess[]> {
    return [
      ...(await this.withAccess(tx, enrolmentId)),
      ...(await this.deciding(tx, enrolmentId)),
      ...(await this.readings.askers(tx, enrolmentId)),
    ];
  }

  /** Who keeps the deadlines of an authorisation: the staff of its holder, and the managers to whom it is assigned (charter R3). */
  private async watching(tx: EntityManager, authorisationId: string): Promise<PersonWithAccess[]> {
    return tx.query(
      `SELECT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, person.email
       FROM authorisation JOIN staff ON staff.active AND (staff.role = 'exploitant' AND staff.holder_id = authorisation.holder_id
         OR staff.role = 'gestionnaire' AND EXISTS (SELECT FROM staff_scope scope WHERE scope.person_id = staff.person_id AND scope.authorisation_id = authorisation.id))
       JOIN person ON person.id = staff.person_id
       WHERE authorisation.id = $1`,
      [authorisationId],
    );
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
}
