import type { EntityManager } from 'typeorm';
import type { Facts, HospitalRole, Role, StaffRole } from '#access-rights/domain';
import { todayIn } from '#kernel/domain';
import { factsSql, policyFacts, type KnownFacts } from '../policy/facts.js';

/** Someone in one place, of whom the policy may be asked. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** Where they work; none of staff. */
  readonly centreId?: string;
  readonly centreName?: string;
  /** Of the holder's staff. */
  readonly company?: string;
  readonly facts: Facts;
}

/** Where people are looked for: those who work in these centres or asked to read this file from elsewhere, and all staff. */
export interface Around {
  readonly centreIds: readonly string[];
  readonly enrolmentId: string | null;
}

interface Row extends Omit<Candidate, 'facts' | 'role'> {
  readonly role: string;
  readonly facts: KnownFacts;
}

/** Everyone there, each with what the policy is told of them: read as at their next request. */
export async function candidatesAround(tx: EntityManager, { centreIds, enrolmentId }: Around): Promise<Candidate[]> {
  const rows: Row[] = await tx.query(CANDIDATES, [centreIds, enrolmentId]);
  return rows.map(({ personId, name, role, centreId, centreName, company, facts }) => {
    const actor = { personId, name, sessionId: '', provider: '', ...placeOf(role, centreId) };
    return {
      ...{ personId, name, role: role as Role },
      ...(centreId && { centreId, centreName: centreName ?? centreId }),
      ...(company && { company }),
      facts: policyFacts(actor, facts, todayIn(facts.zone ?? 'Europe/Paris', new Date())),
    };
  });
}

function placeOf(role: string, centreId: string | undefined) {
  if (centreId) return { profile: { id: '', role: role as HospitalRole, centreId, centreName: '' } };
  return { staff: { role: role as StaffRole, authorisationIds: [] } };
}

const CANDIDATES = `
  SELECT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, profile.role, profile.centre_id AS "centreId",
    centre.name AS "centreName", NULL AS company, person.family_name AS rank,
    ${factsSql({ person: 'person.id', centre: 'profile.centre_id', role: 'profile.role' })} AS facts
  FROM profile JOIN person ON person.id = profile.person_id JOIN centre ON centre.id = profile.centre_id
  WHERE profile.active AND (profile.centre_id = ANY($1) OR EXISTS (SELECT FROM read_grant
    WHERE read_grant.enrolment_id = $2::uuid AND read_grant.asker_id = profile.person_id AND read_grant.asker_centre_id = profile.centre_id))
  UNION ALL
  SELECT person.id, person.given_name || ' ' || person.family_name, staff.role, NULL, NULL, holder.name, person.family_name,
    ${factsSql({ person: 'person.id', centre: 'NULL::text', role: 'NULL::text' })}
  FROM staff JOIN person ON person.id = staff.person_id LEFT JOIN holder ON holder.id = staff.holder_id
  WHERE staff.active
  ORDER BY rank, name`;
