import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, faultPoint, Jobs, Journal, Mailer, SYSTEM_ACTOR, type Config, type Letter } from '#kernel/api';
import { LetterRegistry, type Told } from '#kernel/domain';
import { afterExchange, DAY_DIGEST, LEASE, MAIL_ACTS, nextStep, type Outcome, type SettledState } from '#notifications/domain';
import { compose } from './letters.js';
import { Notification } from './notification.entity.js';
import { Recipients } from './recipients.js';
import { Unaddressed } from './unaddressed.js';

/** The job that looks at one notification; its data is `{ id }`. */
export const SEND = 'mail.send';

/** How many e-mails a sweep sends side by side. */
const LANES = 4;

/** A notification whose sending was begun, and committed so. */
interface Begun {
  readonly id: string;
  readonly attempt: number;
  readonly letter: Letter;
}

/** Sends what is to be told (charter C6.1, C6.4). Each step is committed before the next; the rules of the domain say which it is. */
@Injectable()
export class Sender implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Sender.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private stopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly letters: LetterRegistry,
    private readonly mailer: Mailer,
    private readonly recipients: Recipients,
    private readonly unaddressed: Unaddressed,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SEND, ({ id }) => this.send(String(id)));
  }

  /** What a process that died left behind is taken up at once, then whatever is due, again and again, whether the queue lives or not. */
  onApplicationBootstrap(): void {
    if (this.config.runs === 'api') return;
    const sweep = () => {
      this.sweeping ??= this.sweep()
        .catch((error: Error) => this.logger.warn({ message: 'No sweep.', name: error.name }))
        .finally(() => (this.sweeping = undefined));
    };
    sweep();
    this.timer = setInterval(sweep, this.config.mailSweepSeconds * 1000);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** Sends everything whose time has come: a wake-up may be lost, a row never is. Two workers at it do no harm. */
  async sweep(): Promise<void> {
    if (!this.mailer.ready) return;
    await this.unaddressed.address();
    const due: { id: string }[] = await this.dataSource.query(`
      SELECT id FROM notification
      WHERE (state IN ('pending', 'unknown') AND next_at <= clock_timestamp())
        OR (state = 'sending' AND lease_until <= clock_timestamp())
      ORDER BY next_at LIMIT 500`);
    const inTurn = due.values();
    const lane = async () => {
      for (const { id } of inTurn) if (!this.stopping) await this.send(id);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  /** Does what is due with one notification, and nothing when another worker holds it. */
  async send(id: string): Promise<void> {
    if (!this.mailer.ready) return;
    const begun = await this.dataSource.transaction((tx) => this.begin(tx, id));
    if (!begun) return;
    const { outcome, ...rest } = await this.mailer.send(begun.letter, () => this.finishing(begun));
    if (outcome !== 'accepted') this.logger.warn({ message: 'An e-mail did not leave.', notification: id, outcome, ...rest });
    const again = await this.dataSource.transaction((tx) => this.conclude(tx, begun, outcome));
    faultPoint('mail.after-record');
    if (again) await this.jobs.wake(SEND, `${id}-${begun.attempt}`, { id }, again - Date.now());
  }

  /** Decides under lock what the row needs; a sending that begins is `sending` before anything leaves. */
  private async begin(tx: EntityManager, id: string): Promise<Begun | undefined> {
    const row = await tx
      .createQueryBuilder(Notification, 'notification')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where({ id })
      .getOne();
    if (!row) return undefined;
    const now = Date.now();
    const next = nextStep(sendingOf(row), now);
    if (next.step === 'conclude') await this.change(tx, row, next.outcome, now);
    if (next.step !== 'begin') return undefined;

    const told = await toldBy(tx, row.entryId);
    const kind = this.letters.of(row.kind);
    const to = (await this.recipients.reachableFor(tx, row, told)).find(({ personId }) => personId === row.personId);
    // Access was lost since (charter C6.1), or no provider ever gave an address: then a person must see to it. A letter that this version does not know any more is kept back.
    if (!to?.email || !kind) {
      await this.settle(tx, row, to && kind ? 'unconfirmed' : 'withheld');
      return undefined;
    }
    if (next.repeat && !row.repeatedAt) {
      await this.tell(tx, row, MAIL_ACTS.repeated);
      row.repeatedAt = new Date(now);
    }
    Object.assign(row, { state: 'sending', attempts: row.attempts + 1, leaseUntil: new Date(now + LEASE), finishingAt: null });
    await tx.save(row);
    const link = `${this.config.publicUrl}/${kind.place(told)}`;
    const letter = compose(kind.words, { name: to.name, address: to.email }, row.messageId, link, await linesOf(tx, row));
    return { id, attempt: row.attempts, letter };
  }

  /** Says, and commits, that the final dot is about to leave. False when the lease is no longer ours. */
  private async finishing({ id, attempt }: Begun): Promise<boolean> {
    const { affected } = await this.dataSource
      .createQueryBuilder()
      .update(Notification)
      .set({ finishingAt: () => 'clock_timestamp()' })
      .where(`id = :id AND attempts = :attempt AND state = 'sending' AND lease_until > clock_timestamp()`, { id, attempt })
      .execute();
    return affected === 1;
  }

  /** Writes what came of our exchange, unless our lease ran out meanwhile and another concluded. Gives when to try again, if so. */
  private async conclude(tx: EntityManager, { id, attempt }: Begun, outcome: Outcome): Promise<number | undefined> {
    const row = await tx
      .createQueryBuilder(Notification, 'notification')
      .setLock('pessimistic_write')
      .where({ id, attempts: attempt, state: 'sending' })
      .getOne();
    return row ? this.change(tx, row, outcome, Date.now()) : undefined;
  }

  private async change(tx: EntityManager, row: Notification, outcome: Outcome, now: number): Promise<number | undefined> {
    const after = afterExchange(sendingOf(row), outcome, now);
    const { doubts, nextAt } = after;
    Object.assign(row, { doubts, nextAt: new Date(nextAt), leaseUntil: null });
    if (after.settled) {
      await this.settle(tx, row, after.state);
      return undefined;
    }
    row.state = after.state;
    await tx.save(row);
    return nextAt;
  }

  private async settle(tx: EntityManager, row: Notification, became: SettledState): Promise<void> {
    const state = settledAs(row.kind, became);
    Object.assign(row, { state, settledAt: new Date() });
    await tx.save(row);
    await this.tell(tx, row, MAIL_ACTS[state]);
  }

  private async tell(
    tx: EntityManager,
    { id, kind, enrolmentId, personId, messageId, attempts, entryId }: Notification,
    act: typeof MAIL_ACTS.sent,
  ) {
    const [{ name }] = await tx.query(`SELECT given_name || ' ' || family_name AS name FROM person WHERE id = $1`, [personId]);
    await this.journal.appendAs(tx, SYSTEM_ACTOR, act, {
      stream: enrolmentId === null ? (await toldBy(tx, entryId)).stream : { kind: 'enrolment', id: enrolmentId },
      subject: id,
      details: { kind, personId, personName: name, messageId, attempts, entryId: Number(entryId) },
    });
  }
}

/** A digest asks nothing of a person: the next day's replaces it (docs/decisions/0016). */
function settledAs(kind: Notification['kind'], state: SettledState): SettledState {
  return kind === DAY_DIGEST.name && state === 'unconfirmed' ? 'withheld' : state;
}

/** The entry of the act that a letter tells. */
async function toldBy(tx: EntityManager, entryId: string): Promise<Told> {
  const [{ kind, id, subject }] = await tx.query(
    'SELECT stream_kind AS kind, stream_id AS id, subject_id AS subject FROM journal_entry WHERE id = $1',
    [entryId],
  );
  return { stream: { kind, id }, subject };
}

/** What a digest counts; nothing for the others. */
async function linesOf(tx: EntityManager, { kind, entryId }: Notification): Promise<string[]> {
  if (kind !== DAY_DIGEST.name) return [];
  const [{ lines }] = await tx.query(
    'SELECT lines FROM day_digest JOIN journal_entry entry ON entry.subject_id = day_digest.id::text WHERE entry.id = $1',
    [entryId],
  );
  return lines;
}

function sendingOf({ state, attempts, doubts, createdAt, nextAt, leaseUntil, finishingAt }: Notification) {
  return {
    state,
    attempts,
    doubts,
    createdAt: createdAt.getTime(),
    nextAt: nextAt.getTime(),
    ...(leaseUntil && { leaseUntil: leaseUntil.getTime() }),
    finishing: finishingAt !== null,
  };
}
