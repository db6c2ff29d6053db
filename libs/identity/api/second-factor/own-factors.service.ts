import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Request } from 'express';
import type { EntityManager } from 'typeorm';
import { IDENTITY_ACTS, mayRemove, provesSecondFactor, type Provider } from '#identity/domain';
import { Journal, OwnTransactions, Problem, type Actor, type Ctx } from '#kernel/api';
import { OWN_SESSIONS, SESSION_NAME } from '../own-sessions.service.js';
import { Reauthentication } from '../sign-in/reauthentication.js';
import { mayEnrol } from './enrolment.service.js';
import { FactorGate } from './factor-gate.js';
import { FactorStore, lockFactors } from './factor.store.js';
import type { SecondFactorView } from './second-factor.messages.js';
import { say } from '../say.js';

const PAGE = '/mes-sessions';

/** The second factors of a person: seen, named, removed by themselves, and forgotten when two managers say so. */
@Injectable()
export class OwnFactors implements OnModuleInit {
  constructor(
    private readonly store: FactorStore,
    private readonly gate: FactorGate,
    private readonly journal: Journal,
    private readonly own: OwnTransactions,
    private readonly reauthentication: Reauthentication,
  ) {}

  onModuleInit(): void {
    this.reauthentication.on('removing-factor', (actor, ref) => this.remove(actor, ref));
    this.reauthentication.on('adding-factor', async (_actor, _ref, _proof, request) => {
      request.session.mayEnrol = Date.now();
      return `${PAGE}?facteur=ajout`;
    });
  }

  async view({ tx, actor }: Ctx, request: Request): Promise<SecondFactorView> {
    const factors = await this.store.list(tx, actor.personId);
    const awaited = this.reauthentication.awaited(request);
    const proof = request.session.signedIn?.proof;
    return {
      ...(actor.secondFactor && { due: actor.secondFactor }),
      ...(awaited && { awaited }),
      mayEnrol: mayEnrol(actor, request),
      demanded: this.gate.demandedOf(actor.provider as Provider),
      provedElsewhere: proof !== undefined && proof.secondFactorAt === undefined && provesSecondFactor(proof),
      kinds: [...new Set(factors.map(({ kind }) => kind))],
      // Who has not given one yet may not be the person: how they call their devices is not theirs to read.
      factors:
        actor.secondFactor === 'to-give'
          ? []
          : factors.map(({ madeAt, usedAt, ...factor }) => ({
              ...factor,
              madeAt: madeAt.toISOString(),
              ...(usedAt && { usedAt: usedAt.toISOString() }),
            })),
    };
  }

  /** @throws Problem `not-found` for what is none of theirs. */
  async rename(ctx: Ctx, id: string, label: string): Promise<void> {
    const before = await this.store.rename(ctx.tx, ctx.actor.personId, id, label);
    if (before === undefined) throw notTheirs();
    if (before === label) return;
    await this.journal.append(ctx, IDENTITY_ACTS.factorRenamed, { stream: ctx.actor.personId, subject: id });
  }

  /** Whether it may go, asked before the person proves again who they are. @throws Problem `not-found`, `conflict`. */
  async demandRemovable({ tx, actor }: Ctx, id: string): Promise<void> {
    const factors = await this.store.list(tx, actor.personId);
    if (!factors.some((one) => one.id === id)) throw notTheirs();
    if (!mayRemove(factors.length, this.gate.demandedOf(actor.provider as Provider)))
      throw new Problem('conflict', {
        detail: say({ code: 'your-only-factor' }),
        rule: 'C3.1',
      });
  }

  /** After a fresh proof. @returns the page to go back to. */
  private remove(actor: Actor, id: string): Promise<string> {
    return this.own.inTransaction(actor, `removing-factor:${id}`, async (ctx) => {
      await this.store.lock(ctx.tx, actor);
      await this.demandRemovable(ctx, id);
      await this.store.remove(ctx.tx, id);
      // Another session may have been opened with it, by anyone who has it now.
      await ctx.tx.query(`DELETE FROM session WHERE ${OWN_SESSIONS} AND ${SESSION_NAME} <> $2`, [actor.personId, actor.sessionId]);
      await this.journal.append(ctx, IDENTITY_ACTS.factorRemoved, { stream: actor.personId, subject: id });
      return `${PAGE}?facteur=retire`;
    });
  }
}

/**
 * Forgets all second factors of a person, and ends their sessions: they enrol again when they next sign in. It is decided elsewhere, by two managers or by
 * the owner of the database, who also write it in the journal.
 * @returns how many there were.
 */
export async function forgetFactors(tx: EntityManager, personId: string): Promise<number> {
  await lockFactors(tx, personId);
  const [gone]: [unknown[], number] = await tx.query('DELETE FROM second_factor WHERE person_id = $1 RETURNING id', [personId]);
  await tx.query('UPDATE factor_brake SET failures = 0, failed_at = NULL, until = NULL WHERE person_id = $1', [personId]);
  await tx.query(`DELETE FROM session WHERE ${OWN_SESSIONS}`, [personId]);
  return gone.length;
}

function notTheirs(): Problem {
  return new Problem('not-found', { detail: say({ code: 'not-your-factor' }) });
}
