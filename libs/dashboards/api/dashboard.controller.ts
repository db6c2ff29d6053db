import { Controller, Get, Query } from '@nestjs/common';
import { AccessLog, Context, Requires, type Ctx } from '#kernel/api';
import {
  DashboardFilter,
  FormListFilter,
  FormListView,
  InclusionsView,
  MatrixFilter,
  MatrixView,
  MissingView,
  QueryAgesView,
  SummaryView,
} from './dashboard.messages.js';
import { FormListReader } from './form-list.reader.js';
import { MatrixReader } from './matrix.reader.js';
import { MissingReader } from './missing.reader.js';
import { QueryAgesReader } from './query-ages.reader.js';
import { SummaryReader } from './summary.reader.js';

/** Where everyone's patients stand (charter C7.1 to C7.4). Each look is logged, with what was asked for. */
@Controller('dashboard')
export class DashboardController {
  constructor(
    private readonly matrix: MatrixReader,
    private readonly missing: MissingReader,
    private readonly forms: FormListReader,
    private readonly summary: SummaryReader,
    private readonly queries: QueryAgesReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** Patients and their forms, of one authorisation: a page of 50, those included last first. */
  @Get('matrix')
  @Requires(['read', 'Enrolment'])
  async getMatrix(@Context() ctx: Ctx, @Query() filter: MatrixFilter): Promise<MatrixView> {
    return this.logged(ctx, 'matrix', filter, this.matrix.page(ctx, filter));
  }

  /** Missing data per form, as a count and a rate, over the fields that apply and over all of the PUT (charter C7.3). */
  @Get('missing')
  @Requires(['read', 'Enrolment'])
  async getMissing(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<MissingView> {
    return this.logged(ctx, 'missing', filter, this.missing.read(ctx, filter));
  }

  /** The forms behind a count of the summary, a page of 50. */
  @Get('forms')
  @Requires(['read', 'Enrolment'])
  async getFormList(@Context() ctx: Ctx, @Query() filter: FormListFilter): Promise<FormListView> {
    return this.logged(ctx, 'forms', filter, this.forms.page(ctx, filter));
  }

  /** Open work by authorisation; by authorisation and centre for the operator's side. */
  @Get('summary')
  @Requires(['read', 'Enrolment'])
  async getSummary(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<SummaryView> {
    return this.logged(ctx, 'summary', filter, this.summary.read(ctx, filter));
  }

  /** Patients given a number, month after month. */
  @Get('inclusions')
  @Requires(['read', 'Enrolment'])
  async getInclusions(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<InclusionsView> {
    return this.logged(ctx, 'inclusions', filter, this.summary.inclusions(ctx, filter));
  }

  /** Queries that wait, by age. */
  @Get('query-ages')
  @Requires(['read', 'Query'])
  async getQueryAges(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<QueryAgesView> {
    return this.logged(ctx, 'query-ages', filter, this.queries.ages(ctx, filter));
  }

  private logged<T>(ctx: Ctx, dashboard: string, filter: object, answer: Promise<T>): Promise<T> {
    const look = { action: 'listed', subject: { type: 'enrolment', id: '*' }, filter: { dashboard, ...filter } } as const;
    return this.accessLog.beside(ctx, look, answer);
  }
}
