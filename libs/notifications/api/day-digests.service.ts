import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Contexts } from '#access-rights/api';
import { CONFIG, DayDigest, Jobs, Journal, SYSTEM_ACTOR, type Actor, type Config, type DigestLine } from '#kernel/api';
import { DAY_DIGEST, DIGEST_ACTS, isDigestHour, togetherInOne } from '#notifications/domain';
import { messageId } from './message-id.js';
import { SEND } from './sender.service.js';

const MAKE = 'digest.make';
/** Looked at so often: a digest leaves at most this long after its hour. */
const EVERY_SECONDS = 600;
/** Of the person who was never told, this long back. */
const FIRST_SINCE_MS = 24 * 3_600_000;

/** A person in a centre, with the profiles in which they work there. */
interface Concerned {
  readonly personId: string;
  readonly name: string;
  readonly centreId: string;
  readonly day: string;
  readonly hour: number;
  readonly since: Date | null;
  readonly profiles: readonly { readonly id: string; readonly role: string; readonly centreId: string; readonly centreName: string }[];
}

/**
 * Tells each person of a centre, once a day, how many things wait for them: never one e-mail for each. The row of the day comes first: whatever dies, and however
 * many workers there are, a person is told at most once; what is told is what the policy lets them see at that moment.
 */
@Injectable()
export class DayDigests implements OnModuleInit {
  private readonly logger = new Logger(DayDigests.name);
  private readonly domain: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly dataSource: DataSource,
    private readonly contexts: Contexts,
    private readonly digest: DayDigest,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
  ) {
    this.domain = new URL(config.publicUrl).hostname;
  }

  onModuleInit(): void {
    this.jobs.repeat(MAKE, { seconds: EVERY_SECONDS }, () => this.make(new Date()));
  }

  /** Makes what is to be told at that instant, where it is an hour to be told. What fails for one is tried again next time, and holds up no other. */
  async make(now: Date): Promise<void> {
    const concerned: Concerned[] = await this.dataSource.query(CONCERNED, [now]);
    for (const one of concerned.filter(({ hour }) => isDigestHour(hour))) {
      try {
        await this.makeOne(one, now);
      } catch (thrown) {
        this.logger.warn({ message: 'A digest was not made.', name: (thrown as Error).name });
      }
    }
  }

  private async makeOne(one: Concerned, now: Date): Promise<void> {
    const woken = await this.dataSource.transaction(async (tx) => {
      const [row] = await tx.query(
        `INSERT INTO day_digest (person_id, centre_id, day, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id`,
        [one.personId, one.centreId, one.day, now],
      );
      if (!row) return undefined;
      const lines = await this.lines(tx, one, one.since ?? new Date(now.getTime() - FIRST_SINCE_MS));
      if (lines.length === 0) return undefined;
      await tx.query('UPDATE day_digest SET lines = $2 WHERE id = $1', [row.id, JSON.stringify(lines)]);
      return this.tell(tx, one, row.id);
    });
    if (woken) await this.jobs.wake(SEND, `${woken}-0`, { id: woken });
  }

  private async lines(tx: EntityManager, { personId, name, profiles }: Concerned, since: Date): Promise<string[]> {
    const all: DigestLine[] = [];
    for (const profile of profiles) {
      const actor: Actor = { personId, name, sessionId: '', provider: 'system', profile };
      const ctx = await this.contexts.contextFor(actor, `digest-${personId}`, tx);
      all.push(...(await this.digest.lines(ctx, since)));
    }
    return togetherInOne(all).map(({ words }) => words);
  }

  private async tell(tx: EntityManager, { personId, centreId, day }: Concerned, digestId: string): Promise<string> {
    const { id: entryId } = await this.journal.appendAs(tx, SYSTEM_ACTOR, DIGEST_ACTS.made, {
      stream: personId,
      subject: digestId,
      details: { centreId, day },
    });
    const [{ id }] = await tx.query(
      `INSERT INTO notification (kind, person_id, entry_id, message_id) VALUES ($1, $2, $3, $4) RETURNING id`,
      [DAY_DIGEST.name, personId, entryId, messageId(this.domain)],
    );
    return id;
  }
}

/** What a digest that did not leave had to tell is told by the next one. */
const UNSENT = `SELECT FROM notification JOIN journal_entry entry ON entry.id = notification.entry_id
  WHERE entry.subject_type = 'DayDigest' AND entry.subject_id = last.id::text AND notification.state <> 'sent'`;

const CONCERNED = `
  SELECT person.id AS "personId", person.given_name || ' ' || person.family_name AS name, centre.id AS "centreId",
    ($1::timestamptz AT TIME ZONE centre.zone)::date::text AS day, extract(hour FROM $1::timestamptz AT TIME ZONE centre.zone)::int AS hour,
    (SELECT coalesce(max(made_at) FILTER (WHERE NOT EXISTS (${UNSENT})), min(made_at) - interval '24 hours')
      FROM day_digest last WHERE last.person_id = person.id AND last.centre_id = centre.id) AS since,
    json_agg(json_build_object('id', profile.id, 'role', profile.role, 'centreId', centre.id, 'centreName', centre.name) ORDER BY profile.role) AS profiles
  FROM profile JOIN person ON person.id = profile.person_id JOIN centre ON centre.id = profile.centre_id
  WHERE profile.active AND person.email <> ''
    AND NOT EXISTS (SELECT FROM day_digest_choice choice WHERE choice.person_id = person.id AND NOT choice.wanted)
    AND NOT EXISTS (SELECT FROM day_digest done WHERE done.person_id = person.id AND done.centre_id = centre.id
      AND done.day = ($1::timestamptz AT TIME ZONE centre.zone)::date)
  GROUP BY person.id, centre.id`;
