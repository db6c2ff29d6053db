import { Injectable } from '@nestjs/common';
import {
  AUTHORISATION_ACTS,
  holderIdOf,
  judgeDecision,
  lifeOf,
  openingProblems,
  say as sayRule,
  turnsOf,
  ucdCodesOf,
  type Decision,
} from '#authorisations/domain';
import { Idempotency, Journal, Problem, type Ctx } from '#kernel/api';
import { say } from '../say.js';
import type { EnterHolder, MakeGroup, OpenAuthorisation } from './openings.messages.js';
import { OpeningStore } from './opening.store.js';

/** What a collection begins with: a company, a group of indications, an authorisation with its grant (charter R1, R2, C3.3). */
@Injectable()
export class Openings {
  constructor(
    private readonly store: OpeningStore,
    private readonly idempotency: Idempotency,
    private readonly journal: Journal,
  ) {}

  /** @returns its id. @throws Problem `conflict` for a company that is known, `invalid-request` for a name without a letter. */
  async enterHolder(ctx: Ctx, { name }: EnterHolder): Promise<string> {
    const id = holderIdOf(name);
    if (id.length < 2) throw wrong('name', say({ code: 'holder-without-letters' }));
    if (!(await this.store.enterHolder(ctx.tx, { id, name })))
      throw new Problem('conflict', { detail: say({ code: 'holder-known', params: { name } }) });
    await this.journal.append(ctx, AUTHORISATION_ACTS.holderEntered, { stream: 'holders', subject: id, details: { name } });
    return id;
  }

  /** @returns its id. */
  makeGroup(ctx: Ctx, key: string, body: MakeGroup): Promise<string> {
    return this.idempotency.once(ctx, 'makeGroup', key, body, async () => {
      const id = await this.store.makeGroup(ctx.tx, body);
      await this.journal.append(ctx, AUTHORISATION_ACTS.groupMade, {
        stream: 'groups',
        subject: id,
        details: { name: body.name, access: body.access },
      });
      return id;
    });
  }

  /** @returns its id. @throws Problem `invalid-request`, `conflict` with the rule that refuses its grant. */
  open(ctx: Ctx, key: string, body: OpenAuthorisation): Promise<string> {
    return this.idempotency.once(ctx, 'openAuthorisation', key, body, () => this.openOnce(ctx, body));
  }

  private async openOnce(ctx: Ctx, body: OpenAuthorisation): Promise<string> {
    const wish = { ...body, ucdCodes: ucdCodesOf(body.ucdCodes) };
    const problems = openingProblems(wish);
    if (problems.length > 0)
      throw new Problem('invalid-request', { items: problems.map(({ path, says }) => ({ path, message: sayRule(says) })) });
    if (wish.decidedOn > ctx.today) throw wrong('decidedOn', say({ code: 'decided-later' }));
    const grant: Decision = { id: '', kind: 'granted', day: wish.day, authority: wish.authority, access: wish.kind, term: wish.term };
    const refusal = judgeDecision([], grant);
    if (refusal) throw new Problem('conflict', { detail: sayRule(refusal), rule: refusal.rule });
    await this.demandItsCompany(ctx, wish);
    const id = await this.store.open(ctx.tx, wish, turnsOf(lifeOf([grant])), ctx.actor.name);
    if (!id) throw wrong('code', say({ code: 'code-taken', params: { code: wish.code } }));
    const { code, holderId, kind: access, protocolCode, ucdCodes, day, term, authority, document, groupId } = wish;
    await this.journal.append(ctx, AUTHORISATION_ACTS.opened, {
      stream: id,
      subject: id,
      details: { code, holderId, access, protocolCode, ucdCodes, day, term, authority, document, ...(groupId && { groupId }) },
    });
    return id;
  }

  /** A company that is known, and a group that is of no other: one access must not open the patients of two. @throws Problem `invalid-request`. */
  private async demandItsCompany({ tx }: Ctx, { holderId, groupId }: OpenAuthorisation): Promise<void> {
    if (!(await this.store.hasHolder(tx, holderId))) throw wrong('holderId', say({ code: 'no-such-holder' }));
    if (groupId === undefined) return;
    const holders = await this.store.holdersOfGroup(tx, groupId);
    if (!holders) throw wrong('groupId', say({ code: 'no-such-group' }));
    if (holders.some((each) => each !== holderId)) throw wrong('groupId', say({ code: 'group-of-another' }));
  }
}

function wrong(path: string, message: string): Problem {
  return new Problem('invalid-request', { items: [{ path, message }] });
}
