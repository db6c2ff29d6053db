import { own } from '#kernel/domain';
import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type FormChange, FormChanges, FormWithdrawals, type KnownForm, ReviewService } from '#forms/api';
import { conductOf, isRefused } from '#forms/domain';
import { SYSTEM_ACTOR, type Ctx } from '#kernel/api';
import { findGroup, findItem } from '#protocols/domain';
import { ENDING_WORDS, isLive, settlement, softChecks, type SystemQuery } from '#queries/domain';
import { ofForm, ofWholeForm } from './asked-of.js';
import type { QueryRecord } from './entities.js';
import { QueryStore } from './query.store.js';
import { QueryWriter } from './query.writer.js';
import { say } from './say.js';

/** In the place of a check's code: asked of an answer that a new version of the protocol refuses, and that was kept. No check is called so. */
const PASSAGE = 'passage-de-version';

/**
 * What the soft checks of the protocol ask by themselves: in the transaction of whatever changed a form, for that form and for the patient's
 * others, whose rules may read it.
 */
@Injectable()
export class SystemQueries implements OnModuleInit {
  constructor(
    private readonly changes: FormChanges,
    private readonly store: QueryStore,
    private readonly writer: QueryWriter,
    private readonly withdrawals: FormWithdrawals,
    private readonly reviews: ReviewService,
  ) {}

  onModuleInit(): void {
    this.changes.on(async (ctx, change) => {
      const asked = await this.store.ofChecks(ctx.tx, change.open.enrolment.id);
      return () => this.settle(ctx, change, asked);
    });
    this.reviews.askedBy((tx, formId) => this.store.countLiveOf(tx, formId));
    this.withdrawals.heldBy(async (tx, formId) =>
      (await this.store.isAskedOf(tx, formId)) ? say({ code: 'form-is-asked-about' }) : undefined,
    );
  }

  private async settle(ctx: Ctx, change: FormChange, all: readonly QueryRecord[]): Promise<void> {
    const known = all.filter(({ checkCode }) => checkCode !== PASSAGE);
    await this.settlePassage(
      ctx,
      change,
      all.filter(({ checkCode, formId }) => checkCode === PASSAGE && formId === change.open.record.id),
    );
    for (const record of change.followUp.records) {
      const asked = known.filter(({ formId }) => formId === record.id);
      // While a form is typed for the first time nothing is asked, so nothing has to be judged.
      if (record.state === 'complete' || asked.some(({ state }) => isLive(state))) await this.settleForm(ctx, change, record, asked);
    }
  }

  /** What was asked of answers kept through a change of version ends when they are answered again, or when another version accepts them, or asks itself. */
  private async settlePassage(ctx: Ctx, { act, open, asks, rekeyed }: FormChange, asked: readonly QueryRecord[]): Promise<void> {
    const { record, protocol, form, env } = open;
    const judgedNow = (item: string) => digestOf(JSON.stringify(own(record.values, item) ?? null));
    const askedAgain = new Set(asks.map(({ item }) => item));
    for (const query of asked.filter(({ state }) => isLive(state))) {
      if (act !== 'passed') {
        if (query.judged !== judgedNow(query.item))
          await this.writer.act(ctx, query, 'close', say({ code: 'answer-changed' }), SYSTEM_ACTOR);
        continue;
      }
      if (query.item === '') {
        // Until a version has that field again, or the passage is taken back.
        const [, code = ''] = query.checkKey.split('/');
        if (findItem(form, code) || findGroup(form, code))
          await this.writer.act(ctx, query, 'close', say({ code: 'version-changed' }), SYSTEM_ACTOR);
        continue;
      }
      const item = rekeyed.find(({ from }) => from === query.item)?.to ?? query.item;
      if (askedAgain.has(item) || !isRefused(protocol.codeLists, form, record.values, env, item))
        await this.writer.act(ctx, query, 'close', say({ code: 'version-changed' }), SYSTEM_ACTOR);
      else if (item !== query.item) {
        const itemLabel = findItem(form, item)?.item.label ?? query.itemLabel;
        await this.store.follow(ctx.tx, query, { item, itemLabel, checkKey: `${PASSAGE}/${item}`, judged: judgedNow(item) });
      }
    }
    for (const { item, question, gone } of asks) {
      const of = gone ? `${gone.code}/${gone.centreId}` : item;
      const check = { checkCode: PASSAGE, checkKey: `${PASSAGE}/${of}`, judged: judgedNow(item) };
      const about = gone ? ofWholeForm(open, gone.words, gone.centreId) : ofForm(open, item);
      await this.writer.ask(ctx, about, { askedBy: 'system', question, check });
    }
  }

  private async settleForm(ctx: Ctx, { open, followUp }: FormChange, record: KnownForm, asked: readonly QueryRecord[]): Promise<void> {
    const { madeFrom, course } = followUp;
    const { protocol, form } = madeFrom(record.id);
    const env = conductOf(record.formKind).seen(course.envOf(record.id));
    const checks = softChecks(form, record.values, env).map((check) => ({ ...check, judged: digestOf(check.judged) }));
    const { ask, end } = settlement(checks, asked.map(asSystemQuery), record.state === 'complete');
    for (const { id, why } of end) {
      const query = asked.find((each) => each.id === id);
      if (query) await this.writer.act(ctx, query, 'close', ENDING_WORDS[why], SYSTEM_ACTOR);
    }
    const about = { enrolment: open.enrolment, record, protocol, form, env };
    for (const { item, says, code, key, judged } of ask) {
      const check = { checkCode: code, checkKey: key, judged };
      await this.writer.ask(ctx, ofForm(about, item), { askedBy: 'system', question: say(says), check });
    }
  }
}

/** Answers are not kept beside the query: only what tells whether they moved. */
function digestOf(judged: string): string {
  return createHash('sha256').update(judged).digest('hex');
}

function asSystemQuery({ id, checkKey, state, settledBySystem, judged }: QueryRecord): SystemQuery {
  const settledByHand = !isLive(state) && !settledBySystem;
  return { id, key: checkKey, live: isLive(state), ...(settledByHand && { acceptedFor: judged }) };
}
