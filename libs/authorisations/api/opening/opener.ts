import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
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
import { actorOf, Journal, Problem, type Ctx, type JournalActor } from '#kernel/api';
import { say } from '../say.js';
import type { EnterHolder, MakeGroup, OpenAuthorisation } from './openings.messages.js';
import { OpeningStore } from './opening.store.js';

/** Where a collection is opened, and in whose name: a manager's request, or a command of the host. */
export interface Opening {
  readonly tx: EntityManager;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly actor: JournalActor;
  readonly afterCommit?: Ctx['afterCommit'];
}

/** As a request opens it. */
export function openingOf(ctx: Ctx): Opening {
  return { tx: ctx.tx, today: ctx.today, actor: actorOf(ctx), afterCommit: ctx.afterCommit };
}

/** What a collection begins with: a company, a group of indications, an authorisation with its grant (charter R1, R2, C3.3). */
@Injectable()
export class Opener {
  constructor(
    private readonly store: OpeningStore,
    private readonly journal: Journal,
  ) {}

  /** @returns its id. @throws Problem `conflict` for a company that is known, `invalid-request` for a name without a letter. */
  async enterHolder({ tx, actor, afterCommit }: Opening, { name }: EnterHolder): Promise<string> {
    const id = holderIdOf(name);
    if (id.length < 2) throw wrong('name', say({ code: 'holder-without-letters' }));
    if (!(await this.store.enterHolder(tx, { id, name })))
      throw new Problem('conflict', { detail: say({ code: 'holder-known', params: { name } }) });
    await this.journal.appendAs(
      tx,
      actor,
      AUTHORISATION_ACTS.holderEntered,
      { stream: 'holders', subject: id, details: { name } },
      afterCommit,
    );
    return id;
  }

  /** @returns its id. */
  async makeGroup({ tx, actor, afterCommit }: Opening, { name, access }: MakeGroup): Promise<string> {
    const id = await this.store.makeGroup(tx, { name, access });
    const record = { stream: 'groups', subject: id, details: { name, access } };
    await this.journal.appendAs(tx, actor, AUTHORISATION_ACTS.groupMade, record, afterCommit);
    return id;
  }

  /** @returns its id. @throws Problem `invalid-request`, `conflict` with the rule that refuses its grant. */
  async open({ tx, today, actor, afterCommit }: Opening, body: OpenAuthorisation): Promise<string> {
    const wish = { ...body, ucdCodes: ucdCodesOf(body.ucdCodes) };
    const problems = openingProblems(wish);
    if (problems.length > 0)
      throw new Problem('invalid-request', { items: problems.map(({ path, says }) => ({ path, message: sayRule(says) })) });
    if (wish.decidedOn > today) throw wrong('decidedOn', say({ code: 'decided-later' }));
    const grant: Decision = { id: '', kind: 'granted', day: wish.day, authority: wish.authority, access: wish.kind, term: wish.term };
    const refusal = judgeDecision([], grant);
    if (refusal) throw new Problem('conflict', { detail: sayRule(refusal), rule: refusal.rule });
    await this.demandItsCompany(tx, wish);
    const id = await this.store.open(tx, wish, turnsOf(lifeOf([grant])), actor.name);
    if (!id) throw wrong('code', say({ code: 'code-taken', params: { code: wish.code } }));
    const { code, holderId, kind: access, protocolCode, ucdCodes, day, term, authority, document, groupId } = wish;
    const details = { code, holderId, access, protocolCode, ucdCodes, day, term, authority, document, ...(groupId && { groupId }) };
    await this.journal.appendAs(tx, actor, AUTHORISATION_ACTS.opened, { stream: id, subject: id, details }, afterCommit);
    return id;
  }

  /** A company that is known, and a group that is of no other: one access must not open the patients of two. @throws Problem `invalid-request`. */
  private async demandItsCompany(tx: EntityManager, { holderId, groupId }: OpenAuthorisation): Promise<void> {
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
