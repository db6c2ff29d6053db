import { Body, Controller, Delete, HttpCode, Param, ParseEnumPipe, Post, Put } from '@nestjs/common';
import { Context, ID, IfMatch, Problem, Requires, type Ctx } from '#kernel/api';
import { FormReader } from '../records/form.reader.js';
import { FormView } from '../records/forms.messages.js';
import { GiveLockReason, LockForm, MarkReviewed, type ReviewMark } from './review.messages.js';
import { ReviewService } from './review.service.js';

const MARK = new ParseEnumPipe({ read: 'read', verified: 'verified' }, { exceptionFactory: () => new Problem('not-found') });

/** What data managers leave on a form. */
@Controller('forms')
export class ReviewController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly reader: FormReader,
  ) {}

  /** Says that the content was read, or verified; a later change makes that stale. */
  @Put(':id/review/:mark')
  @Requires(['read', 'Form'])
  async markReviewed(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @Param('mark', MARK) mark: ReviewMark,
    @Body() { contentVersion }: MarkReviewed,
  ): Promise<FormView> {
    await this.reviews.mark(ctx, id, mark, contentVersion);
    return this.reader.view(ctx, id);
  }

  /** Takes that back. */
  @Delete(':id/review/:mark')
  @Requires(['read', 'Form'])
  async unmarkReviewed(@Context() ctx: Ctx, @Param('id', ID) id: string, @Param('mark', MARK) mark: ReviewMark): Promise<FormView> {
    await this.reviews.unmark(ctx, id, mark);
    return this.reader.view(ctx, id);
  }

  /** Nobody types in the form until the lock is lifted (charter C12.5). */
  @Post(':id/lock')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async lockForm(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason, despiteQueries = false }: LockForm,
  ): Promise<FormView> {
    await this.reviews.lock(ctx, id, version, { reason, despiteQueries });
    return this.reader.view(ctx, id);
  }

  /** Lifts the lock. */
  @Post(':id/unlock')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async unlockForm(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveLockReason,
  ): Promise<FormView> {
    await this.reviews.unlock(ctx, id, version, reason);
    return this.reader.view(ctx, id);
  }

  /** Says no to the centre that asks for it, and why: the lock stays. */
  @Post(':id/refuse-unlock')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async refuseUnlockForm(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: GiveLockReason,
  ): Promise<FormView> {
    await this.reviews.refuseUnlock(ctx, id, version, reason);
    return this.reader.view(ctx, id);
  }

  /** The centre asks for the lock to be lifted, and says why. */
  @Post(':id/ask-unlock')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async askUnlockForm(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() { reason }: GiveLockReason): Promise<FormView> {
    await this.reviews.askUnlock(ctx, id, reason);
    return this.reader.view(ctx, id);
  }
}
