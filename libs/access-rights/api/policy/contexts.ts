import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { abilityFor } from '#access-rights/domain';
import type { KnownActor } from '#identity/api';
import { inTransaction, runEffects, sharedReads, type Actor, type Ctx, type OwnTransactions } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { PersonFacts, policyFacts, type KnownFacts } from './facts.js';

/** Makes the context in which a person acts: of a request, of a signature that comes back from the provider, of the demonstration. */
@Injectable()
export class Contexts implements OwnTransactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: PersonFacts,
  ) {}

  /**
   * Of a request: all that it knows was read with its session, in its first statement. It reads over connections of its own, together what is asked together;
   * effects run at once. One that writes is given its transaction by the `TransactionInterceptor`.
   */
  of({ actor, facts }: KnownActor, requestId: string): Ctx {
    return contextOf(actor, facts as KnownFacts, { requestId, tx: sharedReads(this.dataSource) });
  }

  /** Out of a request. What the actor may do is read now, not when they signed in. */
  async contextFor(actor: Actor, requestId: string, tx: EntityManager = sharedReads(this.dataSource)): Promise<Ctx> {
    return contextOf(actor, await this.facts.of(tx, actor), { requestId, tx });
  }

  /** Acts whole or not at all, out of a request; then runs what was to wait for the commit. */
  async inTransaction<T>(actor: Actor, requestId: string, act: (ctx: Ctx) => Promise<T>): Promise<T> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    const done = await inTransaction(this.dataSource, async (tx) => {
      const ctx = await this.contextFor(actor, requestId, tx);
      return act({ ...ctx, afterCommit: (effect) => effects.push(effect) });
    });
    await runEffects(effects);
    return done;
  }
}

function contextOf(actor: Actor, known: KnownFacts, where: Pick<Ctx, 'requestId' | 'tx'>): Ctx {
  const today = todayIn(known.zone ?? 'Europe/Paris', new Date());
  const facts = policyFacts(actor, known, today);
  const scoped = actor.staff ? { staff: { role: actor.staff.role, authorisationIds: facts.staff?.authorisationIds ?? [] } } : {};
  return {
    ...where,
    actor: { ...actor, ...scoped },
    ability: abilityFor(facts),
    today,
    afterCommit: (effect) => void runEffects([effect]),
  };
}
