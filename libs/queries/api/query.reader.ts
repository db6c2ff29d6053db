import { Injectable } from '@nestjs/common';
import { Forms, viewerOf } from '#forms/api';
import { onlyCentre } from '#forms/domain';
import { AccessLog, decodeCursor, encodeCursor, everyPage, Problem, type Ctx, type Look, type PersonRef } from '#kernel/api';
import { Enrolments, seesSinceSent, soughtPatients } from '#patients/api';
import { displayAt } from './asked-of.js';
import type { QueryMessage } from './entities.js';
import type { ListQueries, QueryCentre, QueryDetail, QueryPage, QueryView, SearchQueries } from './queries.messages.js';
import { QueryStore, type QueryLine, type QuerySearch } from './query.store.js';
import { asNewQuery, viewMessage, viewQuery } from './query.view.js';
import { isOpeningKind } from '#protocols/domain';

const PAGE = 50;

/** Reads queries. Every look is logged before it is given (charter C3.1). */
@Injectable()
export class QueryReader {
  constructor(
    private readonly store: QueryStore,
    private readonly forms: Forms,
    private readonly enrolments: Enrolments,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem `invalid-request` for a registration number that no patient can have. */
  async search(ctx: Ctx, asked: SearchQueries): Promise<QueryPage> {
    const search = searchOf(asked);
    const read = Promise.all([
      this.mayAsk(ctx, asked),
      search ? this.page(ctx, search) : { items: [] },
      search ? this.store.count(ctx, search) : 0,
    ]);
    const [mayAsk, page, total] = await this.accessLog.beside(ctx, lookOf(asked, 'listed'), read);
    return { ...page, total, mayAsk, mayReview: ctx.ability.can('review', 'Form') };
  }

  /** Of one form, of one patient, or of anything at all. */
  private async mayAsk(ctx: Ctx, asked: SearchQueries): Promise<boolean> {
    if (!ctx.ability.can('ask', 'Query')) return false;
    const [form] = asked.formId ? await this.forms.standingAmong(ctx.tx, [asked.formId]) : [];
    const enrolmentId = form?.enrolmentId ?? asked.enrolmentId;
    if (!enrolmentId) return !asked.formId;
    const enrolment = await this.enrolments.sought(ctx, enrolmentId);
    if (!enrolment) return false;
    const about = { enrolment, visitCentreId: form?.centreId ?? enrolment.centreId, onFat: isOpeningKind(form?.formKind ?? '') };
    return ctx.ability.can('ask', asNewQuery(ctx, about));
  }

  /** The whole list, page after page: one export that is logged. @throws Problem as `search`. */
  async export(ctx: Ctx, asked: SearchQueries): Promise<AsyncGenerator<QueryView>> {
    const search = searchOf(asked);
    await this.accessLog.record(ctx, lookOf(asked, 'exported'));
    return everyPage(async (cursor) => {
      if (!search) return { items: [] };
      return this.page(ctx, { ...search, ...filterOf(cursor ? { cursor } : {}) });
    });
  }

  private async page(ctx: Ctx, search: QuerySearch): Promise<Pick<QueryPage, 'items' | 'next'>> {
    const lines = await this.store.list(ctx, search, PAGE + 1);
    const shown = lines.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      items: shown.map((line) => viewQuery(ctx, line)),
      ...(lines.length > PAGE && last && { next: encodeCursor([last.openedKey, last.query.id]) }),
    };
  }

  /** By which the list may be narrowed: all those in the scope of this person, in the order of the alphabet. */
  centres(ctx: Ctx): Promise<QueryCentre[]> {
    return this.store.centres(ctx);
  }

  /** @throws Problem `not-found` for an authorisation that one is not assigned. */
  async followers(ctx: Ctx, authorisationId: string): Promise<PersonRef[]> {
    const { staff } = ctx.actor;
    if (!staff?.authorisationIds.includes(authorisationId)) throw new Problem('not-found');
    return this.store.followers(ctx.tx, authorisationId);
  }

  /** Opens a query: a look that is logged. */
  async open(ctx: Ctx, id: string): Promise<QueryDetail> {
    const found = await this.find(ctx, id);
    return this.accessLog.beside(ctx, { action: 'read', subject: { type: 'query', id } }, this.viewOf(ctx, found));
  }

  /** The query, for someone who just acted on it. A centre that the patient left sees what it entered, and nothing entered after (charter C10.5). */
  async view(ctx: Ctx, id: string): Promise<QueryDetail> {
    return this.viewOf(ctx, await this.find(ctx, id));
  }

  /** In one trip: the steps of a query that the actor may not see are dropped with it. */
  private async find(ctx: Ctx, id: string): Promise<Found> {
    const [line, thread] = await Promise.all([this.store.line(ctx, id), this.store.thread(ctx.tx, id)]);
    return { line, thread };
  }

  private async viewOf(ctx: Ctx, { line, thread: all }: Found): Promise<QueryDetail> {
    const { query, enrolment } = line;
    const viewer = viewerOf(ctx.actor, { enrolment });
    const only = onlyCentre(viewer);
    const since = seesSinceSent(ctx) ? enrolment.firstSentAt : null;
    const thread = all.filter((step) => isTold(step, only, since));
    const form = query.formId && query.item ? await this.forms.find(ctx, query.formId) : undefined;
    const valueNow = form && displayAt(form, query.item, viewer);
    const sees = (only === undefined || query.valueThenCentre === only) && (since === null || query.openedAt >= since);
    return {
      ...viewQuery(ctx, line),
      ...(query.valueThen !== null && sees && { valueThen: query.valueThen }),
      ...(valueNow !== undefined && { valueNow }),
      thread: thread.map(viewMessage),
    };
  }
}

interface Found {
  readonly line: QueryLine;
  readonly thread: readonly QueryMessage[];
}

/** A step that this person reads: of their own centre or of no centre, where that is all they see; since the first sending, for the holder. */
function isTold({ kind, centreId, at }: QueryMessage, only: string | undefined, since: Date | null): boolean {
  return (only === undefined || centreId === '' || centreId === only) && (since === null || kind === 'asked' || at >= since);
}

/** What the list is narrowed to; undefined when what was typed can be no letters, month or number: nothing is found, rather than everything. */
function searchOf({ search: typed, ...asked }: SearchQueries): QuerySearch | undefined {
  const patients = soughtPatients(typed);
  if (patients === 'nobody') return undefined;
  return { ...filterOf(asked), ...(patients && { patients }) };
}

function lookOf({ search: typed, ...asked }: SearchQueries, action: 'listed' | 'exported'): Look {
  return { action, subject: { type: 'query', id: '*' }, filter: { ...asked, searched: !!typed?.trim() } };
}

function filterOf({ cursor, ...filter }: ListQueries): QuerySearch {
  const [openedKey, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [];
  return { ...filter, ...(openedKey && id && { after: { openedKey, id } }) };
}
