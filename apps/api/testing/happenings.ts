import { Sums } from '#kernel/api';
import { CENTRE_A, CENTRE_B, type World } from './world.js';

/** One patient who has, or had, a number: any. */
const ONE = `(SELECT enrolment_id FROM planned_calendar ORDER BY md5(enrolment_id::text || $1) LIMIT 1)`;
/** Some of their lines. */
const SOME = `enrolment_id = ${ONE} AND md5(rank || $1) < '8'`;

/** What happens to calendars, by whatever way: what is typed, ended and opened again, days that move, patients who leave and come back, requests that fall. */
export const happeningsTo = (world: World): Readonly<Record<string, (seed: string, days: number) => Promise<unknown>>> => ({
  typed: (seed) =>
    world.db.query(`UPDATE planned_form SET missing = greatest(missing - 2, 0), form_state = 'in-progress' WHERE ${SOME}`, [seed]),
  ended: (seed) => world.db.query(`UPDATE planned_form SET form_state = 'complete', missing = 0 WHERE ${SOME}`, [seed]),
  reopened: (seed) =>
    world.db.query(`UPDATE planned_form SET form_state = 'in-progress' WHERE ${SOME} AND form_state = 'complete'`, [seed]),
  withdrawn: (seed) => world.db.query(`UPDATE planned_form SET form_state = 'none', form_id = NULL WHERE ${SOME}`, [seed]),
  moved: (seed, days) =>
    world.db.query(
      `UPDATE planned_form SET due_from = due_from + $2::int, until_day = until_day + $2::int, late_after = late_after + $2::int WHERE ${SOME}`,
      [seed, days],
    ),
  undated: (seed) => world.db.query(`UPDATE planned_form SET due_from = NULL WHERE ${SOME}`, [seed]),
  stopped: (seed) => world.db.query(`UPDATE planned_form SET ended = NOT ended WHERE ${SOME} AND rank > 3`, [seed]),
  'counted elsewhere': (seed) => world.db.query(`UPDATE planned_form SET counted = NOT counted WHERE ${SOME}`, [seed]),
  renumbered: (seed) => world.db.query(`UPDATE planned_form SET rank = rank + 1000 WHERE enrolment_id = ${ONE}`, [seed]),
  dropped: (seed) => world.db.query(`DELETE FROM planned_form WHERE ${SOME} AND rank % 5 = 4`, [seed]),
  added: (seed, days) =>
    world.db.query(
      `INSERT INTO planned_form SELECT added.* FROM (SELECT * FROM planned_form WHERE ${SOME}) line
       CROSS JOIN LATERAL jsonb_populate_record(NULL::planned_form, to_jsonb(line) || jsonb_build_object('rank', line.rank + 100000 + $2::int,
         'occurrence', ('x' || left(md5(line.rank || $1), 7))::bit(28)::int)) added
       ON CONFLICT (enrolment_id, rank) DO UPDATE SET missing = excluded.missing + 1`,
      [seed, days],
    ),
  'of another version': (seed) =>
    world.db.query(
      `UPDATE planned_form SET protocol_version_id = (SELECT id FROM protocol_version ORDER BY md5(id::text || $1) LIMIT 1) WHERE ${SOME}`,
      [seed],
    ),
  left: (seed) =>
    world.db.query(
      `UPDATE enrolment SET former_centre_ids = array_append(former_centre_ids, centre_id), centre_id = CASE centre_id WHEN '${CENTRE_A}' THEN '${CENTRE_B}' ELSE '${CENTRE_A}' END
       WHERE id = ${ONE}`,
      [seed],
    ),
  'done elsewhere': (seed) =>
    world.db.query(`UPDATE planned_form SET visit_centre_id = CASE WHEN $1 < '5' THEN '${CENTRE_A}' ELSE '${CENTRE_B}' END WHERE ${SOME}`, [
      seed,
    ]),
  fell: (seed) =>
    world.db.query(
      `UPDATE enrolment SET state = CASE state WHEN 'granted' THEN 'cancelled' ELSE 'granted' END,
         registration_number = CASE state WHEN 'granted' THEN NULL ELSE 'NUMBER-' || left(id::text, 8) END WHERE id = ${ONE}`,
      [seed],
    ),
  'given a number in another month': (seed, days) =>
    world.db.query(`UPDATE enrolment SET decided_at = decided_at + $2::int * interval '1 day' WHERE id = ${ONE}`, [seed, days]),
  'sent, or taken back': (seed) =>
    world.db.query(
      `UPDATE enrolment SET first_sent_at = coalesce(first_sent_at, now()), state = CASE state WHEN 'sent' THEN 'refused' WHEN 'refused' THEN 'draft' ELSE 'sent' END
       WHERE id = (SELECT id FROM enrolment WHERE registration_number IS NULL ORDER BY md5(id::text || $1) LIMIT 1)`,
      [seed],
    ),
  'of many at once': async (seed, days) => {
    await world.db.query(
      `WITH gone AS (DELETE FROM planned_form WHERE ${SOME} AND rank % 7 = 6)
       UPDATE planned_form SET due_from = due_from - $2::int, missing = missing + 1 WHERE enrolment_id <> ${ONE} AND md5(rank || $1) < '4'`,
      [seed, days],
    );
  },
  'added up': () => world.app.get(Sums).fold(),
  'added up twice at once': () => Promise.all([world.app.get(Sums).fold(), world.app.get(Sums).fold()]),
});
