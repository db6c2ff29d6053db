import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { READING_ASKER, READING_DECIDERS } from '#access-rights/domain';
import { Audiences } from '#kernel/api';
import { AccessRequests, type PersonWithAccess } from '../designations/access-requests.service.js';

/** Who is told of readings from other centres, on both sides (charter C9.2). */
@Injectable()
export class ReadGrantPeople implements OnModuleInit {
  constructor(
    private readonly audiences: Audiences,
    private readonly access: AccessRequests,
  ) {}

  onModuleInit(): void {
    this.audiences.define(READING_DECIDERS, (tx, { subject }) => this.deciders(tx, subject.id));
    this.audiences.define(READING_ASKER, async (tx, { subject }) => {
      const rows: { askerId: string }[] = await tx.query('SELECT asker_id AS "askerId" FROM read_grant WHERE id = $1', [subject.id]);
      return rows.map(({ askerId }) => askerId);
    });
  }

  /** Those who asked to read the file, where they still work as pharmacists: they may be written to about it. */
  async askers(tx: EntityManager, enrolmentId: string): Promise<PersonWithAccess[]> {
    return tx.query(
      `SELECT DISTINCT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, person.email
       FROM read_grant JOIN person ON person.id = read_grant.asker_id
       JOIN profile ON profile.person_id = person.id AND profile.centre_id = read_grant.asker_centre_id AND profile.role = 'pharmacist' AND profile.active
       WHERE read_grant.enrolment_id = $1`,
      [enrolmentId],
    );
  }

  /** A demand that no prescriber of the centre may decide any more is told its pharmacists, who find one. */
  private async deciders(tx: EntityManager, grantId: string): Promise<string[]> {
    const [of]: [{ authorisationId: string; centreId: string; today: string }] = await tx.query(
      `SELECT authorisation_id AS "authorisationId", centre_id AS "centreId", (clock_timestamp() AT TIME ZONE centre.zone)::date::text AS today
       FROM read_grant JOIN centre ON centre.id = read_grant.centre_id WHERE read_grant.id = $1`,
      [grantId],
    );
    const prescribers = await this.access.prescribersOf(tx, of);
    return (prescribers.length > 0 ? prescribers : await this.access.answerable(tx, of)).map(({ personId }) => personId);
  }
}
