import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal, SYSTEM_ACTOR, type Ctx } from '#kernel/api';
import { AUTHOR_LEFT } from './designation.store.js';
import { DESIGNATION_ACTS } from '#access-rights/domain';
import { IDENTITY_ACTS } from '#identity/domain';

interface Left {
  readonly centreId: string;
  readonly authorisationId: string;
  readonly designationIds: readonly string[];
}

/**
 * What becomes of the designations of someone who leaves a centre, as their provider tells: they stand, and the centre is asked to renew or to withdraw them
 * (charter C5.1, C5.4). One entry for each authorisation, in the transaction in which it was learnt; homes and e-mails come from it.
 */
@Injectable()
export class Departures implements OnModuleInit {
  constructor(private readonly journal: Journal) {}

  onModuleInit(): void {
    this.journal.on(IDENTITY_ACTS.signedIn, async (tx, { subject, details: { closed } }, afterCommit) => {
      if (closed) await this.tell(tx, subject.id, closed, afterCommit);
    });
  }

  private async tell(tx: EntityManager, personId: string, closed: readonly string[], afterCommit: Ctx['afterCommit']) {
    const left: Left[] = await tx.query(STANDING, [personId, closed]);
    for (const { centreId, authorisationId, designationIds } of left)
      await this.journal.appendAs(
        tx,
        SYSTEM_ACTOR,
        DESIGNATION_ACTS.authorLeft,
        { stream: centreId, subject: authorisationId, details: { personId, designationIds } },
        afterCommit,
      );
  }
}

/** Of this person, in the centres of the profiles that have just closed; a day more than what ended is no harm, zones being what they are. */
const STANDING = `
  SELECT designation.centre_id AS "centreId", designation.authorisation_id AS "authorisationId",
    array_agg(designation.id::text ORDER BY designation.id) AS "designationIds"
  FROM designation
  WHERE designation.designator_id = $1 AND designation.withdrawn_at IS NULL AND designation.ends_on >= CURRENT_DATE - 1
    AND designation.centre_id IN (SELECT centre_id FROM profile WHERE id = ANY($2::uuid[])) AND ${AUTHOR_LEFT}
  GROUP BY 1, 2 ORDER BY 1, 2`;
