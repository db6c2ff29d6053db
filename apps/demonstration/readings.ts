import { ReadGrants } from '#access-rights/api';
import { NANCY } from './people.js';
import type { Stage } from './stage.js';

const WHY = 'La patiente habite Bourg-en-Bresse\u00a0: nous dispensons la prochaine cure dans notre pharmacie.';

/** A pharmacist of Bourg, who dispenses to a patient of Nancy, asks to read the file: nobody has answered yet (charter C9.2). Telling it again changes nothing. */
export async function tellReadings(stage: Stage): Promise<void> {
  const [asked] = await stage.db.query(
    `SELECT enrolment.id AS "enrolmentId", authorisation_id AS "authorisationId", centre_id AS "centreId"
     FROM enrolment JOIN authorisation ON authorisation.id = authorisation_id
     WHERE authorisation.code = 'TEC' AND centre_id = $1 AND enrolment.state = 'granted' AND NOT EXISTS (SELECT FROM read_grant)
     ORDER BY enrolment.created_at LIMIT 1`,
    [NANCY.id],
  );
  if (!asked) return;
  const { actor } = stage.player('pharmacien-b');
  await stage.as(actor, (ctx) => stage.get(ReadGrants).ask(ctx, { ...asked, why: WHY }));
}
