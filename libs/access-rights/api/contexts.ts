import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { abilityFor } from '#access-rights/domain';
import { runEffects, type Actor, type Ctx, type OwnTransactions } from '#kernel/api';
import { FactsStore } from './facts.store.js';

/** Makes the context in which a person acts: of a request, of a signature that comes back from the provider, of the demonstration. */
@Injectable()
export class Contexts implements OwnTransactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: FactsStore,
  ) {}

  /** What the actor may do is read now, not when they signed in. Effects run at once: there is no transaction to wait for. */
  async contextFor(actor: Actor, requestId: string, tx: EntityManager = this.dataSource.manager): Promise<Ctx> {
    const { facts, today } = await this.facts.of(tx, actor, new Date());
    const scoped = actor.staff ? { staff: { role: actor.staff.role, authorisationIds: facts.staff?.authorisationIds ?? [] } } : {};
    return {
      requestId,
      actor: { ...actor, ...scoped },
      ability: abilityFor(facts),
      today,
      tx,
      afterCommit: (effect) => void runEffects([effect]),
    };
  }

  /** Acts whole or not at all, out of a request; then runs what was to wait for the commit. */
  async inTransaction<T>(actor: Actor, requestId: string, act: (ctx: Ctx) => Promise<T>): Promise<T> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    const done = await this.dataSource.transaction(async (tx) => {
      const ctx = await this.contextFor(actor, requestId, tx);
      return act({ ...ctx, afterCommit: (effect) => effects.push(effect) });
    });
    await runEffects(effects);
    return done;
  }
}
