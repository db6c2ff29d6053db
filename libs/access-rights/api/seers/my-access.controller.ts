import { Controller, Get } from '@nestjs/common';
import { expandGroups, givenBy, type AccessGroup, type Ground, type Role } from '#access-rights/domain';
import { Context, Problem, Requires, Stories, Story, type Ctx } from '#kernel/api';
import { MyAccess, type MyAccessView } from './my-access.messages.js';
import { grantedOf, tracesOf, type Trace } from './traces.js';

interface Known {
  readonly id: string;
  readonly code: string;
  readonly medicine: string;
}

/** In the order in which they are read: what one has by one's role, then what was given. */
const GROUNDS: readonly Ground[] = ['role', 'request', 'designation', 'assignment', 'reading', 'named'];

/** What I see and do, and why (charter C5.7). */
@Controller('my-access')
export class MyAccessController {
  constructor(private readonly stories: Stories) {}

  /** By my role, and by each thing that was given to me where I work now: its day, its end, who gave it, and what it opens in the words of the policy. */
  @Get()
  @Requires('session')
  async getMyAccess(@Context() { tx, actor, today }: Ctx): Promise<MyAccess> {
    const role = (actor.profile?.role ?? actor.staff?.role) as Role | undefined;
    if (!role) throw new Problem('profile-not-chosen');
    const centreId = actor.profile?.centreId ?? null;
    const [traces, known, groups] = await Promise.all([
      tracesOf(tx, { personIds: [actor.personId], authorisationIds: null }),
      tx.query('SELECT id, code, medicine FROM authorisation ORDER BY medicine, code') as Promise<Known[]>,
      tx.query(GROUPS) as Promise<AccessGroup[]>,
    ]);
    const mine = traces.filter(
      (one) =>
        one.centreId === centreId &&
        (one.role === null || one.role === role) &&
        one.since <= today &&
        (one.until === null || today <= one.until),
    );
    const grounds = GROUNDS.map((ground) => ({
      ground,
      gives: givenBy(ground, role),
      items: mine.filter((one) => one.ground === ground).map((one) => viewOf(one, known, groups)),
    }));
    return {
      role,
      ...(actor.profile && { centreName: actor.profile.centreName }),
      // What nobody gave opens nothing: it is not told, but for what one's role opens by itself.
      grounds: grounds.filter(({ ground, gives, items }) => gives.length > 0 && (ground === 'role' || items.length > 0)),
    };
  }

  /** What was done of my account and of my rights, in the words of the journal: profiles, second factors, sleep. */
  @Get('journal')
  @Requires('session')
  getMyJournal(@Context() { tx, actor }: Ctx): Promise<Story> {
    return this.stories.ofRights(tx, { kind: 'person', id: actor.personId });
  }
}

function viewOf(trace: Trace, known: readonly Known[], groups: readonly AccessGroup[]): MyAccessView {
  const { ground, authorisationId, enrolmentId } = trace;
  const of = known.find(({ id }) => id === authorisationId);
  const opened = ground === 'reading' || ground === 'assignment' ? [] : expandGroups([authorisationId], groups);
  return {
    ...grantedOf(trace),
    authorisationCode: of?.code ?? '',
    medicine: of?.medicine ?? '',
    alsoOpens: known.filter(({ id }) => id !== authorisationId && opened.includes(id)).map(({ code, medicine }) => `${medicine} – ${code}`),
    ...(enrolmentId && { enrolmentId }),
  };
}

const GROUPS = `SELECT access, array_agg(authorisation.id) AS "authorisationIds" FROM authorisation_group
  JOIN authorisation ON authorisation.group_id = authorisation_group.id WHERE access = 'single' GROUP BY authorisation_group.id, access`;
