import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { REVIEWERS } from '#access-rights/domain';
import { Audiences } from '#kernel/api';
import type { PersonWithAccess } from '../designations/access-requests.service.js';

/** Whether anyone of the pharmacy works in a centre, as the policy asks it (`AccessReview.pharmacists`). @param centre an SQL expression */
export const pharmacistsSql = (centre: string): string => `CASE WHEN EXISTS (SELECT FROM profile
  WHERE profile.centre_id = ${centre} AND profile.active AND profile.role = 'pharmacist') THEN 'yes' ELSE 'no' END`;

/** Who does the yearly review of a centre (charter C5.7). */
@Injectable()
export class Reviewers implements OnModuleInit {
  constructor(private readonly audiences: Audiences) {}

  onModuleInit(): void {
    this.audiences.define(REVIEWERS, async (tx, { stream }) => (await this.of(tx, stream.id)).map(({ personId }) => personId));
  }

  /** The same as the policy says of one person, turned the other way round; a test keeps the two equal. */
  of(tx: EntityManager, centreId: string): Promise<PersonWithAccess[]> {
    return tx.query(
      `SELECT DISTINCT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, person.email
       FROM profile JOIN person ON person.id = profile.person_id
       WHERE profile.centre_id = $1 AND profile.active
         AND profile.role = CASE ${pharmacistsSql('$1')} WHEN 'yes' THEN 'pharmacist' ELSE 'prescriber' END
       ORDER BY person.id`,
      [centreId],
    );
  }
}
