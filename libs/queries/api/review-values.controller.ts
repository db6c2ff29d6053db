import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import type { ReviewMark } from '#forms/api';
import { Context, csvFile, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { ReadReviewValues, ReviewValues, type ReviewColumn, type ReviewRow } from './review-values.messages.js';
import { ReviewValuesReader } from './review-values.reader.js';

const MARKS: Readonly<Record<ReviewMark, string>> = { read: 'lue', verified: 'vérifiée' };

/** What data managers read side by side. */
@Controller('review')
export class ReviewValuesController {
  constructor(private readonly reader: ReviewValuesReader) {}

  /** Values of one form across patients, those of the oldest forms first. */
  @Get('values')
  @Requires(['review', 'Form'])
  async getReviewValues(@Context() ctx: Ctx, @Query() asked: ReadReviewValues): Promise<ReviewValues> {
    return this.reader.page(ctx, asked);
  }

  /** The whole table, as CSV. */
  @Get('values.csv')
  @Requires(['review', 'Form'])
  @ProducesCsv()
  async exportReviewValues(@Context() ctx: Ctx, @Query() asked: ReadReviewValues): Promise<StreamableFile> {
    const { columns, rows } = await this.reader.export(ctx, asked);
    return csvFile('relecture', tableOf(columns), rows);
  }
}

function tableOf(columns: readonly ReviewColumn[]): CsvColumn<ReviewRow>[] {
  return [
    ['Numéro d’enregistrement', ({ registrationNumber }) => registrationNumber],
    ['Centre', ({ centreName }) => centreName],
    ['Place', ({ place }) => place],
    ['Saisie terminée', ({ state }) => (state === 'complete' ? 'oui' : 'non')],
    ...columns.map(({ item, label }): CsvColumn<ReviewRow> => [label, ({ values }) => values[item]]),
    ['Queries en cours', ({ openQueries }) => openQueries],
    [
      'Relecture',
      ({ review }) =>
        review
          .filter(({ stale }) => !stale)
          .map(({ mark }) => MARKS[mark])
          .join(', '),
    ],
    ['Verrouillée', ({ locked }) => (locked ? 'oui' : 'non')],
  ];
}
