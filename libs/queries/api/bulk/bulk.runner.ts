import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Contexts } from '#access-rights/api';
import { Jobs, Problem, PROBLEM_TITLES, type Actor, type Ctx } from '#kernel/api';
import { MOST_ATTEMPTS, type BulkActName } from '#queries/domain';
import { BulkDoer } from './bulk.doer.js';
import type { BulkTarget, BulkWish } from './bulk.store.js';
import { say } from '../say.js';

/** The job that goes on with one act; its data is `{ id }`. */
export const BULK = 'bulk.run';
const SWEEP = 'bulk.sweep';

/** What a worker that died held is taken up again after this, at the next sweep. Renewed before each transaction. */
const LEASE_SECONDS = 20;
const SWEEP_SECONDS = 5;

/** Patients worked on side by side: fewer than the connections that requests need. */
const LANES = 3;
/** Lines of one transaction: enough that it costs little, few enough that anyone who waits for one of its patients does not notice. */
const TOGETHER = 20;
/** Taken at once by the lanes. */
const BATCH = 2 * LANES * TOGETHER;

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

/** What became of a line; `subjectId`: on what it was done. */
interface Settled {
  readonly seq: number;
  readonly outcome: 'done' | 'refused';
  readonly message?: string;
  readonly subjectId?: string;
}

/**
 * Does acts on many, a few lines in a transaction, in which it is written what became of each: whenever a process dies, a line is done and told so, or neither. A line that
 * is refused takes back itself alone. Where something breaks, each of them has a transaction of its own, so that the others come through. Rights are read in each transaction,
 * and asked at each line.
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
    while (!this.stopping) {
      const lines: Line[] = await this.dataSource.query(
        `SELECT seq, enrolment_id FROM bulk_line WHERE act_id = $1 AND outcome IS NULL ORDER BY attempts, enrolment_id, seq LIMIT ${BATCH}`,
        [id],
      );
      if (lines.length === 0) break;
      const shares = shared(lines).values();
      let moved = false;
      const lane = async () => {
        for (const share of shares) moved = (await this.apart(held, inFews(share))) || moved;
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      if (moved) continue;
      // Another worker holds them all: the lease is theirs, and runs out if they die.
      if (await this.renew(id)) return;
      break;
    }
    await this.letGo(id);
  }

  /** Two workers do no harm, since each line is done by the one that locks it; one is enough. */
  private async take(id: string): Promise<Held | undefined> {
    const [rows]: [Held[], number] = await this.dataSource.query(
      `UPDATE bulk_act SET lease_until = clock_timestamp() + make_interval(secs => $2)
       WHERE id = $1 AND state = 'running' AND (lease_until IS NULL OR lease_until < clock_timestamp()) RETURNING id, act, actor, wish`,
      [id, LEASE_SECONDS],
    );
    return rows[0];
  }

  /** @returns whether it still goes on. */
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
       WHERE id = $1 AND state <> 'done'`,
      [id],
    );
  }

  /** Each of them in a transaction of its own. @returns whether anything came of them. */
  private async apart(held: Held, parts: readonly (readonly Line[])[]): Promise<boolean> {
    let moved = false;
    for (const lines of parts) moved = (await this.together(held, lines)) || moved;
    return moved;
  }

  /** @returns whether anything came of them: nothing does once it is stopped, or when another worker holds them. */
  private async together(held: Held, lines: readonly Line[]): Promise<boolean> {
    if (this.stopping || !(await this.renew(held.id))) return false;
    const patients = byPatient(lines);
    let busy: readonly Line[][] = [];
    let moved: boolean;
    try {
      moved = await this.contexts.inTransaction({ ...held.actor, sessionId: '' }, `bulk-${held.id}`, async (ctx) => {
        // Nobody waits for a patient whom someone is writing to, but the lines of that patient.
        const free = patients.length > 1 ? await freeAmong(ctx, patients) : patients;
        busy = patients.filter((ofOne) => !free.includes(ofOne));
        return this.settle(ctx, held, free.flat());
      });
    } catch (thrown) {
      const [line, ...others] = lines;
      if (others.length > 0)
        return this.apart(
          held,
          lines.map((each) => [each]),
        );
      await this.notDone(held.id, line?.seq ?? 0, thrown);
      return true;
    }
    return (await this.apart(held, busy)) || moved;
  }

  private async settle(ctx: Ctx, held: Held, lines: readonly Line[]): Promise<boolean> {
    // Another worker, a stop, an account closed since: nothing is done of it.
    const mine: { seq: number; target: BulkTarget; open: boolean }[] = await ctx.tx.query(LINES, [held.id, lines.map(({ seq }) => seq)]);
    const found = new Map(mine.map((line) => [line.seq, line]));
    const settled: Settled[] = [];
    for (const { seq } of lines) {
      const line = found.get(seq);
      if (line) settled.push({ seq, ...(line.open ? await this.one(ctx, held, line.target) : NOT_OPEN) });
    }
    await ctx.tx.query(SETTLE, [held.id, JSON.stringify(settled)]);
    return settled.length > 0;
  }

  /** Whole or not at all within the transaction of its neighbours. @throws what is no refusal: it undoes them all. */
  private async one(ctx: Ctx, { act, wish }: Held, target: BulkTarget): Promise<Omit<Settled, 'seq'>> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    try {
      const subjectId = await ctx.tx.transaction((tx) =>
        this.doer.do({ ...ctx, tx, afterCommit: (effect) => effects.push(effect) }, act, target, wish),
      );
      for (const effect of effects) ctx.afterCommit(effect);
      return { outcome: 'done', subjectId };
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      const { code, options } = thrown;
      return { outcome: 'refused', message: options.detail ?? options.items?.[0]?.message ?? PROBLEM_TITLES[code] };
    }
  }

  /** @throws when not even that can be written: the lease runs out, and the sweep goes on. */
  private async notDone(id: string, seq: number, thrown: unknown): Promise<void> {
    this.logger.warn({ message: 'A line of an act on many was not done.', act: id, name: (thrown as Error).name });
    await this.dataSource.query(
      `UPDATE bulk_line SET attempts = attempts + 1, outcome = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN 'failed' END,
         message = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN $3 END
       WHERE act_id = $1 AND seq = $2 AND outcome IS NULL`,
      [id, seq, say({ code: 'line-not-done' })],
    );
  }
}

/** Lines of one patient wait for the same lock: they are of one share, however many. */
function shared(lines: readonly Line[]): Line[][] {
  const shares: Line[][] = [];
  for (const ofOne of byPatient(lines)) {
    const last = shares.at(-1);
    if (last && last.length + ofOne.length <= TOGETHER) last.push(...ofOne);
    else shares.push([...ofOne]);
  }
  return shares;
}

function byPatient(lines: readonly Line[]): Line[][] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const of = line.enrolment_id ?? `line ${line.seq}`;
    const group = groups.get(of);
    if (group) group.push(line);
    else groups.set(of, [line]);
  }
  return [...groups.values()];
}

/** Of these patients' lines, those of patients whom nobody is writing to; they are locked until the transaction ends. */
async function freeAmong(ctx: Ctx, patients: readonly Line[][]): Promise<readonly Line[][]> {
  const ids = patients.map(([line]) => line?.enrolment_id ?? null);
  const rows: { id: string }[] = await ctx.tx.query('SELECT id FROM enrolment WHERE id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED', [ids]);
  const free = new Set<string | null>(rows.map(({ id }) => id));
  return patients.filter((_, nth) => ids[nth] === null || free.has(ids[nth] ?? null));
}

function inFews(share: readonly Line[]): (readonly Line[])[] {
  return Array.from({ length: Math.ceil(share.length / TOGETHER) }, (_, nth) => share.slice(nth * TOGETHER, (nth + 1) * TOGETHER));
}

const NOT_OPEN = { outcome: 'refused', message: say({ code: 'asker-is-gone' }) } as const;

const LINES = `
  SELECT line.seq, line.target,
    CASE WHEN act.actor ? 'staff'
      THEN EXISTS (SELECT FROM staff WHERE person_id = act.person_id AND active AND role = act.actor #>> '{staff,role}')
      ELSE EXISTS (SELECT FROM profile WHERE id = (act.actor #>> '{profile,id}')::uuid AND active) END AS open
  FROM bulk_line line JOIN bulk_act act ON act.id = line.act_id AND act.state = 'running'
  WHERE line.act_id = $1 AND line.seq = ANY($2::int[]) AND line.outcome IS NULL FOR UPDATE OF line SKIP LOCKED`;

const SETTLE = `
  UPDATE bulk_line line SET outcome = one.outcome, message = one.message, subject_id = one."subjectId", settled_at = clock_timestamp()
  FROM jsonb_to_recordset($2::jsonb) AS one (seq int, outcome text, message text, "subjectId" uuid)
  WHERE line.act_id = $1 AND line.seq = one.seq AND line.outcome IS NULL`;
