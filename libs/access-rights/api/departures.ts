import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal, SYSTEM_ACTOR, type Ctx, type JournalEntryWritten } from '#kernel/api';
import { AUTHOR_LEFT } from './designation.store.js';

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
    this.journal.on('person.signed-in', async (tx, entry, afterCommit) => {
      if (Array.isArray(entry.details?.['closed'])) await this.tell(tx, entry, afterCommit);
    });
  }

  private async tell(tx: EntityManager, { subject: { id: personId }, details }: JournalEntryWritten, afterCommit: Ctx['afterCommit']) {
    const left: Left[] = await tx.query(STANDING, [personId, details?.['closed']]);
    for (const { centreId, authorisationId, designationIds } of left)
      await this.journal.appendAs(
        tx,
        SYSTEM_ACTOR,
        {
          stream: { kind: 'centre', id: centreId },
          action: 'designation.author-left',
          subject: { type: 'Authorisation', id: authorisationId },
          details: { personId, designationIds },
        },
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
