import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { Context, csvDay, csvFile, csvInstant, ProducesCsv, ReadsOnly, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { CaseReader } from './case.reader.js';
import { ListCases, SearchCases, type CaseSummary } from './cases.messages.js';

const CASES: readonly CsvColumn<CaseSummary>[] = [
  ['Numéro d’enregistrement', ({ registrationNumber }) => registrationNumber],
  ['Patient', ({ letters }) => letters],
  ['Autorisation', ({ authorisationCode }) => authorisationCode],
  ['Médicament', ({ medicine }) => medicine],
  ['Centre', ({ centreName }) => centreName],
  ['Fiche', ({ title }) => title],
  ['Verbatim', ({ verbatim }) => verbatim],
  ['Gravité', ({ seriousWords }) => seriousWords],
  ['Grade', ({ grade }) => grade],
  ['Jour 0 (heure de Paris)', ({ receivedAt }) => csvInstant(receivedAt)],
  ['Dernière déclaration (heure de Paris)', ({ lastReceivedAt }) => csvInstant(lastReceivedAt)],
  ['Déclarations', ({ declarations }) => declarations],
  ['À prendre en charge', ({ toAcknowledge }) => toAcknowledge],
  ['Au plus tard', ({ clock }) => csvDay(clock?.dueOn)],
  ['Délai', ({ clock }) => clock?.delay],
  ['Prise en charge le (heure de Paris)', ({ acknowledgedAt }) => csvInstant(acknowledgedAt)],
  ['Prise en charge par', ({ acknowledgedBy }) => acknowledgedBy?.name],
  ['À transmettre', ({ toTransmit }) => toTransmit],
  ['Transmise le', ({ transmitted }) => csvDay(transmitted?.on)],
  ['Transmise à', ({ transmitted }) => transmitted?.to],
  ['Transmise par', ({ transmitted }) => transmitted?.by.name],
  ['Jours de retard', ({ transmitted }) => transmitted?.daysLate],
  ['Verbatims à coder', ({ toCode }) => toCode],
];

/** The desk of pharmacovigilance as a table: the same rows, by the same rights. */
@Controller('pv')
export class CasesCsvController {
  constructor(private readonly reader: CaseReader) {}

  /** The whole list of cases, as CSV. */
  @Get('cases.csv')
  @Requires(['read', 'Case'])
  @ProducesCsv()
  async exportCases(@Context() ctx: Ctx, @Query() filter: ListCases): Promise<StreamableFile> {
    return csvFile('declarations', CASES, await this.reader.export(ctx, filter));
  }

  /** The whole list that a search gives, as CSV. */
  @Post('cases/search.csv')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Case'])
  @ProducesCsv()
  async exportFoundCases(@Context() ctx: Ctx, @Body() search: SearchCases): Promise<StreamableFile> {
    return csvFile('declarations', CASES, await this.reader.export(ctx, search));
  }
}
