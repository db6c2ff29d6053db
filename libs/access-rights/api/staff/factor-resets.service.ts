import { Injectable } from '@nestjs/common';
import type { Subject } from '@casl/ability';
import { as, FACTOR_RESET_ACTS } from '#access-rights/domain';
import { forgetFactors, lockFactors } from '#identity/api';
import { AccessLog, demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { FactorResetStore, type FactorReset } from './factor-reset.store.js';
import type { FactorHolderList, ProposeFactorReset } from './factor-resets.messages.js';
import { say } from '../say.js';

/**
 * Recovery for who lost their second factor (charter C3.1): as a manager's account is made, one manager proposes that it be forgotten, having made sure who
 * asks, and another confirms. The person enrols a new one when they next sign in, and is told by e-mail.
 */
@Injectable()
export class FactorResets {
  constructor(
    private readonly store: FactorResetStore,
    private readonly journal: Journal,
    private readonly accessLog: AccessLog,
  ) {}

  list(ctx: Ctx): Promise<FactorReset[]> {
    return this.store.list(ctx);
  }

  async holders(ctx: Ctx, search: string): Promise<FactorHolderList> {
    const { items, more } = await this.store.holders(ctx, search);
    // Names and addresses of people of hospitals: who had them listed is known. Not what was typed, which may be anyone's name.
    await this.accessLog.record(ctx, { action: 'listed', subject: { type: 'factor-holders', id: '*' }, filter: { found: items.length } });
    const mayPropose = (personId: string) => ctx.ability.can('propose', as('FactorReset', { personId, proposedBy: '' }));
    return { items: items.map((person) => ({ ...person, abilities: mayPropose(person.id) ? ['propose'] : [] })), more };
  }

  /** @throws Problem `not-found` for who has none, `not-allowed` for oneself, `conflict` when one waits already. */
  async propose(ctx: Ctx, { personId, reason }: ProposeFactorReset): Promise<FactorReset> {
    if (!(await this.store.has(ctx, personId))) throw new Problem('not-found', { detail: say({ code: 'no-factor-here' }) });
    demand(ctx, 'propose', as('FactorReset', { personId, proposedBy: '' }));
    const id = await this.store.propose(ctx, personId, reason);
    if (!id)
      throw new Problem('conflict', {
        detail: say({ code: 'reset-awaits' }),
      });
    const reset = await this.get(ctx, id);
    await this.journal.append(ctx, FACTOR_RESET_ACTS.proposed, about(reset, reason));
    return reset;
  }

  /** Forgets all second factors of the person, and ends their sessions. @throws Problem `not-found`, `not-allowed`, `stale-state`, `conflict`. */
  async confirm(ctx: Ctx, id: string, version: number): Promise<FactorReset> {
    const { person } = await this.get(ctx, id);
    // What they enrol at this very moment is there, or comes after.
    await lockFactors(ctx.tx, person.id);
    const reset = await this.take(ctx, id, version, 'confirm');
    await this.store.end(ctx, id, 'confirmed');
    const factors = await forgetFactors(ctx.tx, reset.person.id);
    const details = { proposedBy: reset.proposedBy.id, factors };
    await this.journal.append(ctx, FACTOR_RESET_ACTS.done, { ...about(reset, reset.reason), details });
    return this.get(ctx, id);
  }

  /** Nothing is forgotten: declined by another manager, retracted by who proposed it. @throws as `confirm`. */
  async end(ctx: Ctx, id: string, version: number, { act, reason }: { act: 'decline' | 'retract'; reason: string }): Promise<FactorReset> {
    const reset = await this.take(ctx, id, version, act);
    const outcome = act === 'decline' ? 'declined' : 'retracted';
    await this.store.end(ctx, id, outcome, reason);
    await this.journal.append(ctx, FACTOR_RESET_ACTS[outcome], { ...about(reset, reason), details: { proposedBy: reset.proposedBy.id } });
    return this.get(ctx, id);
  }

  private async take(ctx: Ctx, id: string, version: number, act: string): Promise<FactorReset> {
    const reset = await this.store.take(ctx, id);
    if (!reset) throw new Problem('not-found');
    demand(ctx, act, asSubject(reset));
    demandCurrent(version, reset.stateVersion);
    if (reset.outcome === 'lapsed')
      throw new Problem('conflict', {
        detail: say({ code: 'reset-lapsed' }),
      });
    if (reset.outcome !== null) throw new Problem('conflict', { detail: say({ code: 'reset-settled' }) });
    return reset;
  }

  private async get(ctx: Ctx, id: string): Promise<FactorReset> {
    const reset = await this.store.one(ctx.tx, id);
    if (!reset) throw new Problem('not-found');
    return reset;
  }
}

function about({ id, person }: FactorReset, reason: string) {
  return { stream: person.id, subject: id, changes: [{ item: 'second-factor', reason }] };
}

/** What the policy looks at. */
export function asSubject({ person, proposedBy }: Pick<FactorReset, 'person' | 'proposedBy'>): Subject {
  return as('FactorReset', { personId: person.id, proposedBy: proposedBy.id });
}
