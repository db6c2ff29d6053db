import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { STAFF_ACTS, type StaffRole } from '#access-rights/domain';
import { closeUnseenProfiles, lockAllStaff, setStaffActive } from '#identity/api';
import { IDENTITY_ACTS } from '#identity/domain';
import { CONFIG, Jobs, Journal, runEffects, SYSTEM_ACTOR, unhurried, type Config, type Ctx } from '#kernel/api';
import { say } from '../say.js';

const SLEEP = 'accounts.sleep';

interface UnseenStaff {
  readonly personId: string;
  readonly role: StaffRole;
}

/**
 * Accounts that nobody has used for long are put to sleep, once a day (charter C5.4): what they open is closed, and the person is told. A hospital person wakes
 * theirs by signing in through their provider, which vouches for where they work; staff are opened again by a manager (docs/decisions/0033).
 */
@Injectable()
export class SleepingAccounts implements OnModuleInit {
  private readonly logger = new Logger(SleepingAccounts.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(SLEEP, { cron: '30 4 * * *' }, () => this.sleep());
  }

  /** In one transaction: twice at once, or again the same day, it finds nothing more. @returns how many people it put to sleep. */
  async sleep(): Promise<number> {
    const days = this.config.accountSleepDays;
    if (days === 0) return 0;
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    const count = await this.dataSource.transaction(async (tx) => {
      await unhurried(tx);
      const afterCommit: Ctx['afterCommit'] = (effect) => effects.push(effect);
      return (await this.profiles(tx, days, afterCommit)) + (await this.staff(tx, days, afterCommit));
    });
    await runEffects(effects);
    if (count > 0) this.logger.log(`${count} accounts were put to sleep.`);
    return count;
  }

  private async profiles(tx: EntityManager, days: number, afterCommit: Ctx['afterCommit']): Promise<number> {
    const closed = await closeUnseenProfiles(tx, days);
    for (const { personId, profileIds } of closed) await this.tell(tx, personId, { days, closed: profileIds }, afterCommit);
    return closed.length;
  }

  /** The last manager whose account is open is left: somebody must be able to open the others again. */
  private async staff(tx: EntityManager, days: number, afterCommit: Ctx['afterCommit']): Promise<number> {
    await lockAllStaff(tx);
    const unseen: UnseenStaff[] = await tx.query(UNSEEN_STAFF, [days]);
    const [{ managers }]: [{ managers: number }] = await tx.query(
      `SELECT count(*)::int AS managers FROM staff WHERE active AND role = 'gestionnaire'`,
    );
    const unseenManagers = unseen.filter(({ role }) => role === 'gestionnaire');
    const kept = unseenManagers.length === managers ? unseenManagers[0]?.personId : undefined;
    const closed = unseen.filter(({ personId }) => personId !== kept);
    const reason = say({ code: 'unseen-for', params: { days } });
    for (const { personId } of closed) {
      await setStaffActive(tx, personId, false);
      const record = {
        stream: personId,
        subject: personId,
        details: { active: false },
        changes: [{ item: 'active', old: true, new: false, reason }],
      };
      await this.journal.appendAs(tx, SYSTEM_ACTOR, STAFF_ACTS.closed, record, afterCommit);
      await this.tell(tx, personId, { days }, afterCommit);
    }
    return closed.length;
  }

  private async tell(
    tx: EntityManager,
    personId: string,
    details: { readonly days: number; readonly closed?: readonly string[] },
    afterCommit: Ctx['afterCommit'],
  ): Promise<void> {
    await this.journal.appendAs(tx, SYSTEM_ACTOR, IDENTITY_ACTS.putToSleep, { stream: personId, subject: personId, details }, afterCommit);
  }
}

/** Whatever was done by them or to their account last, a sign-in first of all; the one that was seen last comes first. */
const UNSEEN_STAFF = `
  SELECT seen.person_id AS "personId", seen.role FROM (
    SELECT staff.person_id, staff.role, greatest(staff.created_at, (SELECT max(entry.at) FROM journal_entry entry
      WHERE entry.stream_kind = 'person' AND entry.stream_id = staff.person_id::text)) AS at
    FROM staff WHERE staff.active) seen
  WHERE seen.at < clock_timestamp() - make_interval(days => $1) ORDER BY seen.at DESC, seen.person_id`;
