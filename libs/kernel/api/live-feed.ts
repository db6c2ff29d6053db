import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { StreamKind } from './journal.js';
import { LiveSignal } from './live-signal.js';

/**
 * A place in the journal that nothing can be written before any more: a transaction's number, then an entry's. The id of an entry alone
 * says nothing: it is given before the commit, so that a greater one may be seen first.
 */
export type LivePosition = readonly [xid: number, id: number];

/** An entry of the journal as it is passed on: what it is about, never what it holds. */
export interface LiveEntry {
  readonly xid: number;
  readonly id: number;
  readonly stream: { readonly kind: StreamKind; readonly id: string };
  readonly subject: { readonly type: string; readonly id: string };
  readonly action: string;
  /** Where whoever wrote it was working. */
  readonly centreId: string | null;
}

/** Takes what is new, in order. When it throws, the same entries come again. */
export type LiveFollower = (entries: readonly LiveEntry[]) => Promise<void>;

const LOOK_EVERY_MS = 1000;
/** An entry is there, and an older transaction that could still write before it is not over: look again soon, then less and less often. */
const SOON_MS = 15;
const SELDOM_MS = 250;
const AT_ONCE = 500;

/**
 * The journal as it grows, for whoever follows it in this process: nothing is missed, whatever the order in which transactions end. It
 * reads when it hears that there is something, and looks once a second in any case. While nobody follows, it does nothing.
 */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly logger = new Logger(LiveFeed.name);
  private follower: LiveFollower | undefined;
  private at: LivePosition | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private waits = false;
  private looking: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private pause = SOON_MS;

  constructor(
    private readonly dataSource: DataSource,
    private readonly signal: LiveSignal,
  ) {}

  /** Begins to follow, from now on. One follower a process. */
  async follow(follower: LiveFollower): Promise<void> {
    if (this.follower) return;
    this.follower = follower;
    this.signal.listen(() => this.look());
    this.looking = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    await this.inTurn(async () => undefined);
  }

  stop(): void {
    this.follower = undefined;
    this.at = undefined;
    clearInterval(this.looking);
    clearTimeout(this.soon);
    this.signal.stop();
  }

  onModuleDestroy(): void {
    this.stop();
  }

  /** Does it between two readings: what is before the position was passed on to those who were there, what is after was not. */
  inTurn<T>(work: (position: LivePosition) => Promise<T>): Promise<T> {
    const done = this.turn.then(async () => {
      this.at ??= [(await this.read([Number.MAX_SAFE_INTEGER, 0], 1)).horizon, 0];
      return work(this.at);
    });
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** What was written after `after` and up to `upTo`, at most so many. Undefined when `after` is of no time that the journal knows. */
  async between(after: LivePosition, upTo: LivePosition, limit: number): Promise<readonly LiveEntry[] | undefined> {
    if (isBefore(upTo, after)) return undefined;
    const { entries } = await this.read(after, limit);
    return entries.filter(({ xid, id }) => isBefore([xid, id - 1], upTo));
  }

  private look(): void {
    if (this.waits || !this.follower) return;
    this.waits = true;
    void this.inTurn(async (position) => {
      this.waits = false;
      await this.passOn(position);
    }).catch((error: Error) => {
      this.waits = false;
      this.logger.warn({ message: 'The journal could not be followed.', name: error.name });
    });
  }

  private async passOn(from: LivePosition): Promise<void> {
    const { entries, horizon, unsettled } = await this.read(from, AT_ONCE);
    if (entries.length > 0) await this.follower?.(entries);
    const last = entries.at(-1);
    this.at = last && entries.length === AT_ONCE ? [last.xid, last.id] : [Math.max(horizon, from[0]), 0];
    clearTimeout(this.soon);
    this.pause = entries.length > 0 || !unsettled ? SOON_MS : Math.min(this.pause * 2, SELDOM_MS);
    if (unsettled || entries.length === AT_ONCE) this.soon = setTimeout(() => this.look(), this.pause).unref();
  }

  private async read([xid, id]: LivePosition, limit: number): Promise<{ entries: LiveEntry[]; horizon: number; unsettled: boolean }> {
    const [row] = await this.dataSource.query(READ, [String(xid), id, limit]);
    return { entries: row.entries, horizon: Number(row.horizon), unsettled: row.unsettled };
  }
}

function isBefore([xid, id]: LivePosition, [otherXid, otherId]: LivePosition): boolean {
  return xid < otherXid || (xid === otherXid && id < otherId);
}

/** Every transaction below the horizon is over: what it wrote is there, and no more will come. */
const READ = `
  WITH now AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon)
  SELECT now.horizon::text AS horizon,
    EXISTS (SELECT FROM journal_entry WHERE xid >= now.horizon) AS unsettled,
    (SELECT coalesce(json_agg(json_build_object('xid', entry.xid::text::bigint, 'id', entry.id, 'action', entry.action, 'centreId', entry.centre_id,
        'stream', json_build_object('kind', entry.stream_kind, 'id', entry.stream_id),
        'subject', json_build_object('type', entry.subject_type, 'id', entry.subject_id)) ORDER BY entry.xid, entry.id), '[]')
      FROM (
        SELECT * FROM journal_entry
        WHERE xid >= $1::text::xid8 AND (xid > $1::text::xid8 OR id > $2::bigint) AND xid < now.horizon
        ORDER BY xid, id LIMIT $3
      ) entry) AS entries
  FROM now`;
