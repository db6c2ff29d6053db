import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Contexts } from '#access-rights/api';
import { Lives, type KnownLife } from '#authorisations/api';
import { DEADLINE_WORDS } from '#authorisations/domain';
import { FEED_ACTS } from '#dashboards/domain';
import { CONFIG, Journal, Problem, type Actor, type Config, type Ctx } from '#kernel/api';
import { capitalised } from '#kernel/domain';
import { deadlineCalendar, type CalendarDay } from './deadline-calendar.js';
import type { DeadlineFeedView } from './deadline-feed.messages.js';
import { say } from './say.js';

interface Feed {
  readonly id: string;
  readonly madeAt: Date;
  readonly readAt: Date | null;
}

/** Whose a feed is, and in which profile or account they work still. */
interface Owner {
  readonly personId: string;
  readonly name: string;
  readonly profile: Actor['profile'] | null;
  readonly staffRole: string | null;
}

/** Calendars of deadlines to subscribe to (charter R3): an address that says nothing of anyone, made and revoked by the person whose rights it reads with. */
@Injectable()
export class DeadlineFeeds {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly contexts: Contexts,
    private readonly journal: Journal,
    private readonly lives: Lives,
  ) {}

  async mine(ctx: Ctx): Promise<DeadlineFeedView> {
    const feed = await this.standing(ctx);
    if (!feed) return {};
    const { id, madeAt, readAt } = feed;
    return { address: this.addressOf(id), madeAt: madeAt.toISOString(), ...(readAt && { readAt: readAt.toISOString() }) };
  }

  /** Makes an address; the one that stands stays, so that asking twice is asking once. */
  async make(ctx: Ctx): Promise<void> {
    const [made] = await ctx.tx.query(
      `INSERT INTO deadline_feed (person_id, profile_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id`,
      whose(ctx),
    );
    if (made) await this.journal.append(ctx, FEED_ACTS.made, { stream: ctx.actor.personId, subject: made.id });
  }

  /** From now on its address is nobody's. @throws Problem `conflict` when there is none. */
  async revoke(ctx: Ctx): Promise<void> {
    const [rows] = await ctx.tx.query(
      `UPDATE deadline_feed SET revoked_at = clock_timestamp()
       WHERE person_id = $1 AND profile_id IS NOT DISTINCT FROM $2 AND revoked_at IS NULL RETURNING id`,
      whose(ctx),
    );
    if (rows.length === 0) throw new Problem('conflict', { detail: say({ code: 'no-feed' }) });
    await this.journal.append(ctx, FEED_ACTS.revoked, { stream: ctx.actor.personId, subject: rows[0].id });
  }

  /** The calendar, as its owner may see it at this moment. @throws Problem `not-found` for an address that is not one, or no more. */
  async calendar(id: string, key: string, now: Date): Promise<string> {
    const owner = isSame(key, this.keyOf(id)) ? await this.owner(id) : undefined;
    if (!owner) throw new Problem('not-found');
    const { personId, name, profile, staffRole } = owner;
    const actor: Actor = {
      personId,
      name,
      sessionId: '',
      provider: 'system',
      ...(profile ? { profile } : { staff: { role: staffRole ?? '', authorisationIds: [] } }),
    };
    const ctx = await this.contexts.contextFor(actor, `deadline-feed-${id}`);
    const lives = await this.lives.readable(ctx);
    await this.dataSource.query('UPDATE deadline_feed SET read_at = $2 WHERE id = $1', [id, now]);
    return deadlineCalendar(say({ code: 'feed-name' }), now, lives.flatMap(daysOf));
  }

  private async standing({ tx, ...ctx }: Ctx): Promise<Feed | undefined> {
    const [feed]: Feed[] = await tx.query(
      `SELECT id, made_at AS "madeAt", read_at AS "readAt" FROM deadline_feed
       WHERE person_id = $1 AND profile_id IS NOT DISTINCT FROM $2 AND revoked_at IS NULL`,
      whose(ctx),
    );
    return feed;
  }

  private async owner(id: string): Promise<Owner | undefined> {
    const [owner]: Owner[] = await this.dataSource.query(OWNER, [id]);
    return owner && (owner.profile || owner.staffRole) ? owner : undefined;
  }

  private addressOf(id: string): string {
    return `${this.config.publicUrl}/api/v1/deadline-feeds/${id}/echeances.ics?key=${this.keyOf(id)}`;
  }

  /** Of that id and of no other: it stands in no table. */
  private keyOf(id: string): string {
    return createHmac('sha256', this.config.sealKey).update(`deadline-feed ${id}`).digest('base64url');
  }
}

const whose = ({ actor }: Pick<Ctx, 'actor'>): unknown[] => [actor.personId, actor.profile?.id ?? null];

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** What is still to be done, each day once. */
function daysOf({ authorisation: { id, code, medicine }, deadlines }: KnownLife): CalendarDay[] {
  return deadlines
    .filter(({ done }) => done === undefined)
    .map(({ code: of, day }) => ({
      uid: `${id}-${of}-${day}@passerelle`,
      day,
      summary: say({ code: 'feed-day', params: { medicine, code, label: DEADLINE_WORDS[of].label } }),
      description: capitalised(DEADLINE_WORDS[of].meaning),
    }));
}

const OWNER = `
  SELECT person.id AS "personId", person.given_name || ' ' || person.family_name AS name,
    CASE WHEN profile.id IS NOT NULL THEN json_build_object('id', profile.id, 'role', profile.role, 'centreId', centre.id, 'centreName', centre.name) END AS profile,
    staff.role AS "staffRole"
  FROM deadline_feed feed JOIN person ON person.id = feed.person_id
  LEFT JOIN profile ON profile.id = feed.profile_id AND profile.active LEFT JOIN centre ON centre.id = profile.centre_id
  LEFT JOIN staff ON staff.person_id = person.id AND staff.active AND feed.profile_id IS NULL
  WHERE feed.id = $1 AND feed.revoked_at IS NULL`;
