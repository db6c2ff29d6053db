import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { READ_GRANT_ACTS } from '#access-rights/domain';
import { IDENTITY_ACTS } from '#identity/domain';
import { Journal, SYSTEM_ACTOR, type Ctx, type JournalActor } from '#kernel/api';

interface Ended {
  readonly id: string;
  readonly enrolmentId: string;
  readonly askerId: string;
  readonly askerCentreId: string;
}

/** In whose name a patient moves: a manager, or the day that was planned. */
interface Moving extends Pick<Ctx, 'tx' | 'afterCommit'> {
  readonly actor: JournalActor;
}

/**
 * Readings that end by what happens to people (charter C9.2). What they open is closed already, since rights are read with the centre that follows the patient and
 * the profile of the person who reads (`PersonFacts`): here it is written down and told.
 */
@Injectable()
export class ReadGrantEnds implements OnModuleInit {
  constructor(private readonly journal: Journal) {}

  onModuleInit(): void {
    this.journal.on(IDENTITY_ACTS.signedIn, async (tx, { subject, details: { closed } }, afterCommit) => {
      if (closed) await this.tell(tx, SYSTEM_ACTOR, 'asker-left', await ended(tx, OF_LEFT_ASKER, [subject.id, closed]), afterCommit);
    });
  }

  /**
   * A grant is of the centre that gave it: those that another centre was asked for, or gave, are over, and are asked for again. To be called once a patient is followed
   * elsewhere, in that transaction, by the caller that holds the enrolment.
   */
  async patientLeft({ tx, actor, afterCommit }: Moving, enrolmentId: string): Promise<void> {
    await this.tell(tx, actor, 'patient-left', await ended(tx, OF_OTHER_CENTRES, [enrolmentId]), afterCommit);
  }

  private async tell(
    tx: EntityManager,
    actor: JournalActor,
    why: 'patient-left' | 'asker-left',
    those: readonly Ended[],
    afterCommit: Ctx['afterCommit'],
  ): Promise<void> {
    for (const { id, enrolmentId, askerId, askerCentreId } of those)
      await this.journal.appendAs(
        tx,
        actor,
        READ_GRANT_ACTS.ended,
        { stream: enrolmentId, subject: id, details: { askerId, askerCentreId, why } },
        afterCommit,
      );
  }
}

async function ended(tx: EntityManager, which: string, parameters: readonly unknown[]): Promise<Ended[]> {
  const [rows]: [Ended[], number] = await tx.query(
    `UPDATE read_grant AS reading SET state = 'ended', state_version = state_version + 1
     WHERE state IN ('asked', 'granted') AND ${which}
     RETURNING id, enrolment_id AS "enrolmentId", asker_id AS "askerId", asker_centre_id AS "askerCentreId"`,
    [...parameters],
  );
  // In the order in which anyone who writes of several enrolments holds them.
  return [...rows].sort((one, other) => (one.enrolmentId < other.enrolmentId ? -1 : 1));
}

/** Of a person whose profiles have just closed, where they are no pharmacist any more. */
const OF_LEFT_ASKER = `reading.asker_id = $1
  AND reading.asker_centre_id IN (SELECT centre_id FROM profile WHERE id = ANY($2::uuid[]))
  AND NOT EXISTS (SELECT FROM profile WHERE profile.person_id = reading.asker_id AND profile.centre_id = reading.asker_centre_id
    AND profile.role = 'pharmacist' AND profile.active)`;

const OF_OTHER_CENTRES = `reading.enrolment_id = $1 AND reading.centre_id <> (SELECT centre_id FROM enrolment WHERE id = $1)`;
