import type { EntityManager } from 'typeorm';
import { calendarDate } from '#kernel/domain';
import { ACCESS_ACTS, sayOfGround, STAFF_ACTS, type Ground } from '#access-rights/domain';
import type { GrantedAccess } from './my-access.messages.js';

/** What was given to someone, with its first day, its last one where it has one, and who gave it where someone did. */
export interface Trace {
  readonly personId: string;
  readonly authorisationId: string;
  /** Where it opens; null for staff. */
  readonly centreId: string | null;
  readonly ground: Ground;
  /** For which role it counts; null for any. */
  readonly role: string | null;
  /** Of a reading: the file. */
  readonly enrolmentId: string | null;
  readonly since: string;
  readonly until: string | null;
  readonly by: string | null;
}

/** Whose traces: of these people, under these authorisations; null for any. */
export interface Wanted {
  readonly personIds: readonly string[];
  readonly authorisationIds: readonly string[] | null;
}

/** Requests, designations, readings and assignments that stand now. A group that one access opens is the caller's to know. */
export function tracesOf(tx: EntityManager, { personIds, authorisationIds }: Wanted): Promise<Trace[]> {
  return tx.query(TRACES, [personIds, authorisationIds, ACCESS_ACTS.requestMade.name, Object.values(STAFF_ACTS).map(({ name }) => name)]);
}

const named = (person: string): string => `(SELECT given_name || ' ' || family_name FROM person WHERE id = ${person})`;
const dayAt = (at: string, centre: string): string =>
  `to_char(${at} AT TIME ZONE coalesce((SELECT zone FROM centre WHERE id = ${centre}), 'Europe/Paris'), 'YYYY-MM-DD')`;
const among = (column: string): string => `($2::uuid[] IS NULL OR ${column} = ANY($2))`;

/** A request that someone else opened came with a transfer: its act says who. An assignment is as old as the last act that gave it. */
const TRACES = `
  SELECT made.person_id AS "personId", made.authorisation_id AS "authorisationId", made.centre_id AS "centreId", 'request' AS ground,
    'prescriber' AS role, NULL::uuid AS "enrolmentId", ${dayAt('made.made_at', 'made.centre_id')} AS since, NULL AS until,
    (SELECT entry.actor_name FROM journal_entry entry WHERE entry.stream_kind = 'enrolment' AND entry.stream_id = made.enrolment_id::text
      AND entry.action = $3 AND entry.actor_id <> made.person_id::text AND entry.details::jsonb ->> 'personId' = made.person_id::text
      ORDER BY entry.seq LIMIT 1) AS by
  FROM (SELECT DISTINCT ON (person_id, authorisation_id, centre_id) * FROM access_request
    WHERE live AND person_id = ANY($1) AND ${among('authorisation_id')} ORDER BY person_id, authorisation_id, centre_id, made_at) made
  UNION ALL
  SELECT designee_id, authorisation_id, centre_id, 'designation', kind, NULL, starts_on::text, ends_on::text, ${named('designator_id')}
  FROM designation WHERE withdrawn_at IS NULL AND ends_on >= current_date - 1 AND designee_id = ANY($1) AND ${among('authorisation_id')}
  UNION ALL
  SELECT asker_id, authorisation_id, asker_centre_id, 'reading', 'pharmacist', enrolment_id, ${dayAt('decided_at', 'centre_id')}, until_day::text,
    ${named('decided_by')}
  FROM read_grant WHERE state = 'granted' AND until_day >= current_date - 1 AND asker_id = ANY($1) AND ${among('authorisation_id')}
  UNION ALL
  SELECT staff.person_id, authorisation.id, NULL, 'assignment', NULL, NULL, ${dayAt(
    `greatest(authorisation.created_at, staff.created_at, (SELECT max(entry.at) FROM journal_entry entry WHERE entry.stream_kind = 'person'
      AND entry.stream_id = staff.person_id::text AND entry.action = ANY($4) AND entry.details::jsonb -> 'authorisationIds' ? authorisation.id::text
      AND NOT coalesce(entry.details::jsonb -> 'former' ? authorisation.id::text, false)))`,
    'NULL',
  )}, NULL, NULL
  FROM staff JOIN authorisation ON CASE staff.role WHEN 'exploitant' THEN authorisation.holder_id = staff.holder_id
      ELSE EXISTS (SELECT FROM staff_scope WHERE staff_scope.person_id = staff.person_id AND staff_scope.authorisation_id = authorisation.id) END
  WHERE staff.active AND staff.role <> 'administrateur' AND staff.person_id = ANY($1) AND ${among('authorisation.id')}
  ORDER BY since, ground`;

/** The same, in words. */
export function grantedOf({
  ground,
  since,
  until,
  by,
}: Pick<Trace, 'ground' | 'since'> & Partial<Pick<Trace, 'until' | 'by'>>): GrantedAccess {
  const params = { since: calendarDate(since), ...(until && { until: calendarDate(until) }), ...(by && { by }) };
  return { ground, words: sayOfGround({ code: ground, params }), since, ...(until && { until }) };
}
