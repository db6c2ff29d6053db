import { AccessReviews } from '#access-rights/api';
import { NANCY, REUNION } from './people.js';
import type { Stage } from './stage.js';

/** Since how many days the yearly review of a centre is asked for there, and told: one is due, one is late. */
const ASKED = [
  { centre: NANCY, days: 3, toldDays: 3 },
  { centre: REUNION, days: 40, toldDays: 9 },
];

/** The pharmacist of Bourg has just done the review of who has access there; two others wait (charter C5.7). Telling it again changes nothing. */
export async function tellReviews(stage: Stage): Promise<void> {
  const { actor } = stage.player('pharmacien-b');
  await stage.as(actor, async (ctx) => {
    const reviews = stage.get(AccessReviews);
    const { last, list, stateVersion } = await reviews.read(ctx);
    if (!last) await reviews.finish(ctx, stateVersion, { list, designations: [], readings: [], left: [] });
  });
  for (const { centre, days, toldDays } of ASKED)
    await stage.db.query(
      `INSERT INTO access_review (centre_id, due_on, told_on) VALUES ($1, CURRENT_DATE - $2::int, CURRENT_DATE - $3::int) ON CONFLICT DO NOTHING`,
      [centre.id, days, toldDays],
    );
}
