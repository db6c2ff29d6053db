import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import { REVIEW_WORDS } from '#access-rights/domain';
import {
  AccessLog,
  Context,
  csvDay,
  csvFile,
  csvInstant,
  everyPage,
  IfMatch,
  ProducesCsv,
  Requires,
  type CsvColumn,
  type Ctx,
} from '#kernel/api';
import { AccessReviews } from './access-reviews.service.js';
import { AccessReviewView, CentreReviewPage, FinishReview, ListReviews, type CentreReview } from './review.messages.js';
import { ReviewReader } from './review.reader.js';

const REVIEWS: readonly CsvColumn<CentreReview>[] = [
  ['Centre (FINESS)', ({ centreId }) => centreId],
  ['Centre', ({ centreName }) => centreName],
  ['État', ({ state }) => REVIEW_WORDS[state]],
  ['Attendue le', ({ dueOn }) => csvDay(dueOn)],
  ['Dernière revue le (heure de Paris)', ({ doneAt }) => csvInstant(doneAt)],
  ['Accès gardés', ({ kept }) => kept],
  ['Accès retirés', ({ withdrawn }) => withdrawn],
  ['Accès signalés', ({ flagged }) => flagged],
  ['Départs', ({ left }) => left],
];

/** The yearly review of who has access in a centre: done there, followed by the manager (charter C5.7). */
@Controller()
export class AccessReviewsController {
  constructor(
    private readonly reviews: AccessReviews,
    private readonly reader: ReviewReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** Who has access in one's centre, and when the review is due. */
  @Get('access-review')
  @Requires(['read', 'AccessReview'])
  getAccessReview(@Context() ctx: Ctx): Promise<AccessReviewView> {
    return this.reviews.read(ctx);
  }

  /** Ends the review of the list that was read: what is named is withdrawn, or told to who may; the rest is kept. */
  @Post('access-review/finish')
  @HttpCode(200)
  @Requires(['finish', 'AccessReview'])
  async finishAccessReview(@Context() ctx: Ctx, @IfMatch() version: number, @Body() body: FinishReview): Promise<AccessReviewView> {
    await this.reviews.finish(ctx, version, body);
    return this.reviews.read(ctx);
  }

  /** Where each centre is with its own, by pages. */
  @Get('access-reviews')
  @Requires(['follow', 'AccessReview'])
  listAccessReviews(@Context() ctx: Ctx, @Query() query: ListReviews): Promise<CentreReviewPage> {
    return this.reader.page(ctx, query);
  }

  /** The same, all of it, as CSV. */
  @Get('access-reviews.csv')
  @Requires(['follow', 'AccessReview'])
  @ProducesCsv()
  async exportAccessReviews(@Context() ctx: Ctx, @Query() query: ListReviews): Promise<StreamableFile> {
    await this.accessLog.record(ctx, { action: 'exported', subject: { type: 'access-reviews', id: '*' } });
    return csvFile(
      'revues-des-acces',
      REVIEWS,
      everyPage((cursor) => this.reader.page(ctx, { ...query, ...(cursor && { cursor }) })),
    );
  }
}
