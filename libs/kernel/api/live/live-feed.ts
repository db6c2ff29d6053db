import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { StreamKind } from '#kernel/domain';
import { LiveSignal } from './live-signal.js';

/**
 * A place in the journal that nothing can be written before any more: a transaction's number, then an entry's. The id of an entry alone
 * says nothing: it is given before the commit, so that a greater one may be seen first. Numbers of transactions mean something on one
 * server in one life only, the era: what was restored from a backup, or taken over by a standby, counts again.
 */
export type LivePosition = readonly [xid: number, id: number, era: number];

/** An entry of the journal as it is passed on: what it is about, never what it holds. */
export interface LiveEntry {
  readonly xid: number;
  readonly id: number;
  readonly stream: { readonly kind: StreamKind; readonly id: string };
  readonly subject: { readonly type: string; readonly id: string };
  readonly action: string;
  /** The form that it concerns, where its subject is something else of that form. */
  readonly formId: string | null;
  /** Where its author was working. */
  readonly centreId: string | null;
}

export interface LiveFollower {
  /** Takes what is new, in order. When it throws, the same entries come again. */
  passOn(entries: readonly LiveEntry[], era: number): Promise<void>;
  /** The database is another: nobody can say what became of what was seen before. */
  startOver(position: LivePosition): void;
}

const LOOK_EVERY_MS = 1000;
/** An entry is there, and an older transaction that could still write before it is not over: look again soon, then less and less often. */
const SOON_MS = 15;
const SELDOM_MS = 250;
const AT_ONCE = 500;

/**
 * The journal as it grows, for anyone who follows it in this process: nothing is missed, whatever the order in which transactions end. It
 * reads when it hears that there is something, and looks once a second in any case. While nobody follows, it does nothing.
 */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly logger = new Logger(LiveFeed.name);
  private follower: LiveFollower | undefined;
  private at: LivePosition | undefined;
  /** The last entry that a backup brought in. The transactions that wrote such entries are not of this era: they are passed on to nobody. */
  private restored = 0;
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
      return work((this.at ??= await this.now()));
    });
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** What was written after `after` and up to `upTo`, at most so many. Undefined when `after` is of no time that the journal knows. */
  async between(after: LivePosition, upTo: LivePosition, limit: number): Promise<readonly LiveEntry[] | undefined> {
    if (after[2] !== upTo[2] || isBefore(upTo, after)) return undefined;
    const { entries } = await this.read(after, limit);
    return entries.filter(({ xid, id }) => isBefore([xid, id - 1, upTo[2]], upTo));
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
    const { entries, horizon, era, unsettled } = await this.read(from, AT_ONCE);
    if (era !== from[2]) {
      this.at = await this.now();
      return this.follower?.startOver(this.at);
    }
    if (entries.length > 0) await this.follower?.passOn(entries, era);
    const last = entries.at(-1);
    this.at = last && entries.length === AT_ONCE ? [last.xid, last.id, era] : [Math.max(horizon, from[0]), 0, era];
    clearTimeout(this.soon);
    this.pause = entries.length > 0 || !unsettled ? SOON_MS : Math.min(this.pause * 2, SELDOM_MS);
    if (unsettled || entries.length === AT_ONCE) this.soon = setTimeout(() => this.look(), this.pause).unref();
  }

  /** Where the journal is now; what was restored is told apart. */
  private async now(): Promise<LivePosition> {
    const [row] = await this.dataSource.query(NOW);
    this.restored = Number(row.restored);
    return [Number(row.horizon), 0, Number(row.era)];
  }

  private async read([xid, id]: LivePosition, limit: number): Promise<Read> {
    const [row] = await this.dataSource.query(READ, [String(xid), id, limit, this.restored]);
    return { entries: row.entries, horizon: Number(row.horizon), era: Number(row.era), unsettled: row.unsettled };
  }
}

interface Read {
  readonly entries: LiveEntry[];
  readonly horizon: number;
  readonly era: number;
  readonly unsettled: boolean;
}

function isBefore([xid, id]: LivePosition, [otherXid, otherId]: LivePosition): boolean {
  return xid < otherXid || (xid === otherXid && id < otherId);
}

/**
 * Every transaction below the horizon is over: what it wrote is there, and no more will come. The era is of this server, its timeline, this
 * database and this very table, of which a restore changes one at least; 52 bits, which a number of JavaScript holds.
 */
const SNAPSHOT = `
  SELECT pg_snapshot_xmin(pg_current_snapshot()) AS horizon, pg_snapshot_xmax(pg_current_snapshot()) AS next,
    hashtextextended(concat_ws('/', (SELECT system_identifier FROM pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
      (SELECT oid FROM pg_database WHERE datname = current_database()), 'journal_entry'::regclass::oid), 0) & 4503599627370495 AS era`;

/** What is seen although its transaction has not begun yet was written on another server. */
const NOW = `
  WITH now AS MATERIALIZED (${SNAPSHOT})
  SELECT now.horizon::text AS horizon, now.era::text AS era,
    (SELECT coalesce(max(id), 0)::text FROM (SELECT id FROM journal_entry WHERE xid >= now.next OFFSET 0) restored) AS restored
  FROM now`;

const READ = `
  WITH now AS MATERIALIZED (${SNAPSHOT})
  SELECT now.horizon::text AS horizon, now.era::text AS era,
    EXISTS (SELECT FROM journal_entry WHERE xid >= now.horizon AND xid < now.next AND id > $4::bigint) AS unsettled,
    (SELECT coalesce(json_agg(json_build_object('xid', entry.xid::text::bigint, 'id', entry.id, 'action', entry.action, 'centreId', entry.centre_id,
        'formId', entry.details::json ->> 'formId',
        'stream', json_build_object('kind', entry.stream_kind, 'id', entry.stream_id),
        'subject', json_build_object('type', entry.subject_type, 'id', entry.subject_id)) ORDER BY entry.xid, entry.id), '[]')
      FROM (
        SELECT * FROM journal_entry
        WHERE xid >= $1::text::xid8 AND (xid > $1::text::xid8 OR id > $2::bigint) AND xid < now.horizon AND id > $4::bigint
        ORDER BY xid, id LIMIT $3
      ) entry) AS entries
  FROM now`;
