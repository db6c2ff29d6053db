import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CENTRE_DAY } from '#forms/api';
import { faultPoint, Jobs, runEffects, SYSTEM_ACTOR, unhurried, type Ctx } from '#kernel/api';
import { Moves } from './moves.js';
import { Transfer } from './transfer.entity.js';
import { RECEIVER_PRESCRIBES, TransferStore } from './transfer.store.js';

/** The job that does transfers whose day has come. */
const DO = 'transfers.do';

/** A day begins at midnight where the patient is followed: nobody waits for it longer than this. */
const EVERY_SECONDS = 60;

/**
 * Does the transfers that were planned, on their day where the patient is followed until then. The rows say themselves which are to be done: what an interruption leaves is
 * done the next time, and two at once do each of them once. One whose prescriber works there no more waits on the manager's desk (`ReceiverTasks`): nobody would answer
 * for the patient (charter C10.6). It is done as soon as one is named, or is back.
 */
@Injectable()
export class TransfersToCome implements OnModuleInit {
  private readonly logger = new Logger(TransfersToCome.name);

  constructor(
    private readonly moves: Moves,
    private readonly store: TransferStore,
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(DO, { seconds: EVERY_SECONDS }, () => this.doDue());
  }

  /** All of them, a transaction each, the earliest first: a way back comes after the way there. One that breaks is tried again the next time, and keeps no other. @returns how many were done. */
  async doDue(): Promise<number> {
    const due: { id: string; enrolmentId: string }[] = await this.dataSource.query(DUE);
    let count = 0;
    for (const { id, enrolmentId } of due) {
      try {
        if (await this.doOne(id, enrolmentId)) count += 1;
      } catch (error) {
        this.logger.error({ message: 'A planned transfer was not done; it is tried again.', transfer: id, name: (error as Error).name });
      }
    }
    if (count > 0) this.logger.log(`${count} planned transfers were done.`);
    return count;
  }

  private async doOne(id: string, enrolmentId: string): Promise<boolean> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    const done = await this.dataSource.transaction(async (tx) => {
      await unhurried(tx);
      // First the enrolment's lock, as for anyone who writes in the file; then whether it is still to be done.
      const [followed] = await tx.query('SELECT centre_id AS "centreId" FROM enrolment WHERE id = $1 FOR UPDATE', [enrolmentId]);
      const transfer = await tx.findOneBy(Transfer, { id, state: 'planned' });
      if (!transfer || followed?.centreId !== transfer.fromCentreId) return false;
      if ((await this.store.waiting(tx, [transfer])).has(id)) return false;
      await this.moves.go({ tx, actor: SYSTEM_ACTOR, afterCommit: (effect) => effects.push(effect) }, transfer);
      faultPoint('transfer.before-commit');
      return true;
    });
    faultPoint('transfer.after-commit');
    await runEffects(effects);
    return done;
  }
}

const DUE = `
  SELECT transfer.id, transfer.enrolment_id AS "enrolmentId" FROM transfer JOIN centre ON centre.id = transfer.from_centre_id
  WHERE transfer.state = 'planned' AND transfer.effective_on <= ${CENTRE_DAY} AND ${RECEIVER_PRESCRIBES}
  ORDER BY transfer.effective_on, transfer.made_at, transfer.return_of NULLS FIRST, transfer.id`;
