import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { AccessLog, Context, csvFile, everyPage, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { AGES, FORMS, INCLUSIONS, MATRIX, MISSING, SUMMARY, type MatrixLine } from './dashboard-columns.js';
import { DashboardFilter, FormListFilter, MatrixFilter, type MatrixRow } from './dashboard.messages.js';
import { FormListReader } from './form-list.reader.js';
import { MatrixReader } from './matrix.reader.js';
import { MissingReader } from './missing.reader.js';
import { QueryAgesReader } from './query-ages.reader.js';
import { SummaryReader } from './summary.reader.js';

/** What each is called as a file. */
const FILES = {
  matrix: 'patients-et-fiches',
  missing: 'donnees-manquantes',
  forms: 'fiches',
  summary: 'tableau-de-bord',
  inclusions: 'inclusions',
  'query-ages': 'queries-par-age',
} as const;

/** The dashboards as tables: the same rows as on screen, by the same rights. Each export is logged, with what was asked for. */
@Controller('dashboard')
export class DashboardCsvController {
  constructor(
    private readonly matrix: MatrixReader,
    private readonly missing: MissingReader,
    private readonly forms: FormListReader,
    private readonly summary: SummaryReader,
    private readonly queries: QueryAgesReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** A line a patient and a form, of all patients. */
  @Get('matrix.csv')
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  exportMatrix(@Context() ctx: Ctx, @Query() filter: MatrixFilter): Promise<StreamableFile> {
    return this.export(ctx, 'matrix', filter, MATRIX, async () =>
      linesOf(
        everyPage(async (cursor) => {
          const { rows, columns, next } = await this.matrix.page(ctx, { ...filter, ...(cursor && { cursor }) });
          const titles = new Map(columns.map(({ form, title }) => [form, title]));
          return { items: rows.map((row) => ({ row, titles })), ...(next && { next }) };
        }),
      ),
    );
  }

  @Get('missing.csv')
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  exportMissing(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<StreamableFile> {
    return this.export(ctx, 'missing', filter, MISSING, async () => (await this.missing.read(ctx, filter)).rows);
  }

  /** A line a form, of all pages. */
  @Get('forms.csv')
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  exportForms(@Context() ctx: Ctx, @Query() filter: FormListFilter): Promise<StreamableFile> {
    return this.export(ctx, 'forms', filter, FORMS, async () =>
      everyPage(async (cursor) => {
        const { rows, next } = await this.forms.page(ctx, { ...filter, ...(cursor && { cursor }) });
        return { items: rows, ...(next && { next }) };
      }),
    );
  }

  @Get('summary.csv')
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  exportSummary(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<StreamableFile> {
    return this.export(ctx, 'summary', filter, SUMMARY, async () => {
      const { rows, counts } = await this.summary.read(ctx, filter);
      return rows.map((row) => ({ row, counts }));
    });
  }

  @Get('inclusions.csv')
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  exportInclusions(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<StreamableFile> {
    return this.export(ctx, 'inclusions', filter, INCLUSIONS, async () => (await this.summary.inclusions(ctx, filter)).months);
  }

  @Get('query-ages.csv')
  @Requires(['read', 'Query'])
  @ProducesCsv()
  exportQueryAges(@Context() ctx: Ctx, @Query() filter: DashboardFilter): Promise<StreamableFile> {
    return this.export(ctx, 'query-ages', filter, AGES, async () => (await this.queries.ages(ctx, filter)).buckets);
  }

  private async export<Row>(
    ctx: Ctx,
    dashboard: keyof typeof FILES,
    filter: object,
    columns: readonly CsvColumn<Row>[],
    rows: () => Promise<Iterable<Row> | AsyncIterable<Row>>,
  ): Promise<StreamableFile> {
    await this.accessLog.record(ctx, { action: 'exported', subject: { type: 'enrolment', id: '*' }, filter: { dashboard, ...filter } });
    return csvFile(FILES[dashboard], columns, await rows());
  }
}

async function* linesOf(rows: AsyncIterable<{ row: MatrixRow; titles: ReadonlyMap<string, string> }>): AsyncGenerator<MatrixLine> {
  for await (const { row, titles } of rows) for (const cell of row.cells) yield { row, cell, title: titles.get(cell.form) ?? cell.form };
}
