import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  answerQuery,
  Api,
  askQuery,
  cancelQuery,
  changeQuery,
  changeQueryFilter,
  closeQuery,
  deleteQueryFilter,
  exportQueries,
  getProtocolVersion,
  getQuery,
  listFollowers,
  listQueryCentres,
  listQueryFilters,
  listReviewForms,
  getReviewValues,
  remindQuery,
  reopenQuery,
  saveQueryFilter,
  searchQueries,
  type AskQuery,
  type ChangeQuery,
  type PersonRef,
  type QueryCentre,
  type QueryDetail,
  type QueryFilter,
  type QueryFilterList,
  type QueryFilterView,
  type QueryPage,
  type QueryView,
  type ReviewFormPage,
  type ReviewValues,
  type SearchQueries,
} from '#api-client';
import { ifMatch } from '#kernel/web';
import type { Protocol } from '#protocols/domain';
import type { QueryAct } from './words.js';

/** What the work-list of finished forms is narrowed by. */
export type ReviewFormsAsked = Omit<NonNullable<Parameters<typeof listReviewForms>[2]>, 'cursor'>;

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class QueriesApi {
  private readonly api = inject(Api);

  search(asked: SearchQueries, context?: HttpContext): Promise<QueryPage> {
    return this.api.invoke(searchQueries, { body: asked }, context);
  }

  /** The whole list, as a file that spreadsheets open. */
  export(asked: SearchQueries): Promise<Blob> {
    return this.api.invoke(exportQueries, { body: asked });
  }

  /** All the queries of a form or of a patient: as many pages as there are. */
  async allOf(of: Pick<SearchQueries, 'enrolmentId' | 'formId'>, context?: HttpContext): Promise<Pick<QueryPage, 'items' | 'mayAsk'>> {
    const { items, mayAsk, next } = await this.search(of, context);
    const all = [...items];
    for (let cursor = next; cursor;) {
      const page = await this.search({ ...of, cursor }, context);
      all.push(...page.items);
      cursor = page.next;
    }
    return { items: all, mayAsk };
  }

  one(id: string, context?: HttpContext): Promise<QueryDetail> {
    return this.api.invoke(getQuery, { id }, context);
  }

  /** @param key the same for every retry of the same wish */
  ask(query: AskQuery, key: string): Promise<QueryDetail> {
    return this.api.invoke(askQuery, { 'Idempotency-Key': key, body: query });
  }

  /** Who may be asked to follow the queries of an authorisation. */
  async followers(authorisationId: string): Promise<readonly PersonRef[]> {
    return (await this.api.invoke(listFollowers, { authorisationId })).items;
  }

  /** Centres by whose patients the list may be narrowed. */
  async centres(): Promise<readonly QueryCentre[]> {
    return (await this.api.invoke(listQueryCentres)).items;
  }

  act({ id, version }: QueryView, act: QueryAct, text: string): Promise<QueryDetail> {
    const seen = { id, 'If-Match': ifMatch(version) };
    switch (act) {
      case 'answer':
        return this.api.invoke(answerQuery, { ...seen, body: { text } });
      case 'close':
        return this.api.invoke(closeQuery, { ...seen, body: text ? { text } : {} });
      case 'reopen':
        return this.api.invoke(reopenQuery, { ...seen, body: { text } });
      case 'cancel':
        return this.api.invoke(cancelQuery, { ...seen, body: { text } });
      case 'remind':
        return this.api.invoke(remindQuery, { ...seen, body: text ? { text } : {} });
    }
  }

  change({ id, version }: QueryView, change: ChangeQuery): Promise<QueryDetail> {
    return this.api.invoke(changeQuery, { id, 'If-Match': ifMatch(version), body: change });
  }

  filters(): Promise<QueryFilterList> {
    return this.api.invoke(listQueryFilters);
  }

  /** @param key the same for every retry of the same wish */
  saveFilter(name: string, filter: QueryFilter, key: string): Promise<QueryFilterView> {
    return this.api.invoke(saveQueryFilter, { 'Idempotency-Key': key, body: { name, filter } });
  }

  renameFilter({ id, filter }: QueryFilterView, name: string): Promise<QueryFilterView> {
    return this.api.invoke(changeQueryFilter, { id, body: { name, filter } });
  }

  removeFilter({ id }: QueryFilterView): Promise<void> {
    return this.api.invoke(deleteQueryFilter, { id });
  }

  /** Values of one form across patients, a column a question. */
  values(
    authorisationId: string,
    formCode: string,
    items: readonly string[],
    cursor?: string,
    context?: HttpContext,
  ): Promise<ReviewValues> {
    return this.api.invoke(getReviewValues, { authorisationId, formCode, items: items.join(','), ...(cursor && { cursor }) }, context);
  }

  /** Finished forms that wait to be reviewed, or locked. */
  reviewForms(asked: ReviewFormsAsked, cursor?: string, context?: HttpContext): Promise<ReviewFormPage> {
    return this.api.invoke(listReviewForms, { ...asked, ...(cursor && { cursor }) }, context);
  }

  /** The protocol, for the names of its forms and questions. */
  async protocol(versionId: string): Promise<Protocol> {
    const { document } = await this.api.invoke(getProtocolVersion, { id: versionId });
    return document as unknown as Protocol;
  }
}
