import type { SessionData } from 'express-session';

/** What the first statement of a request reads: its session, whose it is, and what opens rights to them. */
export interface KnownSession {
  readonly sess: SessionData;
  /** Null for a stranger, and for anyone who has no account any more. */
  readonly family_name: string | null;
  readonly given_name: string;
  /** Longer without an act than a session may be left. */
  readonly idle: boolean;
  /** Long enough without one for the next to be noted. */
  readonly rested: boolean;
  readonly staff_role: string | null;
  readonly staff_active: boolean | null;
  readonly profile_id: string | null;
  readonly role: string;
  readonly centre_id: string;
  readonly centre_name: string;
  /** Whether they have a second factor of ours. */
  readonly enrolled: boolean;
  /** As `FactsOfPerson` reads them. */
  readonly facts: unknown;
}

/** SQL expressions of a person, and of the centre and the role in which they work; null for staff. */
export interface Working {
  readonly person: string;
  readonly centre: string;
  readonly role: string;
}

/**
 * What opens rights to a person, which floors above know how to read. It is part of the statement that reads the session: who asks and what they may do are known in
 * one trip, at each request again.
 */
export abstract class FactsOfPerson {
  /** An SQL expression of one value, which identity passes on without looking into it. */
  abstract sql(working: Working): string;
}

/** @param facts of the person `p` who works in the profile `pr`. Parameters: the id of the session; seconds of idleness; seconds after which an act is noted. */
export const knownSessionSql = (facts: FactsOfPerson): string => `
  SELECT s.sess, p.family_name, p.given_name, st.role AS staff_role, st.active AS staff_active, pr.id AS profile_id, pr.role, pr.centre_id, c.name AS centre_name,
    EXISTS (SELECT FROM second_factor f WHERE f.person_id = p.id) AS enrolled,
    s.last_act_at < clock_timestamp() - make_interval(secs => $2) AS idle,
    s.last_act_at < clock_timestamp() - make_interval(secs => $3) AS rested,
    CASE WHEN p.id IS NOT NULL THEN ${facts.sql({ person: 'p.id', centre: 'pr.centre_id', role: 'pr.role' })} END AS facts
  FROM session s
  LEFT JOIN person p ON p.id = (s.sess #>> '{signedIn,personId}')::uuid
  LEFT JOIN staff st ON st.person_id = p.id
  LEFT JOIN profile pr ON pr.id = (s.sess #>> '{signedIn,profileId}')::uuid AND pr.person_id = p.id AND pr.active
  LEFT JOIN centre c ON c.id = pr.centre_id
  WHERE s.sid = $1 AND s.expire >= now()`;
