import { Controller, Get, Param, type StreamableFile } from '@nestjs/common';
import { Context, csvDay, csvFile, ID, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { yesOrNo } from '#kernel/domain';
import type { ScheduleRow } from './schedule.messages.js';
import { ScheduleReader } from './schedule.reader.js';

const CALENDAR: readonly CsvColumn<ScheduleRow>[] = [
  ['Visite', ({ place }) => place],
  ['Fiche', ({ title }) => title],
  ['Date prévue', ({ target }) => csvDay(target)],
  ['Au plus tôt', ({ from }) => csvDay(from)],
  ['Au plus tard', ({ until }) => csvDay(until)],
  ['Date à confirmer', ({ announced }) => yesOrNo(announced)],
  ['Date réelle', ({ heldOn }) => csvDay(heldOn)],
  ['État', ({ words }) => words],
  ['Champs remplis', ({ filled }) => filled],
  ['Champs applicables', ({ applicable }) => applicable],
  ['Champs manquants', ({ missing }) => missing],
];

/** The calendar of a file as a table: the same rows as on screen, by the same rights. */
@Controller('enrolments')
export class FollowUpCsvController {
  constructor(private readonly schedule: ScheduleReader) {}

  /** The calendar of one patient, as CSV. */
  @Get(':id/schedule.csv')
  @Requires(['read', 'Enrolment'])
  @ProducesCsv()
  async exportSchedule(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<StreamableFile> {
    const { rows } = await this.schedule.of(ctx, id, 'exported');
    return csvFile('calendrier', CALENDAR, rows);
  }
}
