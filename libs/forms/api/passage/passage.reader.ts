import { Injectable } from '@nestjs/common';
import { AccessLog, Problem, type Ctx } from '#kernel/api';
import { mappingProblems, unmappedOf, type Mapping } from '#forms/domain';
import { ProtocolVersions, VersionReader, type VersionOfProtocol } from '#protocols/api';
import type { Form } from '#protocols/domain';
import { FormStore } from '../records/form.store.js';
import { isReady, judge, needsOf, type Judged } from './passage-judge.js';
import { viewJudged } from './passage-words.js';
import type {
  AwaitedDecisions,
  FormPassageView,
  AskPassage,
  PassageList,
  PassagePreview,
  RefusedAnswer,
  UnmappedItem,
} from './passage.messages.js';
import { PassageStore, type BegunForm } from './passage.store.js';
import { ReviewStore } from '../review/review.store.js';
import { say, type FormAnswer } from '../say.js';

/** Forms told one by one; the counts are of all. */
const SHOWN = 500;

/** Forms in memory at once, with all of their patients' forms. */
const BATCH = 100;

/** A passage as stated, its two versions read. */
export interface Stated {
  readonly from: VersionOfProtocol;
  readonly to: VersionOfProtocol;
  readonly mapping: Mapping;
}

/** What becomes of every form, and what is still to be said. */
type Look = Pick<PassagePreview, 'forms' | 'unmapped' | 'refused' | 'awaited'> & { readonly begun: readonly BegunForm[] };

/** Says what a passage would do, before it does anything. */
@Injectable()
export class PassageReader {
  constructor(
    private readonly protocols: ProtocolVersions,
    private readonly versions: VersionReader,
    private readonly store: PassageStore,
    private readonly forms: FormStore,
    private readonly reviews: ReviewStore,
    private readonly accessLog: AccessLog,
  ) {}

  /** Form by form, what would move, change, leave the data, be asked again: a look at patients' answers, which is logged. */
  async preview(ctx: Ctx, toVersionId: string, body: AskPassage): Promise<PassagePreview> {
    const stated = await this.stated(ctx, toVersionId, body);
    const { forms, unmapped, refused, awaited } = await this.look(ctx, stated);
    const refusal = await this.refusal(ctx, stated.to);
    const views = (outcome: FormPassageView['outcome']) => forms.filter((each) => each.outcome === outcome);
    const [undecided, ready, kept] = [views('undecided'), views('ready'), views('kept')];
    return {
      ...(refusal && { refusal: say(refusal) }),
      unmapped,
      refused,
      awaited,
      forms: [...undecided, ...ready, ...kept].slice(0, SHOWN),
      total: forms.length,
      ready: ready.length,
      undecided: undecided.length,
      kept: kept.length,
    };
  }

  /** What becomes of every form as things stand, and what nobody said. The same few statements read a batch, however many forms it holds. */
  async look(ctx: Ctx, stated: Stated, how: 'read' | 'exported' = 'read'): Promise<Look> {
    await this.accessLog.record(ctx, { action: how, subject: { type: 'migration-preview', id: stated.to.id } });
    const begun = await this.store.begun(ctx, stated.from.id);
    const forms: FormPassageView[] = [];
    const answered = new Map<string, number>();
    const refused = new Map<string, RefusedAnswer>();
    const awaited = new Map<string, AwaitedDecisions>();
    for (let from = 0; from < begun.length; from += BATCH) {
      const places = new Map(begun.slice(from, from + BATCH).map((at) => [at.id, at]));
      const open = await this.forms.findMany(ctx, [...places.keys()]);
      const locked = await this.reviews.lockedAmong(
        ctx.tx,
        open.map(({ record }) => record),
      );
      for (const each of open) {
        const at = places.get(each.record.id);
        if (!at) continue;
        const judged = judge(each, locked.has(at.id), stated.to, stated.mapping);
        const view = viewJudged(judged, at, stated.to.document);
        forms.push(view);
        for (const each of view.refused) refused.set(`${each.form}/${each.item}/${JSON.stringify(each.value)}`, each);
        const needs = needsOf(judged);
        const alike = needs.join('\n');
        if (needs.length > 0) awaited.set(alike, { needs: [...needs], forms: (awaited.get(alike)?.forms ?? 0) + 1 });
        for (const code of codesOf(judged)) answered.set(code, (answered.get(code) ?? 0) + 1);
      }
    }
    return { begun, forms, unmapped: unmappedIn(stated, answered), refused: [...refused.values()], awaited: [...awaited.values()] };
  }

  /** Why no form goes to that version today: a draft changes still, and what comes into force tomorrow is not in force today. */
  async refusal(ctx: Ctx, to: VersionOfProtocol): Promise<FormAnswer | undefined> {
    const { state, validFrom } = await this.versions.life(ctx, to.id);
    if (state === 'published' && (validFrom ?? '') <= ctx.today) return undefined;
    return { code: 'version-to-come', params: { version: to.version } };
  }

  /** Passages that left or reached a version. */
  async list(ctx: Ctx, versionId: string): Promise<PassageList> {
    await this.versions.life(ctx, versionId);
    return { items: await this.store.list(ctx.tx, { versionId }) };
  }

  /**
   * What the manager stated, once it is known that they may and that it holds together.
   * @throws Problem `not-found`, `not-allowed`; `conflict` for a version that was withdrawn, `invalid-request` for what cannot be mapped so.
   */
  async stated(ctx: Ctx, toVersionId: string, { fromVersionId, items, values, rest }: AskPassage): Promise<Stated> {
    const [former, later] = [await this.versions.life(ctx, fromVersionId), await this.versions.life(ctx, toVersionId)];
    await this.versions.demand(ctx, 'pass-forms', later.code);
    if (former.code !== later.code || former.id === later.id) throw wrong('fromVersionId', { code: 'same-version' });
    if (later.state === 'withdrawn')
      throw new Problem('conflict', { detail: say({ code: 'version-withdrawn', params: { version: later.version } }) });
    const [from, to] = [await this.protocols.version(ctx.tx, fromVersionId), await this.protocols.version(ctx.tx, toVersionId)];
    const mapping = { items, values, ...(rest && { rest }) } as Mapping;
    const unknown = items.findIndex(({ form }) => !formOf(from, form) || !formOf(to, form));
    if (unknown >= 0) throw wrong(`items.${unknown}`, { code: 'not-in-both-versions', params: { form: items[unknown]?.form ?? '' } });
    const problems = pairs({ from, to }).flatMap(([one, other]) => mappingProblems(one, other, mapping));
    if (problems.length > 0)
      throw new Problem('invalid-request', {
        detail: problems[0] ? say(problems[0].says) : '',
        items: problems.map(({ path, says }) => ({ path, message: say(says) })),
      });
    return { from, to, mapping };
  }
}

/** What nobody mapped and someone answered, form by form of the protocol. */
function unmappedIn(stated: Stated, answered: ReadonlyMap<string, number>): UnmappedItem[] {
  return pairs(stated).flatMap(([one, other]) =>
    unmappedOf(one, other, stated.mapping).flatMap(({ form, item, label, choices }) => {
      const forms = answered.get(`${form}/${item}`) ?? 0;
      return forms === 0 ? [] : [{ form, formTitle: one.title, item, label, choices: choices.map((each) => ({ ...each })), forms }];
    }),
  );
}

/** Items and groups answered in a form that waits for what nobody said. */
function codesOf({ open, becomes }: Judged): readonly string[] {
  return becomes && !isReady({ open, becomes }) ? becomes.unmapped.map((code) => `${open.form.code}/${code}`) : [];
}

/** The forms that both versions have. */
function pairs({ from, to }: Pick<Stated, 'from' | 'to'>): readonly (readonly [Form, Form])[] {
  return from.document.forms.flatMap((one) => {
    const other = formOf(to, one.code);
    return other ? [[one, other] as const] : [];
  });
}

function formOf({ document }: VersionOfProtocol, code: string): Form | undefined {
  return document.forms.find((each) => each.code === code);
}

function wrong(path: string, says: FormAnswer): Problem {
  const message = say(says);
  return new Problem('invalid-request', { detail: message, items: [{ path, message }] });
}
