import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { Contexts } from '#access-rights/api';
import { Actors, type SignedIn } from '#identity/api';
import {
  CONFIG,
  decodeCursor,
  LiveFeed,
  Problem,
  type Config,
  type Ctx,
  type LiveEntry,
  type LiveFollower,
  type LivePosition,
} from '#kernel/api';
import { asEnrolment, allEnrolments } from '#patients/api';
import { opensSql } from '#protocols/api';
import { LiveStream } from './live-stream.js';
import { concerns, isOfMyCentre, mayHear, viewChange, type Heard } from './live-rights.js';
import { ActRegistry } from '#kernel/domain';

/** What a browser shows at once, and no more: of one session, a fifth stream ends the first. */
const STREAMS_OF_A_SESSION = 4;
/** Of one person, wherever they signed in: the oldest ends. */
const STREAMS_OF_A_PERSON = 12;
/** Of one process. Anyone who comes after is told to come back. */
const STREAMS = 5000;
/** Who missed more than that reads everything again. */
const MOST_MISSED = 500;
/** A session that ends says so before it is gone. */
const GONE_AFTER_MS = 500;

interface Open {
  readonly stream: LiveStream;
  readonly sid: string;
  readonly signedIn: SignedIn;
}

/** Every open stream of this process: each hears what its person may see, and ends with its session, which it never prolongs. */
@Injectable()
export class LiveStreams implements LiveFollower, OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveStreams.name);
  private readonly open = new Set<Open>();
  private beating: NodeJS.Timeout | undefined;

  constructor(
    private readonly feed: LiveFeed,
    private readonly actors: Actors,
    private readonly contexts: Contexts,
    private readonly dataSource: DataSource,
    private readonly acts: ActRegistry,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.beating = setInterval(() => void this.beat(), this.config.liveBeatSeconds * 1000).unref();
  }

  /** A server that stops waits for its connections: streams would never end by themselves. */
  beforeApplicationShutdown(): void {
    clearInterval(this.beating);
    for (const each of [...this.open]) this.close(each);
  }

  /**
   * Opens a stream, from where the last one was cut when that is known.
   * @throws Problem `unavailable` when there are too many.
   */
  async join(ctx: Ctx, request: Request, response: Response): Promise<void> {
    const { signedIn } = request.session;
    if (!signedIn) throw new Problem('not-signed-in');
    if (this.open.size >= STREAMS) throw new Problem('unavailable');
    await this.feed.follow(this);

    await this.feed.inTurn(async (position) => {
      if (response.destroyed) return;
      const opened = { stream: new LiveStream(response, ctx), sid: request.sessionID, signedIn };
      response.once('close', () => this.close(opened));
      // Its head is sent: whatever fails from here on cuts it, and it comes back.
      await this.catchUp(opened, request.get('last-event-id'), position).catch(() => opened.stream.end());
      if (opened.stream.ended) return;
      this.open.add(opened);
      const mine = [...this.open].filter(({ sid }) => sid === request.sessionID);
      for (const oldest of mine.slice(0, -STREAMS_OF_A_SESSION)) this.close(oldest);
      const ofPerson = [...this.open].filter((each) => each.signedIn.personId === signedIn.personId);
      for (const oldest of ofPerson.slice(0, -STREAMS_OF_A_PERSON)) this.close(oldest);
    });
  }

  /** What was missed is told first; a place that is unknown, or too far back, cannot be told. */
  private async catchUp(opened: Open, lastEventId: string | undefined, position: LivePosition): Promise<void> {
    if (lastEventId === undefined || lastEventId === '') return opened.stream.beat(position);
    const from = placeOf(lastEventId);
    const missed = from && (await this.feed.between(from, position, MOST_MISSED + 1));
    if (!missed || missed.length > MOST_MISSED) return opened.stream.reset(position);
    const { stream } = opened;
    const changed = missed.some((entry) => this.acts.changesRights(entry.action) && concerns(entry, stream.ctx));
    if (changed || this.isLeft(stream.ctx, missed)) stream.reset(position);
    await this.tell([opened], missed, position[2]);
    opened.stream.beat(position);
  }

  async passOn(entries: readonly LiveEntry[], era: number): Promise<void> {
    const rights = entries.filter(({ action }) => this.acts.changesRights(action));
    if (rights.length > 0) {
      const concerned = [...this.open].filter(({ stream }) => rights.some((entry) => concerns(entry, stream.ctx)));
      const reset = (moved: readonly Open[]) => moved.forEach(({ stream }) => stream.reset(placeAfter(entries, era)));
      reset(await this.renewAll(concerned));
      setTimeout(() => void this.renewAll(concerned).then(reset), GONE_AFTER_MS).unref();
    }
    for (const { stream } of this.open) if (this.isLeft(stream.ctx, entries)) stream.reset(placeAfter(entries, era));
    await this.tell([...this.open], entries, era);
  }

  /** Whether a patient is not in this person's centre any more, or not after all: nothing of the file tells them so, and they read everything again (charter C10.5). */
  private isLeft(ctx: Ctx, entries: readonly LiveEntry[]): boolean {
    return entries.some((entry) => this.acts.takesPatientAway(entry.action) && isOfMyCentre(entry, ctx));
  }

  startOver(position: LivePosition): void {
    for (const { stream } of this.open) stream.reset(position);
  }

  /** Tells each what they may see; what was done several times at once is told once. */
  private async tell(streams: readonly Open[], entries: readonly LiveEntry[], era: number): Promise<void> {
    const enrolments = await this.enrolments(entries);
    for (const { stream } of streams) {
      const told = new Set<string>();
      for (const entry of entries) {
        const heard = enrolments.get(entry.stream.id);
        if (!heard || !mayHear(stream.ctx, heard, asEnrolment(heard.enrolment), entry)) continue;
        const change = viewChange(entry);
        const key = JSON.stringify(change);
        if (!told.has(key)) stream.tell(change, [entry.xid, entry.id, era]);
        told.add(key);
      }
    }
  }

  private async enrolments(entries: readonly LiveEntry[]): Promise<ReadonlyMap<string, Heard>> {
    const ids = [...new Set(entries.flatMap(({ stream: { kind, id } }) => (kind === 'enrolment' ? [id] : [])))];
    if (ids.length === 0) return new Map();
    const { entities, raw } = await allEnrolments(this.dataSource.manager)
      .leftJoin('form_record', 'fat', `fat.enrolment_id = enrolment.id AND ${opensSql('fat.form_kind')}`)
      .addSelect('fat.id', 'fat_id')
      .whereInIds(ids)
      .getRawAndEntities<{ fat_id: string | null }>();
    return new Map(entities.map((enrolment, index) => [enrolment.id, { enrolment, fatId: raw[index]?.fat_id ?? '' }]));
  }

  private async beat(): Promise<void> {
    if (this.open.size === 0) return;
    const moved = await this.renewAll([...this.open]);
    await this.feed
      .inTurn(async (position) => {
        for (const { stream } of moved) stream.reset(position);
        for (const { stream } of this.open) stream.beat(position);
      })
      .catch((error: Error) => this.logger.warn({ message: 'The streams could not be told that they live.', name: error.name }));
  }

  /** @returns those who may now see more or less than before: they read everything again, for no change tells them of what they no longer see */
  private async renewAll(streams: readonly Open[]): Promise<readonly Open[]> {
    const before = streams.map(({ stream }) => rightsOf(stream.ctx));
    await Promise.all(streams.map((each) => this.renew(each)));
    return streams.filter(({ stream }, index) => rightsOf(stream.ctx) !== before[index]);
  }

  /** Asks again who reads and what they may see. A session that is over, or that nobody can be asked about, has no stream. */
  private async renew(opened: Open): Promise<void> {
    const { stream, sid } = opened;
    try {
      const known = await this.actors.again(sid);
      if (!known || known.actor.handedOver || known.actor.secondFactor) return this.close(opened);
      stream.ctx = this.contexts.of(known, stream.ctx.requestId);
    } catch {
      this.close(opened);
    }
  }

  private close(opened: Open): void {
    this.open.delete(opened);
    opened.stream.end();
  }
}

function placeAfter(entries: readonly LiveEntry[], era: number): LivePosition {
  const last = entries.at(-1);
  return [last?.xid ?? 0, last?.id ?? 0, era];
}

function rightsOf({ ability }: Ctx): string {
  return JSON.stringify(ability.rules);
}

/** Undefined for what no stream of ours has given. */
function placeOf(lastEventId: string): LivePosition | undefined {
  try {
    return decodeCursor(lastEventId, ['integer', 'integer', 'integer']);
  } catch {
    return undefined;
  }
}
