import { Injectable } from '@nestjs/common';
import { Contexts } from '#access-rights/api';
import { Journal, Problem, type Ctx } from '#kernel/api';
import {
  carriedUnder,
  FORM_ACTS,
  marksAfter,
  PASSAGE_ACTS,
  rekeyedBack,
  rekeyedIn,
  type Mapping,
  type Rekeyed,
  type WrittenChange,
} from '#forms/domain';
import { EnrolmentPath } from '#patients/api';
import { aboutVersion, ProtocolVersions, VersionReader, type VersionOfProtocol } from '#protocols/api';
import { withCalculated, type Form, type Value, type Values } from '#protocols/domain';
import { FormChanges, type FormQuestion } from '../acts/form-changes.js';
import { inWords } from '../acts/told-changes.js';
import { FormStore } from '../records/form.store.js';
import { isReady, judge, LOCKED } from './passage-judge.js';
import { lostBy, questionsOf, viewJudged, viewPlace } from './passage-words.js';
import type { FormPassageView, AskPassage, PassageDone } from './passage.messages.js';
import { PassageReader, type Stated } from './passage.reader.js';
import { PassageStore, type BegunForm, type PassedForm } from './passage.store.js';
import { ReviewStore } from '../review/review.store.js';
import { conductOfForm, countsOf, journalled, standing, type HeldForm, type OpenForm } from '../records/open-form.js';
import { say, type FormAnswer } from '../say.js';

/** What is written to a form that changes its version. */
interface Step {
  readonly act: typeof FORM_ACTS.passed;
  readonly passageId: string;
  readonly to: VersionOfProtocol;
  readonly form: Form;
  readonly values: Values;
  readonly written: readonly WrittenChange[];
  readonly moved: Parameters<typeof marksAfter>[1]['moved'];
  readonly rekeyed: readonly Rekeyed[];
  readonly asks: readonly FormQuestion[];
  readonly mapping: Mapping;
}

/**
 * Moves begun forms to another version of their protocol, and back until they are used. Each patient's forms in one transaction of their own: what
 * an interruption leaves undone is done by asking again.
 */
@Injectable()
export class FormPassages {
  constructor(
    private readonly reader: PassageReader,
    private readonly store: PassageStore,
    private readonly forms: FormStore,
    private readonly path: EnrolmentPath,
    private readonly reviews: ReviewStore,
    private readonly changes: FormChanges,
    private readonly protocols: ProtocolVersions,
    private readonly versions: VersionReader,
    private readonly contexts: Contexts,
    private readonly journal: Journal,
  ) {}

  /** @throws Problem as the preview does; `unprocessable-values` when someone must first say what becomes of answers; `conflict` when no form may go. */
  async pass(ctx: Ctx, toVersionId: string, body: AskPassage): Promise<PassageDone> {
    const stated = await this.reader.stated(ctx, toVersionId, body);
    const { from, to } = stated;
    const refusal = await this.reader.refusal(ctx, to);
    if (refusal) throw new Problem('conflict', { detail: say(refusal) });
    const { forms: seen, unmapped, begun } = await this.reader.look(ctx, stated);
    if (unmapped.length > 0) throw undecided(unmapped);
    const ready = new Set(seen.flatMap(({ formId, outcome }) => (outcome === 'ready' ? [formId] : [])));
    if (ready.size === 0) throw new Problem('conflict', { detail: say({ code: 'nothing-passes' }) });

    const id = await this.within(ctx, (own) => this.open(own, from, to));
    const kept = seen.filter(({ formId }) => !ready.has(formId));
    for (const forms of byEnrolment(begun.filter((at) => ready.has(at.id)))) {
      await this.within(ctx, async (own) => {
        for (const at of forms) kept.push(...(await this.move(own, id, at, stated)));
      });
    }
    return this.done(ctx, id, kept);
  }

  /** Takes it back, where nobody typed since. @throws Problem `not-found`, `not-allowed`; `conflict` when no form may go back. */
  async revert(ctx: Ctx, id: string): Promise<PassageDone> {
    const ends = await this.store.ends(ctx.tx, id);
    if (!ends) throw new Problem('not-found');
    const { code } = await this.versions.life(ctx, ends.toVersionId);
    await this.versions.demand(ctx, 'pass-forms', code);
    const from = await this.protocols.version(ctx.tx, ends.fromVersionId);
    const kept: FormPassageView[] = [];
    const forms = await this.store.forms(ctx, id);
    for (const each of byEnrolment(forms)) {
      await this.within(ctx, async (own) => {
        for (const at of each) kept.push(...(await this.moveBack(own, id, at, from)));
      });
    }
    if (forms.length === kept.length) throw new Problem('conflict', { detail: kept[0]?.why ?? say({ code: 'all-came-back' }) });
    return this.done(ctx, id, kept);
  }

  private async open(ctx: Ctx, from: VersionOfProtocol, to: VersionOfProtocol): Promise<string> {
    const id = await this.store.create(ctx.tx, { fromVersionId: from.id, toVersionId: to.id }, ctx.actor.name);
    const details = { code: to.code, from: from.version, to: to.version, migrationId: id };
    await this.journal.append(ctx, PASSAGE_ACTS.formsPassed, { ...aboutVersion(to.id), details });
    return id;
  }

  /** A form that was ready, judged again once its enrolment is locked: it may have changed since. @returns the form, when it keeps its version. */
  private async move(ctx: Ctx, passageId: string, at: BegunForm, { from, to, mapping }: Stated): Promise<FormPassageView[]> {
    const held = await this.forms.forUpdate(ctx, at.id);
    const judged = judge(held, held.lock !== null, to, mapping);
    const { open, becomes, target } = judged;
    if (open.record.protocolVersionId !== from.id) return [keptAs(open, at, { code: 'passed-meanwhile' })];
    if (!becomes || !target || !isReady(judged)) return [viewJudged(judged, at, to.document)];
    const { values, written, moved } = becomes;
    const step = { act: FORM_ACTS.passed, passageId, to, form: target, values, written, moved } as const;
    const asks = questionsOf(judged, to);
    const seq = await this.write(ctx, open, { ...step, asks, mapping, rekeyed: rekeyedIn(written, open.record.marks) });
    await this.store.add(ctx.tx, { passageId, formId: at.id, seq, contentVersion: open.record.contentVersion, lost: lostBy(judged) });
    return [];
  }

  private async moveBack(ctx: Ctx, passageId: string, at: PassedForm, from: VersionOfProtocol): Promise<FormPassageView[]> {
    const open = await this.forms.forUpdate(ctx, at.id);
    const written = await this.store.written(ctx.tx, at.enrolmentId, at.seq);
    const erased: FormAnswer = { code: 'answers-erased' };
    const why = usedSince(open, at) ?? (written ? undefined : erased) ?? ((await this.reviews.lock(ctx.tx, at.id)) ? LOCKED : undefined);
    if (why || !written) return [keptAs(open, at, why ?? erased)];
    const { form } = await this.protocols.form(ctx.tx, from.id, open.record.formCode);
    const back = written.map(({ item, old, new: value }): WrittenChange => ({
      item,
      ...(value !== undefined && { old: value }),
      ...(old !== undefined && { new: old }),
    }));
    const values = withCalculated(form, undone(open.record.values, back), open.env);
    const step = { act: FORM_ACTS.passageReverted, passageId, to: from, form, values, written: back, moved: [] } as const;
    await this.write(ctx, open, {
      ...step,
      asks: [],
      mapping: { items: [], values: [] },
      rekeyed: rekeyedBack(written, open.record.marks),
    });
    await this.store.reverted(ctx.tx, passageId, at.id, ctx.actor.name);
    return [];
  }

  /** @returns the sequence of its entry in the journal. */
  private async write(
    ctx: Ctx,
    open: HeldForm,
    { act, passageId, to, form, values, written, moved, rekeyed, asks, mapping }: Step,
  ): Promise<number> {
    const { record, enrolment, env } = open;
    const { details, ...about } = journalled(open);
    const versions = {
      protocolVersionId: to.id,
      formerVersionId: record.protocolVersionId,
      version: to.version,
      former: open.protocol.version,
    };
    const { carried, told } = carriedUnder(open.form, { form, version: to.version }, record.carried, mapping);
    // Before the form goes: it is read by the version that has the field.
    if (told.length > 0) await this.journal.append(ctx, FORM_ACTS.carriedPutAside, { ...about, details, changes: inWords(told) });
    const { seq } = await this.journal.append(ctx, act, {
      ...about,
      details: { ...details, ...versions, migrationId: passageId },
      changes: written,
    });
    Object.assign(record, {
      protocolVersionId: to.id,
      values,
      marks: marksAfter(record.marks, { written, moved }, seq),
      contentVersion: record.contentVersion + 1,
      stateVersion: record.stateVersion + 1,
      changedAt: new Date(),
      carried,
      ...countsOf(form, values, env, carried),
    });
    const identity = conductOfForm(open).identityTold(form, values, env);
    if (identity) await this.path.identify(ctx, enrolment, identity);
    await this.path.touch(ctx, enrolment.id, record.changedAt);
    await this.forms.save(ctx, record);
    await this.changes.settle(ctx, { ...open, protocol: to.document, form }, 'passed', rekeyed, asks);
    return seq;
  }

  /** In a transaction of its own, with what it left for after the commit. */
  private within<T>(ctx: Ctx, act: (own: Ctx) => Promise<T>): Promise<T> {
    return this.contexts.inTransaction(ctx.actor, ctx.requestId, act);
  }

  private async done(ctx: Ctx, id: string, kept: FormPassageView[]): Promise<PassageDone> {
    const [passage] = await this.store.list(ctx.tx, { id });
    if (!passage) throw new Error(`Passage ${id} was made and is gone.`);
    return { passage, kept };
  }
}

function byEnrolment<Form extends BegunForm>(forms: readonly Form[]): readonly (readonly Form[])[] {
  const groups = new Map<string, Form[]>();
  for (const form of forms) groups.set(form.enrolmentId, [...(groups.get(form.enrolmentId) ?? []), form]);
  return [...groups.values()];
}

/** Why a form that went does not go back; undefined when it may. */
function usedSince(open: OpenForm, { contentVersion }: PassedForm): FormAnswer | undefined {
  if (standing(open).length > 0) return { code: 'signed-since' };
  return open.record.contentVersion === contentVersion ? undefined : { code: 'typed-since' };
}

function keptAs(open: OpenForm, at: BegunForm, why: FormAnswer): FormPassageView {
  return { ...viewPlace(open, at), outcome: 'kept', why: say(why), moved: [], left: [], hidden: [], missing: [], refused: [], asked: [] };
}

function undone(values: Values, changes: readonly WrittenChange[]): Values {
  const after = new Map<string, Value>(Object.entries(values));
  for (const { item } of changes) after.delete(item);
  for (const { item, new: value } of changes) if (value !== undefined) after.set(item, value);
  return Object.fromEntries(after);
}

/** Each field that someone must speak of, with what it is called. */
function undecided(unmapped: readonly { form: string; item: string; label: string; forms: number }[]): Problem {
  return new Problem('unprocessable-values', {
    detail: say({ code: 'say-what-becomes' }),
    items: unmapped.map(({ form, item, label, forms }) => ({
      path: `${form}/${item}`,
      message: say({ code: 'field-without-place', params: { label, forms } }),
    })),
  });
}
