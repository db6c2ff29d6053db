import { Controller, Get, Query } from '@nestjs/common';
import { Context, Requires, type Ctx } from '#kernel/api';
import { ReadReviewValues, ReviewValues } from './review-values.messages.js';
import { ReviewValuesReader } from './review-values.reader.js';

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
}
