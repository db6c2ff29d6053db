import type { EntityManager } from 'typeorm';

/** Profiles of one person that were closed. */
export interface ClosedProfiles {
  readonly personId: string;
  readonly profileIds: readonly string[];
}

/** Closes those of these profiles that are open in that centre: the next sign-in through a provider that still tells of them opens them again. */
export async function closeProfilesOf(tx: EntityManager, centreId: string, profileIds: readonly string[]): Promise<ClosedProfiles[]> {
  return tx.query(
    `WITH closed AS (UPDATE profile SET active = false WHERE active AND centre_id = $1 AND id = ANY($2::uuid[]) RETURNING person_id, id)
     SELECT person_id AS "personId", array_agg(id::text ORDER BY id) AS "profileIds" FROM closed GROUP BY person_id ORDER BY person_id`,
    [centreId, profileIds],
  );
}

/** Closes the profiles that no sign-in has told of for so many days: the next one that does opens them again. */
export async function closeUnseenProfiles(tx: EntityManager, days: number): Promise<ClosedProfiles[]> {
  return tx.query(
    `WITH closed AS (UPDATE profile SET active = false WHERE active AND seen_at < clock_timestamp() - make_interval(days => $1) RETURNING person_id, id)
     SELECT person_id AS "personId", array_agg(id::text ORDER BY id) AS "profileIds" FROM closed GROUP BY person_id ORDER BY person_id`,
    [days],
  );
}
