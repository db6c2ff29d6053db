import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AUTHORISATION_ACTS, deadlinesOf, lifeOf, warningsOn, type Warning } from '#authorisations/domain';
import { Jobs, Journal, runEffects, SYSTEM_ACTOR, type Ctx } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { ProtocolCovers } from '#protocols/api';
import { DecisionStore, standing } from './decision.store.js';
import { termsOf } from './life.view.js';

const WARN = 'authorisations.warn';
const EVERY_SECONDS = 3600;

interface Kept {
  readonly id: string;
  readonly protocolCode: string;
}

/**
 * Warns of what is due, in advance and once (charter R3). The row of a warning comes first, with the act that its letters tell, in one transaction: whatever dies, and however many
 * workers there are, it is written once; what is written is sent as every e-mail is.
 */
@Injectable()
export class Warnings implements OnModuleInit {
  private readonly logger = new Logger(Warnings.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly decisions: DecisionStore,
    private readonly covers: ProtocolCovers,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(WARN, { seconds: EVERY_SECONDS }, () => this.warn(new Date()));
  }

  /** What fails for one authorisation is tried again next time, and holds up no other. */
  async warn(now: Date): Promise<void> {
    const today = todayIn('Europe/Paris', now);
    const tx = this.dataSource.manager;
    const all: Kept[] = await tx.query('SELECT id, protocol_code AS "protocolCode" FROM authorisation ORDER BY code');
    const covers = await this.covers.on(
      tx,
      all.map(({ protocolCode }) => protocolCode),
      today,
    );
    for (const { id, protocolCode } of all) {
      try {
        const life = lifeOf(standing(await this.decisions.of(tx, [id])));
        for (const warning of warningsOn(deadlinesOf(life, today, termsOf(covers.get(protocolCode))), today))
          await this.warnOf(id, warning);
      } catch (thrown) {
        this.logger.warn({ message: 'A deadline was not warned of.', authorisation: id, name: (thrown as Error).name });
      }
    }
  }

  private async warnOf(authorisationId: string, warning: Warning): Promise<void> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    await this.dataSource.transaction((tx) => this.write(tx, authorisationId, warning, (effect) => effects.push(effect)));
    await runEffects(effects);
  }

  private async write(tx: EntityManager, id: string, { code, day, notice }: Warning, afterCommit: Ctx['afterCommit']): Promise<void> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO authorisation_warning (authorisation_id, code, day, notice) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1 AS made`,
      [id, code, day, notice],
    );
    if (rows.length === 0) return;
    const record = { stream: id, subject: id, details: { deadline: code, day, notice } };
    await this.journal.appendAs(tx, SYSTEM_ACTOR, AUTHORISATION_ACTS.deadlineNear, record, afterCommit);
  }
}
