import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { REVIEW_WORDS } from '#forms/domain';
import { Context, csvAnswer, csvFile, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { own, yesOrNo } from '#kernel/domain';
import { ListReviewForms, ReviewFormPage } from './review-forms.messages.js';
import { ReviewFormsReader } from './review-forms.reader.js';
import { ReadReviewValues, ReviewValues, type ReviewColumn, type ReviewRow } from './review-values.messages.js';
import { ReviewValuesReader } from './review-values.reader.js';

/** What data managers read side by side. */
@Controller('review')
export class ReviewValuesController {
  constructor(
    private readonly reader: ReviewValuesReader,
    private readonly forms: ReviewFormsReader,
  ) {}

  /** Finished forms that wait to be read, verified or locked, the oldest first. */
  @Get('forms')
  @Requires(['review', 'Form'])
  listReviewForms(@Context() ctx: Ctx, @Query() asked: ListReviewForms): Promise<ReviewFormPage> {
    return this.forms.page(ctx, asked);
  }

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
    const { columns, numbers, rows } = await this.reader.export(ctx, asked);
    return csvFile('relecture', tableOf(columns, numbers), rows);
  }
}

/** What is not asked is told apart from what was not answered. */
const NOT_APPLICABLE = 'ne s’applique pas';

function tableOf(columns: readonly ReviewColumn[], numbers: ReadonlySet<string>): CsvColumn<ReviewRow>[] {
  return [
    ['Numéro d’enregistrement', ({ registrationNumber }) => registrationNumber],
    ['Centre', ({ centreName }) => centreName],
    ['Place', ({ place }) => place],
    ['Saisie terminée', ({ state }) => yesOrNo(state === 'complete')],
    ...columns.map((column) => answersOf(column, numbers.has(column.item))),
    ['Saisi par un autre centre', ({ enteredBy }) => provenanceOf(columns, enteredBy)],
    ['Queries en cours', ({ openQueries }) => openQueries],
    [
      'Relecture',
      ({ review }) =>
        review
          .filter(({ stale }) => !stale)
          .map(({ mark }) => REVIEW_WORDS[mark])
          .join(', '),
    ],
    ['Verrouillée', ({ locked }) => yesOrNo(locked)],
  ];
}

/** `Poids : CHU de Lyon`; the others are of the centre of the visit (charter C10.3). */
function provenanceOf(columns: readonly ReviewColumn[], enteredBy: ReviewRow['enteredBy'] = {}): string {
  return columns.flatMap(({ item, label }) => (own(enteredBy, item) ? [`${label}\u00a0: ${own(enteredBy, item)}`] : [])).join(' · ');
}

/** Numbers leave as numbers: their unit stands in the heading. */
function answersOf({ item, label, unit }: ReviewColumn, isNumber: boolean): CsvColumn<ReviewRow> {
  const heading = isNumber && unit !== undefined ? `${label} (${unit})` : label;
  return [
    heading,
    ({ values, notApplicable }) => {
      if (notApplicable.includes(item)) return NOT_APPLICABLE;
      return isNumber ? csvAnswer(own(values, item), unit) : own(values, item);
    },
  ];
}
