import { own } from '#kernel/domain';
import { Injectable } from '@nestjs/common';
import { FormOpener, Forms, viewerOf } from '#forms/api';
import { readableAnswers } from '#forms/domain';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { asForm } from '#patients/api';
import { CASE_ACTS, declared, type Term } from '#pharmacovigilance/domain';
import { settleCase } from './case-reactions.js';
import { aboutCase, asCase, CaseStore } from './case.store.js';
import type { CodeVerbatim } from './cases.messages.js';
import { Dictionaries } from './dictionaries.js';
import { Coding, Declaration, isReceived } from './entities.js';
import { say, type CaseAnswer } from './say.js';

/** What pharmacovigilance does with a case, and how a centre completes one. Anyone who writes holds the enrolment's lock first, as for its forms. */
@Injectable()
export class CaseService {
  constructor(
    private readonly store: CaseStore,
    private readonly forms: Forms,
    private readonly opener: FormOpener,
    private readonly dictionaries: Dictionaries,
    private readonly journal: Journal,
  ) {}

  /** Takes in charge all that was received: who and when. The clock runs on until it is transmitted. */
  async acknowledge(ctx: Ctx, id: string, version: number): Promise<void> {
    const line = await this.store.locked(ctx, id);
    demand(ctx, 'acknowledge', asCase(line));
    demandCurrent(version, line.one.stateVersion);
    const waiting = (await ctx.tx.findBy(Declaration, { caseId: id })).filter(isReceived).filter(({ acknowledgedAt }) => !acknowledgedAt);
    if (waiting.length === 0) throw new Problem('conflict', { detail: say({ code: 'acknowledged-already' }) });
    const acknowledgedAt = new Date();
    for (const { formId } of waiting) {
      const { contentVersion } = await this.forms.standing(ctx.tx, formId);
      await ctx.tx.update(
        Declaration,
        { formId },
        { acknowledgedAt, acknowledgedBy: ctx.actor.personId, acknowledgedContent: contentVersion },
      );
    }
    await settleCase(ctx, id);
    await this.journal.append(ctx, CASE_ACTS.acknowledged, {
      ...aboutCase(line),
      details: { versions: waiting.map((each) => each.version) },
    });
  }

  /**
   * Gives a verbatim its MedDRA code, beside the form, or takes it away.
   * @throws Problem `conflict` without a dictionary, `invalid-request` for what is no verbatim or no term of it.
   */
  async code(ctx: Ctx, id: string, item: string, { formId, code }: CodeVerbatim): Promise<void> {
    const line = await this.store.locked(ctx, id);
    demand(ctx, 'code', asCase(line));
    const declaration = await ctx.tx.findOneBy(Declaration, { formId, caseId: id });
    if (!declaration) throw new Problem('not-found');
    const { record, form, env, protocol } = await this.forms.find(ctx, formId);
    const found = readableAnswers(form, record, env, viewerOf(ctx.actor, line));
    const verbatim = declared(form, found, protocol.codeLists).verbatims.find(({ key }) => key === item);
    const valueSeq = own(record.marks, item)?.[0];
    if (!verbatim || valueSeq === undefined) throw wrong('item', { code: 'no-such-verbatim' });
    const standing = await ctx.tx.findOneBy(Coding, { formId, item });
    const chosen = code === undefined ? undefined : await this.termOf(ctx, code);
    if (chosen) {
      const { term, dictionary } = chosen;
      const { code: lltCode, name: lltName, ptCode, ptName, socName } = term;
      const coded = { lltCode, lltName, ptCode, ptName, socName, dictionary, valueSeq, codedBy: ctx.actor.personId, codedAt: new Date() };
      await ctx.tx.save(Coding, { formId, item, ...coded });
    } else if (standing) await ctx.tx.delete(Coding, { formId, item });
    else return;
    const words = (each: { readonly lltCode: string; readonly lltName: string } | null) => each && `${each.lltName} (${each.lltCode})`;
    const [before, after] = [words(standing), chosen && `${chosen.term.name} (${chosen.term.code})`];
    await this.journal.append(ctx, chosen ? CASE_ACTS.coded : CASE_ACTS.codeRemoved, {
      ...aboutCase(line),
      details: {
        form: record.formCode,
        protocolVersionId: record.protocolVersionId,
        formId,
        version: declaration.version,
        ...(chosen && { dictionary: chosen.dictionary }),
      },
      changes: [{ item, ...(before && { old: before }), ...(after && { new: after }) }],
    });
  }

  /**
   * Opens the form that completes the case: of the same kind, with its own day 0 at its first save. One that was opened and not typed in yet
   * is gone on with.
   */
  async declare(ctx: Ctx, id: string, key: string): Promise<string> {
    const { one, enrolment } = await this.store.locked(ctx, id);
    demand(ctx, 'write', asForm(enrolment, one.kind, enrolment.centreId));
    const thread = await ctx.tx.findBy(Declaration, { caseId: id });
    const begun = thread.find((each) => !isReceived(each));
    if (begun) return begun.formId;
    const formId = await this.opener.open(ctx, enrolment.id, key, { formCode: one.formCode });
    if (thread.every((each) => each.formId !== formId))
      await ctx.tx.insert(Declaration, { formId, caseId: id, version: Math.max(...thread.map(({ version }) => version)) + 1 });
    return formId;
  }

  private async termOf(ctx: Ctx, code: string): Promise<{ term: Term; dictionary: string }> {
    const dictionary = await this.dictionaries.version(ctx.tx);
    if (!dictionary)
      throw new Problem('conflict', {
        detail: say({ code: 'no-dictionary' }),
      });
    const term = await this.dictionaries.term(ctx.tx, code);
    if (!term) throw wrong('code', { code: 'no-such-term', params: { code, dictionary } });
    return { term, dictionary };
  }
}

function wrong(path: string, says: CaseAnswer): Problem {
  const message = say(says);
  return new Problem('invalid-request', { detail: message, items: [{ path, message }] });
}
