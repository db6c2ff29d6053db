import { Injectable } from '@nestjs/common';
import { AccessLog, decodeCursor, encodeCursor, Idempotency, Jobs, Problem, whereAllowed, type Ctx } from '#kernel/api';
import { joinEnrolment } from '#patients/api';
import { todayIn } from '#kernel/domain';
import { bulkAbilities, FORM_BULK_ACTS, pastDue, type BulkAbility } from '#queries/domain';
import { QueryRecord } from '../entities.js';
import { QUERY_COLUMNS } from '../query.store.js';
import type { BulkActView, BulkLinePage, ListBulkLines, StartBulkAct } from './bulk.messages.js';
import { BULK } from './bulk.runner.js';
import { BulkStore, type BulkActRow, type BulkTarget } from './bulk.store.js';
import { say, type QueryAnswer } from '../say.js';

const PAGE = 100;

/** Starts acts on many, tells where they stand, stops them. What does them is the worker. */
@Injectable()
export class BulkActs {
  constructor(
    private readonly store: BulkStore,
    private readonly idempotency: Idempotency,
    private readonly jobs: Jobs,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem `invalid-request` naming what lacks: the whole act is refused, before anything is done. */
  async start(ctx: Ctx, key: string, wish: StartBulkAct): Promise<BulkActView> {
    const id = await this.idempotency.once(ctx, 'bulk-act', key, wish, async () => {
      const { act, rows: _rows, targets: _targets, ...said } = wish;
      const chosen = targetsOf(wish);
      demandWords(wish);
      if (wish.dueOn) await this.demandAhead(ctx, wish.dueOn, chosen);
      if (act === 'close' && !wish.unansweredReason) await this.demandAnswered(ctx, chosen);
      return this.store.insert(ctx.tx, ctx.actor, act, said, chosen);
    });
    ctx.afterCommit(() => this.jobs.wake(BULK, id, { id }));
    return this.view(ctx, id);
  }

  async recent(ctx: Ctx): Promise<BulkActView[]> {
    return (await this.store.recent(ctx.tx, ctx.actor.personId)).map(viewBulk);
  }

  /** @throws Problem `not-found`, for another's too. */
  async view(ctx: Ctx, id: string): Promise<BulkActView> {
    return viewBulk(await this.own(ctx, id));
  }

  /** @throws Problem `not-found`, `bad-cursor`. */
  async lines(ctx: Ctx, id: string, { outcome, cursor }: ListBulkLines): Promise<BulkLinePage> {
    await this.own(ctx, id);
    await this.accessLog.record(ctx, { action: 'listed', subject: { type: 'bulk-act', id }, filter: { outcome } });
    const [after] = cursor ? decodeCursor(cursor, ['integer']) : [0];
    const lines = await this.store.lines(ctx, id, outcome, after, PAGE + 1);
    const items = lines.slice(0, PAGE);
    const last = items.at(-1);
    return { items, ...(lines.length > PAGE && last && { next: encodeCursor([last.seq]) }) };
  }

  /** What is being done at that moment is done, and counted, while `isEnding`; nothing more is begun. */
  async stop(ctx: Ctx, id: string): Promise<BulkActView> {
    return this.turn(ctx, id, 'stop', () => this.store.stop(ctx.tx, id));
  }

  async resume(ctx: Ctx, id: string): Promise<BulkActView> {
    return this.turn(ctx, id, 'resume', async () => {
      await this.store.resume(ctx.tx, id);
      ctx.afterCommit(() => this.jobs.wake(BULK, id, { id }));
    });
  }

  async putAway(ctx: Ctx, id: string): Promise<BulkActView> {
    return this.turn(ctx, id, 'put-away', () => this.store.putAway(ctx.tx, id));
  }

  /** Asked twice, it is done once: what it leads to stands already. */
  private async turn(ctx: Ctx, id: string, act: BulkAbility, does: () => Promise<void>): Promise<BulkActView> {
    if (!(await this.store.hold(ctx.tx, ctx.actor.personId, id))) throw new Problem('not-found');
    if (viewBulk(await this.own(ctx, id)).abilities.includes(act)) await does();
    return this.view(ctx, id);
  }

  private async own(ctx: Ctx, id: string): Promise<BulkActRow> {
    const row = await this.store.one(ctx.tx, ctx.actor.personId, id);
    if (!row) throw new Problem('not-found');
    return row;
  }

  /** A day that has passed wherever one of these patients is followed would be refused of each of them. */
  private async demandAhead(ctx: Ctx, day: string, chosen: readonly BulkTarget[]): Promise<void> {
    const zones = await this.store.zones(ctx, chosen);
    const pasts = zones.map((zone) => pastDue(day, todayIn(zone, new Date())));
    const [past] = pasts;
    if (past && !pasts.includes(undefined)) throw lacks('dueOn', past);
  }

  /** What changed since it was chosen is refused at its line, and counts for nothing here. */
  private async demandAnswered(ctx: Ctx, chosen: readonly BulkTarget[]): Promise<void> {
    const rows = chosen.flatMap((target) => ('id' in target ? [target] : []));
    const open = joinEnrolment(ctx.tx.createQueryBuilder(QueryRecord, 'query'), 'query').where(
      `query.state = 'open' AND (query.id, query.version) IN (SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:versions AS int[])))`,
      { ids: rows.map(({ id }) => id), versions: rows.map(({ version }) => version) },
    );
    const count = await whereAllowed(open, ctx.ability, 'close', 'Query', QUERY_COLUMNS).getCount();
    if (count > 0) throw lacks('unansweredReason', { code: 'unanswered', params: { unanswered: count, total: chosen.length } });
  }
}

function viewBulk({
  id,
  act,
  state,
  total,
  done,
  refused,
  failed,
  left,
  createdAt,
  settledAt,
  putAwayAt,
  isEnding,
}: BulkActRow): BulkActView {
  return {
    id,
    act,
    state,
    total,
    done,
    refused,
    failed,
    left,
    createdAt: createdAt.toISOString(),
    ...(settledAt && { settledAt: settledAt.toISOString() }),
    isPutAway: putAwayAt !== null,
    isEnding,
    abilities: isEnding ? [] : bulkAbilities(state, { done, refused, failed, left }, putAwayAt !== null),
  };
}

/** Each once, in their order. @throws Problem `invalid-request`. */
function targetsOf({ act, rows = [], targets = [] }: StartBulkAct): BulkTarget[] {
  if (act === 'ask') {
    if (targets.length === 0) throw lacks('targets', { code: 'choose-a-line' });
    return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
  }
  if (rows.length === 0) throw lacks('rows', { code: 'choose-a-line' });
  return [...new Map(rows.map(({ id, version }) => [id, { id, version }])).values()];
}

/** @throws Problem `invalid-request`, naming what the act lacks. */
function demandWords({ act, text = '', assigneeId, dueOn }: StartBulkAct): void {
  if (act === 'ask' && text.length < 3) throw lacks('text', { code: 'ask-in-words', params: { least: 3 } });
  if (act === 'reopen' && !text) throw lacks('text', { code: 'why-reopened' });
  if (act === 'lock' && text.length < 5) throw lacks('text', { code: 'why-locked', params: { least: 5 } });
  if (FORM_BULK_ACTS.some((each) => each === act) && text.length > 1000)
    throw lacks('text', { code: 'reason-within', params: { min: 5, max: 1000 } });
  if (act === 'assign' && assigneeId === undefined) throw lacks('assigneeId', { code: 'who-follows' });
  if (act === 'due' && dueOn === undefined) throw lacks('dueOn', { code: 'until-when' });
}

function lacks(path: string, says: QueryAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path, message: say(says) }] });
}
