import { Injectable } from '@nestjs/common';
import type { Subject } from '@casl/ability';
import { as, reachesByHolder, STAFF_ACTS } from '#access-rights/domain';
import type { CreateStaff, UpdateStaff } from '#identity/api';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { StaffStore, type StaffAccount } from './staff.store.js';
import { say, type AccessAnswer } from '../say.js';

/** Accounts of the holder's, the operator's and the host's side (charter C3.4): opened, assigned and closed by a manager, for its own authorisations. */
@Injectable()
export class StaffService {
  constructor(
    private readonly store: StaffStore,
    private readonly journal: Journal,
  ) {}

  /** Those that reach one of the actor's authorisations, or none yet. */
  async list(ctx: Ctx): Promise<StaffAccount[]> {
    return (await this.store.list(ctx)).filter((account) => isSeen(ctx, account));
  }

  /** @throws Problem `not-found`. */
  async get(ctx: Ctx, personId: string): Promise<StaffAccount> {
    const account = await this.store.one(ctx, personId);
    if (!account || !isSeen(ctx, account)) throw new Problem('not-found');
    return account;
  }

  /** @throws Problem `not-allowed`, `invalid-request` (naming the field), `conflict` when the subject has an account. */
  async create(ctx: Ctx, body: CreateStaff): Promise<string> {
    demand(ctx, 'create', as('Staff', { personId: '', role: body.role, proposedBy: '' }));
    await this.checkScope(ctx, body);
    if (await this.store.isKnown(ctx, body.subject))
      throw new Problem('conflict', { detail: say({ code: 'account-exists', params: { subject: body.subject } }) });
    const id = await this.store.create(ctx, body, takesTwo(body) ? ctx.actor.personId : undefined);
    const { role, holderId, authorisationIds, ...called } = body;
    const changes = CALLED.map((item) => ({ item, new: called[item] }));
    const details = { role, ...(holderId && { holderId }), authorisationIds };
    await this.journal.append(ctx, takesTwo(body) ? STAFF_ACTS.proposed : STAFF_ACTS.created, { ...about(id), details, changes });
    return id;
  }

  /**
   * Opens a manager's account that another manager proposed.
   * @throws Problem `not-found`, `not-allowed` to who proposed it and to whose it is, `stale-state`, `conflict` when it waits for nobody.
   */
  async confirm(ctx: Ctx, personId: string, version: number): Promise<StaffAccount> {
    await this.store.lock(ctx, personId);
    const account = await this.get(ctx, personId);
    demand(ctx, 'confirm', asSubject(account));
    demandCurrent(version, account.stateVersion);
    if (account.proposedBy === null) throw new Problem('conflict', { detail: say({ code: 'nothing-to-confirm' }) });
    await this.store.confirm(ctx, personId);
    const whose = CALLED.map((item) => ({ item, old: account[item], new: account[item] }));
    const details = { role: account.role, proposedBy: account.proposedBy };
    await this.journal.append(ctx, STAFF_ACTS.confirmed, { ...about(personId), details, changes: whose });
    return this.get(ctx, personId);
  }

  /**
   * Ends a proposal that nobody confirms: declined by another manager, retracted by who made it.
   * @throws Problem `not-found`, `not-allowed`, `stale-state`, `conflict` when it waits for nobody.
   */
  async endProposal(
    ctx: Ctx,
    personId: string,
    version: number,
    { act, reason }: { readonly act: 'decline' | 'retract'; readonly reason: string },
  ): Promise<StaffAccount> {
    await this.store.lock(ctx, personId);
    const account = await this.get(ctx, personId);
    demand(ctx, act, asSubject(account));
    demandCurrent(version, account.stateVersion);
    if (account.proposedBy === null) throw new Problem('conflict', { detail: say({ code: 'nothing-to-confirm' }) });
    const outcome = act === 'decline' ? 'declined' : 'retracted';
    await this.store.endProposal(ctx, personId, outcome, reason);
    await this.journal.append(ctx, STAFF_ACTS[outcome], {
      ...about(personId),
      details: { role: account.role, proposedBy: account.proposedBy },
      changes: [{ item: 'proposal', old: true, new: false, reason }],
    });
    return this.get(ctx, personId);
  }

  /** @throws Problem `not-found`, `not-allowed`, `stale-state`, `invalid-request`, `conflict` for what waits for another manager. */
  async update(ctx: Ctx, personId: string, version: number, { authorisationIds, active, reason }: UpdateStaff): Promise<StaffAccount> {
    await this.store.lock(ctx, personId);
    const account = await this.get(ctx, personId);
    demand(ctx, 'update', asSubject(account));
    demandCurrent(version, account.stateVersion);
    if (active !== account.active) {
      demand(ctx, 'close', asSubject(account));
      if (!isWithin(ctx, account)) {
        throw new Problem('not-allowed', {
          detail: say({ code: 'works-elsewhere-too' }),
        });
      }
    }
    if (account.proposedBy !== null && active)
      throw new Problem('conflict', {
        detail: say({ code: 'opens-by-two' }),
      });
    if (active && !account.active && takesTwo(account)) return this.propose(ctx, account);
    const closes = account.active && !active;
    if (closes && !reason) throw wrong('reason', { code: 'why-closed' });
    const before = account.authorisations.map(({ id }) => id);
    const byHolder = reachesByHolder(account.role);
    if (!byHolder) this.checkAssigned(ctx, difference(before, authorisationIds));
    await this.store.update(ctx, personId, { active, authorisationIds: byHolder ? [] : authorisationIds });
    const scope = byHolder ? {} : { authorisationIds, former: before };
    // Whose account it was on that day, whatever becomes of the person's row.
    const whose = CALLED.map((item) => ({ item, old: account[item], new: account[item] }));
    const changes = [...whose, { item: 'active', old: account.active, new: active, ...(closes && reason && { reason }) }];
    await this.journal.append(ctx, closes ? STAFF_ACTS.closed : STAFF_ACTS.updated, {
      ...about(personId),
      details: { active, ...scope },
      changes,
    });
    // Read again whatever the scope is now: taking one's last authorisation away from an account hides it from oneself afterwards.
    return (await this.store.one(ctx, personId)) ?? account;
  }

  /** Opened again by two, as it was made. */
  private async propose(ctx: Ctx, { personId, role }: StaffAccount): Promise<StaffAccount> {
    await this.store.propose(ctx, personId);
    await this.journal.append(ctx, STAFF_ACTS.proposed, { ...about(personId), details: { role } });
    return this.get(ctx, personId);
  }

  private async checkScope(ctx: Ctx, { role, holderId, authorisationIds }: CreateStaff): Promise<void> {
    if (!reachesByHolder(role)) {
      if (holderId !== undefined) throw wrong('holderId', { code: 'holder-of-holders-only' });
      return this.checkAssigned(ctx, authorisationIds);
    }
    if (authorisationIds.length > 0) throw wrong('authorisationIds', { code: 'holder-sees-all' });
    await this.checkHolder(ctx, holderId);
  }

  /** The account will reach all that is the holder's: all of it must be the actor's to give. @throws Problem `invalid-request`. */
  private async checkHolder(ctx: Ctx, holderId: string | undefined): Promise<void> {
    const reached = holderId ? await this.store.authorisationsOf(ctx, holderId) : [];
    if (!reached.some((id) => assigned(ctx).includes(id))) throw wrong('holderId', { code: 'choose-holder' });
    if (!reached.every((id) => assigned(ctx).includes(id))) throw wrong('holderId', { code: 'holder-sees-others' });
  }

  /** What one assigns, or takes away, is one's own to assign. @throws Problem `invalid-request`. */
  private checkAssigned(ctx: Ctx, authorisationIds: readonly string[]): void {
    if (authorisationIds.some((id) => !assigned(ctx).includes(id))) throw wrong('authorisationIds', { code: 'assign-own-only' });
  }
}

/** What names a person stands in the changes, which retention can erase. */
function about(personId: string) {
  return { stream: personId, subject: personId };
}

const CALLED = ['subject', 'familyName', 'givenName', 'email'] as const;

/** What the policy looks at on an account. */
export function asSubject({ personId, role, proposedBy }: Pick<StaffAccount, 'personId' | 'role' | 'proposedBy'>): Subject {
  return as('Staff', { personId, role, proposedBy: proposedBy ?? '' });
}

/** Whether all that the account reaches is the actor's to assign. */
export function isWithin(ctx: Ctx, { authorisations }: StaffAccount): boolean {
  return authorisations.every(({ id }) => assigned(ctx).includes(id));
}

function isSeen(ctx: Ctx, account: StaffAccount): boolean {
  const { authorisations } = account;
  const shared = authorisations.length === 0 || authorisations.some(({ id }) => assigned(ctx).includes(id));
  return shared && ctx.ability.can('read', asSubject(account));
}

/** A manager's account reaches everything that managers decide: two of them want it. */
function takesTwo({ role }: Pick<StaffAccount, 'role'>): boolean {
  return role === 'gestionnaire';
}

const assigned = (ctx: Ctx): readonly string[] => ctx.actor.staff?.authorisationIds ?? [];

const difference = (a: readonly string[], b: readonly string[]): string[] => [
  ...a.filter((id) => !b.includes(id)),
  ...b.filter((id) => !a.includes(id)),
];

function wrong(path: string, says: AccessAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path, message: say(says) }] });
}
