import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Contexts } from '#access-rights/api';
import { Jobs, Problem, PROBLEMS, type Actor } from '#kernel/api';
import { MOST_ATTEMPTS, type BulkActName } from '#queries/domain';
import { BulkDoer } from './bulk.doer.js';
import type { BulkTarget, BulkWish } from './bulk.store.js';

/** The job that goes on with one act; its data is `{ id }`. */
export const BULK = 'bulk.run';
const SWEEP = 'bulk.sweep';

/** What a worker that died held is taken up again after this, at the next sweep. */
const LEASE_SECONDS = 20;
const SWEEP_SECONDS = 5;

/** Lines done side by side, each of another patient: fewer than the connections that requests need. */
const LANES = 3;
/** Taken at once by the lanes, between two renewals of the lease. */
const BATCH = 60;

interface Held {
  readonly id: string;
  readonly act: BulkActName;
  readonly actor: Actor;
  readonly wish: BulkWish;
}

interface Line {
  readonly seq: number;
  readonly enrolment_id: string | null;
}

/**
 * Does acts on many. Each line is a transaction of its own, in which it is written what became of it: whenever a process dies, a line is done and told so, or neither.
 * A patient's lock is held for one line, and rights are asked at each.
 */
@Injectable()
export class BulkRunner implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(BulkRunner.name);
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly contexts: Contexts,
    private readonly doer: BulkDoer,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(BULK, ({ id }) => this.run(String(id)));
    this.jobs.repeat(SWEEP, { seconds: SWEEP_SECONDS }, () => this.sweep());
  }

  onApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Takes up what nobody is at: a wake-up may be lost, a row never is. */
  async sweep(): Promise<void> {
    const left: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM bulk_act WHERE state = 'running' AND (lease_until IS NULL OR lease_until < clock_timestamp()) ORDER BY created_at`,
    );
    for (const { id } of left) await this.run(id);
  }

  /** Goes on until nothing is left, it is stopped, or another worker is at it. */
  async run(id: string): Promise<void> {
    const held = await this.take(id);
    if (!held) return;
    for (;;) {
      if (this.stopping || !(await this.renew(id))) break;
      const lines: Line[] = await this.dataSource.query(
        `SELECT seq, enrolment_id FROM bulk_line WHERE act_id = $1 AND outcome IS NULL ORDER BY attempts, enrolment_id, seq LIMIT ${BATCH}`,
        [id],
      );
      if (lines.length === 0) break;
      const patients = byPatient(lines).values();
      let moved = false;
      const lane = async () => {
        for (const ofOne of patients) for (const { seq } of ofOne) if (!this.stopping) moved = (await this.line(held, seq)) || moved;
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      // Another worker holds them all: the next sweep looks again.
      if (!moved) break;
    }
    await this.letGo(id);
  }

  /** Two workers do no harm, since each line is done by whoever locks it; one is enough. */
  private async take(id: string): Promise<Held | undefined> {
    const [rows]: [Held[], number] = await this.dataSource.query(
      `UPDATE bulk_act SET lease_until = clock_timestamp() + make_interval(secs => $2)
       WHERE id = $1 AND state = 'running' AND (lease_until IS NULL OR lease_until < clock_timestamp()) RETURNING id, act, actor, wish`,
      [id, LEASE_SECONDS],
    );
    return rows[0];
  }

  private async renew(id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `UPDATE bulk_act SET lease_until = clock_timestamp() + make_interval(secs => $2) WHERE id = $1 AND state = 'running'`,
      [id, LEASE_SECONDS],
    );
    return count === 1;
  }

  private async letGo(id: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE bulk_act SET lease_until = NULL,
         state = CASE WHEN left_over THEN state ELSE 'done' END, settled_at = CASE WHEN left_over THEN settled_at ELSE clock_timestamp() END
       FROM (SELECT EXISTS (SELECT FROM bulk_line WHERE act_id = $1 AND outcome IS NULL) AS left_over) AS lines
       WHERE id = $1 AND state = 'running'`,
      [id],
    );
  }

  /** @returns whether anything came of it. */
  private async line({ id, act, actor, wish }: Held, seq: number): Promise<boolean> {
    try {
      return await this.contexts.inTransaction({ ...actor, sessionId: '' }, `bulk-${id}`, async (ctx) => {
        // Another worker, a stop, an account closed since: nothing is done of it.
        const [line]: { target: BulkTarget; open: boolean }[] = await ctx.tx.query(LINE, [id, seq]);
        if (!line) return false;
        if (!line.open) throw new Problem('not-allowed', { detail: 'Le compte ou le profil qui a demandé cet acte n’est plus ouvert.' });
        const subjectId = await this.doer.do(ctx, act, line.target, wish);
        await ctx.tx.query(SETTLE, [id, seq, 'done', null, subjectId]);
        return true;
      });
    } catch (thrown) {
      await this.notDone(id, seq, thrown);
      return true;
    }
  }

  /** @throws when not even that can be written: the lease runs out, and the sweep goes on. */
  private async notDone(id: string, seq: number, thrown: unknown): Promise<void> {
    if (thrown instanceof Problem) {
      const { code, options } = thrown;
      const message = options.detail ?? options.items?.[0]?.message ?? PROBLEMS[code].title;
      await this.dataSource.query(SETTLE, [id, seq, 'refused', message, null]);
      return;
    }
    this.logger.warn({ message: 'A line of an act on many was not done.', act: id, name: (thrown as Error).name });
    await this.dataSource.query(
      `UPDATE bulk_line SET attempts = attempts + 1, outcome = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN 'failed' END,
         message = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN $3 END
       WHERE act_id = $1 AND seq = $2 AND outcome IS NULL`,
      [id, seq, 'Cette ligne n’a pas abouti\u00a0: reprenez, elle ne sera pas faite deux fois.'],
    );
  }
}

/** Lines of one patient wait for the same lock: they are done one after the other. */
function byPatient(lines: readonly Line[]): Line[][] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const of = line.enrolment_id ?? `line ${line.seq}`;
    groups.set(of, [...(groups.get(of) ?? []), line]);
  }
  return [...groups.values()];
}

const LINE = `
  SELECT line.target,
    CASE WHEN act.actor ? 'staff'
      THEN EXISTS (SELECT FROM staff WHERE person_id = act.person_id AND active AND role = act.actor #>> '{staff,role}')
      ELSE EXISTS (SELECT FROM profile WHERE id = (act.actor #>> '{profile,id}')::uuid AND active) END AS open
  FROM bulk_line line JOIN bulk_act act ON act.id = line.act_id AND act.state = 'running'
  WHERE line.act_id = $1 AND line.seq = $2 AND line.outcome IS NULL FOR UPDATE OF line SKIP LOCKED`;

const SETTLE = `
  UPDATE bulk_line SET outcome = $3, message = $4, subject_id = $5, settled_at = clock_timestamp()
  WHERE act_id = $1 AND seq = $2 AND outcome IS NULL`;
