import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { expandGroups, type AccessGroup, type Facts, type HospitalRole, type StaffRole } from '#access-rights/domain';
import { FactsOfPerson, type Working } from '#identity/api';
import type { Actor } from '#kernel/api';
import type { CalendarDate } from '#kernel/domain';

/** What opens rights to a person, as the database says it. */
export interface KnownFacts {
  /** Of the centre; null for staff. */
  readonly zone: string | null;
  readonly requested: readonly string[];
  readonly designations: readonly { readonly id: string; readonly from: CalendarDate; readonly to: CalendarDate }[];
  readonly groups: readonly AccessGroup[];
  /** Files that another centre opened for reading, each until its last day (charter C9.2). */
  readonly readings: readonly { readonly id: string; readonly until: CalendarDate }[];
  /** Former enrolments in this centre of patients who have another one there, each with the authorisation of that one (charter C8.3). */
  readonly continued: readonly { readonly id: string; readonly authorisationId: string }[];
  /** Authorisations of an account that is open; null for anyone who has none. */
  readonly scope: readonly string[] | null;
}

/** Reads the facts on which the policy judges: with the session, at each request, so that what was withdrawn is out at the next; or alone. */
@Injectable()
export class PersonFacts extends FactsOfPerson {
  override sql(working: Working): string {
    return factsSql(working);
  }

  async of(tx: EntityManager, { personId, profile }: Actor): Promise<KnownFacts> {
    const [{ facts }]: [{ facts: KnownFacts }] = await tx.query(ALONE, [personId, profile?.centreId ?? null, profile?.role ?? null]);
    return facts;
  }
}

/** What the policy knows of the person on that day, where they are. */
export function policyFacts({ personId, profile, staff }: Actor, known: KnownFacts, today: CalendarDate): Facts {
  const { designations, groups, readings, continued, scope } = known;
  const requested = expandGroups(known.requested, groups);
  const designated = expandGroups(
    designations.filter(({ from, to }) => from <= today && today <= to).map(({ id }) => id),
    groups,
  );
  const mine = new Set([...requested, ...designated]);
  return {
    personId,
    requested,
    designated,
    readGrants: readings.filter(({ until }) => today <= until).map(({ id }) => id),
    continued: continued.filter(({ authorisationId }) => mine.has(authorisationId)).map(({ id }) => id),
    ...(profile && { profile: { role: profile.role as HospitalRole, centreId: profile.centreId } }),
    // An account that was closed since has no scope at all, hence no role.
    ...(staff && scope && { staff: { role: staff.role as StaffRole, authorisationIds: scope } }),
  };
}

/**
 * A request opens to its prescriber; a designation, to the role it was made for; a reading, to the pharmacist who asked for it, while the centre that gave it follows the
 * patient; the present enrolment of a patient, to their former one in the same centre. A pharmacist reads all of the centre already. The holder's staff have all of its authorisations.
 */
export const factsSql = ({ person, centre, role }: Working): string => `
  json_build_object(
    'zone', (SELECT zone FROM centre WHERE id = ${centre}),
    'requested', ARRAY(SELECT DISTINCT authorisation_id FROM access_request
      WHERE person_id = ${person} AND centre_id = ${centre} AND ${role} = 'prescriber' AND live),
    'designations', (SELECT coalesce(json_agg(json_build_object('id', authorisation_id, 'from', starts_on, 'to', ends_on)), '[]')
      FROM designation WHERE designee_id = ${person} AND centre_id = ${centre} AND kind = ${role} AND withdrawn_at IS NULL),
    'groups', (SELECT coalesce(json_agg(json_build_object('access', g.access, 'authorisationIds', g.ids)), '[]')
      FROM (SELECT access, array_agg(a.id) AS ids FROM authorisation_group JOIN authorisation a ON a.group_id = authorisation_group.id
        WHERE access = 'single' GROUP BY authorisation_group.id, access) g),
    'readings', (SELECT coalesce(json_agg(json_build_object('id', enrolment.id, 'until', reading.until_day)), '[]')
      FROM read_grant reading JOIN enrolment ON enrolment.id = reading.enrolment_id AND enrolment.centre_id = reading.centre_id
      WHERE reading.asker_id = ${person} AND reading.asker_centre_id = ${centre} AND ${role} = 'pharmacist' AND reading.state = 'granted'),
    'continued', (SELECT coalesce(json_agg(json_build_object('id', former.id, 'authorisationId', present.authorisation_id)), '[]')
      FROM continuation JOIN enrolment former ON former.id = continuation.former_id JOIN enrolment present ON present.id = continuation.enrolment_id
      WHERE ${role} IN ('prescriber', 'pnm') AND former.centre_id = ${centre} AND present.centre_id = ${centre}
        AND present.state NOT IN ('refused', 'cancelled')),
    'scope', (SELECT ARRAY(SELECT a.id FROM authorisation a
        WHERE CASE account.role WHEN 'exploitant' THEN a.holder_id = account.holder_id
          WHEN 'administrateur' THEN false
          ELSE EXISTS (SELECT FROM staff_scope WHERE staff_scope.person_id = account.person_id AND staff_scope.authorisation_id = a.id) END)
      FROM staff account WHERE account.person_id = ${person} AND account.active))`;

const ALONE = `SELECT ${factsSql({ person: '$1::uuid', centre: '$2::text', role: '$3::text' })} AS facts`;
