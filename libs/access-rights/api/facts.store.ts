import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { expandGroups, type AccessGroup, type Facts, type HospitalRole, type StaffRole } from '#access-rights/domain';
import type { Actor } from '#kernel/api';
import { todayIn, type CalendarDate } from '#kernel/domain';

interface Row {
  zone: string | null;
  requested: string[];
  designations: { id: string; from: string; to: string }[];
  groups: AccessGroup[];
  scope: string[] | null;
}

/** What the policy knows of a person now, and the day it is where they are. */
export interface KnownNow {
  readonly facts: Facts;
  readonly today: CalendarDate;
}

/** Gathers the facts on which the policy judges, in one round trip. Rights are read anew at each request: what was withdrawn is out at once. */
@Injectable()
export class FactsStore {
  async of(tx: EntityManager, { personId, profile, staff }: Actor, instant: Date): Promise<KnownNow> {
    const [row]: [Row] = await tx.query(FACTS, [personId, profile?.centreId ?? null, profile?.role ?? null]);
    const today = todayIn(row.zone ?? 'Europe/Paris', instant);
    const designated = row.designations.filter(({ from, to }) => from <= today && today <= to).map(({ id }) => id);
    return {
      today,
      facts: {
        personId,
        requested: expandGroups(row.requested, row.groups),
        designated: expandGroups(designated, row.groups),
        ...(profile && { profile: { role: profile.role as HospitalRole, centreId: profile.centreId } }),
        // An account that was closed since has no scope at all, hence no role.
        ...(staff && row.scope && { staff: { role: staff.role as StaffRole, authorisationIds: row.scope } }),
      },
    };
  }
}

/** A request opens to its prescriber; a designation, to the role it was made for. The holder's staff have all of its authorisations. */
const FACTS = `
  SELECT
    (SELECT zone FROM centre WHERE id = $2) AS zone,
    ARRAY(SELECT DISTINCT authorisation_id::text FROM access_request WHERE person_id = $1 AND centre_id = $2 AND $3 = 'prescriber' AND live) AS requested,
    (SELECT coalesce(json_agg(json_build_object('id', authorisation_id, 'from', starts_on, 'to', ends_on)), '[]')
      FROM designation WHERE designee_id = $1 AND centre_id = $2 AND kind = $3 AND withdrawn_at IS NULL) AS designations,
    (SELECT coalesce(json_agg(json_build_object('access', g.access, 'authorisationIds', g.ids)), '[]')
      FROM (SELECT access, array_agg(a.id) AS ids FROM authorisation_group JOIN authorisation a ON a.group_id = authorisation_group.id
            WHERE access = 'single' GROUP BY authorisation_group.id, access) g) AS groups,
    (SELECT ARRAY(SELECT a.id::text FROM authorisation a
        WHERE CASE s.role WHEN 'exploitant' THEN a.holder_id = s.holder_id
          WHEN 'administrateur' THEN false
          ELSE EXISTS (SELECT FROM staff_scope WHERE staff_scope.person_id = s.person_id AND staff_scope.authorisation_id = a.id) END)
      FROM staff s WHERE s.person_id = $1 AND s.active) AS scope`;
