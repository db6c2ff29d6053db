import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Api,
  type DeadlineFeedView,
  type FormListView,
  getDeadlineFeed,
  getFormList,
  getInclusions,
  getMatrix,
  getMissing,
  getQueryAges,
  getStatusBoard,
  getSummary,
  makeDeadlineFeed,
  revokeDeadlineFeed,
  type InclusionsView,
  type MatrixCell,
  type MatrixView,
  type MissingView,
  type QueryAgesView,
  type StatusBoard,
  type SummaryView,
} from '#api-client';

/** What is looked at: everything that one may read, or one authorisation, or one centre. */
export interface Scope {
  readonly authorisationId?: string;
  readonly centreId?: string;
}

export type CellState = MatrixCell['state'];

/** What a matrix is narrowed by: the state of a cell, or what is to be typed within 30 days. */
export type MatrixState = CellState | 'soon';

/** A table of the dashboard, by the end of its address. */
/** The forms behind a count. */
export type FormWork = 'late' | 'in-progress' | 'soon';

export type DashboardTable = 'matrix' | 'forms' | 'missing' | 'summary' | 'inclusions' | 'query-ages';

/** What the dashboard asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class DashboardApi {
  private readonly api = inject(Api);

  matrix(asked: Scope & { authorisationId: string; state?: MatrixState; cursor?: string }, context?: HttpContext): Promise<MatrixView> {
    return this.api.invoke(getMatrix, asked, context);
  }

  forms(asked: Scope & { work: FormWork; cursor?: string }, context?: HttpContext): Promise<FormListView> {
    return this.api.invoke(getFormList, asked, context);
  }

  missing(scope: Scope, context?: HttpContext): Promise<MissingView> {
    return this.api.invoke(getMissing, scope, context);
  }

  deadlineFeed(): Promise<DeadlineFeedView> {
    return this.api.invoke(getDeadlineFeed);
  }

  makeDeadlineFeed(): Promise<DeadlineFeedView> {
    return this.api.invoke(makeDeadlineFeed);
  }

  revokeDeadlineFeed(): Promise<DeadlineFeedView> {
    return this.api.invoke(revokeDeadlineFeed);
  }

  statuses(context?: HttpContext): Promise<StatusBoard> {
    return this.api.invoke(getStatusBoard, undefined, context);
  }

  summary(scope: Scope, context?: HttpContext): Promise<SummaryView> {
    return this.api.invoke(getSummary, scope, context);
  }

  inclusions(scope: Scope, context?: HttpContext): Promise<InclusionsView> {
    return this.api.invoke(getInclusions, scope, context);
  }

  queryAges(scope: Scope, context?: HttpContext): Promise<QueryAgesView> {
    return this.api.invoke(getQueryAges, scope, context);
  }

  /** Where the same table stands as CSV. */
  csv(table: DashboardTable, asked: Scope & { state?: MatrixState; work?: FormWork }): string {
    const given = Object.entries(asked).filter((entry): entry is [string, string] => !!entry[1]);
    const query = new URLSearchParams(given).toString();
    return `/api/v1/dashboard/${table}.csv${query && `?${query}`}`;
  }
}
