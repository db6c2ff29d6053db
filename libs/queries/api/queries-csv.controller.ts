import { Body, Controller, HttpCode, Post, type StreamableFile } from '@nestjs/common';
import { Context, csvDay, csvFile, csvInstant, ProducesCsv, ReadsOnly, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { yesOrNo } from '#kernel/domain';
import { ASKED_BY_WORDS, QUERY_STATE_WORDS } from '#queries/domain';
import { SearchQueries, type QueryView } from './queries.messages.js';
import { QueryReader } from './query.reader.js';

const QUERIES: readonly CsvColumn<QueryView>[] = [
  ['Numéro d’enregistrement', ({ registrationNumber }) => registrationNumber],
  ['Patient', ({ letters }) => letters],
  ['Autorisation', ({ authorisationCode }) => authorisationCode],
  ['Centre', ({ centreName }) => centreName],
  ['Fiche', ({ formTitle }) => formTitle],
  ['Champ', ({ itemLabel }) => itemLabel],
  ['Question', ({ text }) => text],
  ['Posée par', ({ askedBy }) => ASKED_BY_WORDS[askedBy]],
  ['Auteur', ({ openedBy }) => openedBy],
  ['Posée le (heure de Paris)', ({ openedAt }) => csvInstant(openedAt)],
  ['État', ({ state }) => QUERY_STATE_WORDS[state]],
  ['Âge (jours)', ({ ageDays }) => ageDays],
  ['Échéance', ({ dueOn }) => csvDay(dueOn)],
  ['En retard', ({ overdue }) => yesOrNo(overdue)],
  ['Suivie par', ({ assigneeName }) => assigneeName],
];

/** The list of queries as a table: the same rows, by the same rights. */
@Controller('queries')
export class QueriesCsvController {
  constructor(private readonly reader: QueryReader) {}

  /** The whole list that a search gives, as CSV. */
  @Post('search.csv')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Query'])
  @ProducesCsv()
  async exportQueries(@Context() ctx: Ctx, @Body() search: SearchQueries): Promise<StreamableFile> {
    return csvFile('queries', QUERIES, await this.reader.export(ctx, search));
  }
}
