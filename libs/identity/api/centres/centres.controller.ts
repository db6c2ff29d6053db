import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { clockInWords } from '#identity/domain';
import { Context, csvFile, everyPage, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { CentrePage, ImportCentres, ImportReport, ListCentres, type CentreView } from './centres.messages.js';
import { Centres } from './centres.service.js';

const CENTRES: readonly CsvColumn<CentreView>[] = [
  ['FINESS', ({ id }) => id],
  ['Nom', ({ name }) => name],
  ['Entité juridique', ({ legalId }) => legalId],
  ['Fuseau horaire', ({ zone }) => clockInWords(zone)],
  ['Personnes', ({ people }) => people],
];

/** The centres that the installation knows: where requests come from, and where patients are transferred to (charter C10.1). */
@Controller()
export class CentresController {
  constructor(private readonly centres: Centres) {}

  /** A page of them, by number. */
  @Get('centres')
  @Requires(['read', 'Centre'])
  listCentres(@Context() ctx: Ctx, @Query() query: ListCentres): Promise<CentrePage> {
    return this.centres.page(ctx, query);
  }

  /** All that one looks for, as CSV. */
  @Get('centres.csv')
  @Requires(['read', 'Centre'])
  @ProducesCsv()
  async exportCentres(@Context() ctx: Ctx, @Query() query: ListCentres): Promise<StreamableFile> {
    return csvFile(
      'centres',
      CENTRES,
      everyPage((cursor) => this.centres.page(ctx, { ...query, ...(cursor && { cursor }) })),
    );
  }

  /** Brings in the hospitals of a file of the national register (FINESS). */
  @Post('centres/import')
  @HttpCode(200)
  @Requires(['import', 'Centre'])
  importCentres(@Context() ctx: Ctx, @Body() body: ImportCentres): Promise<ImportReport> {
    return this.centres.import(ctx, body);
  }
}
