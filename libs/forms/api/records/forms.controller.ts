import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Context, ID, IfMatch, Requires, type Ctx } from '#kernel/api';
import { FormActs } from '../acts/form-acts.service.js';
import { FormReader } from './form.reader.js';
import { ChangeValues, FormView, GapList, HistoryList, ListGaps, PresenceView, ReadHistory, ValuesSaved } from './forms.messages.js';
import { HistoryReader } from './history.reader.js';
import { PresenceService } from './presence.service.js';
import { ValuesService } from '../acts/values.service.js';
import { FormWithdrawals } from '../acts/withdrawals.service.js';

/** A filled form: read, typed, completed. */
@Controller('forms')
export class FormsController {
  constructor(
    private readonly reader: FormReader,
    private readonly values: ValuesService,
    private readonly acts: FormActs,
    private readonly history: HistoryReader,
    private readonly presence: PresenceService,
    private readonly withdrawals: FormWithdrawals,
  ) {}

  /** A form with its values, marks and signatures. */
  @Get(':id')
  @Requires(['read', 'Form'])
  async getForm(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<FormView> {
    return this.reader.open(ctx, id);
  }

  /** Saves answers, all or none. Each carries the version it was typed over, so that no one writes over what they have not read. */
  @Patch(':id/values')
  @Requires(['read', 'Form'])
  async changeValues(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: ChangeValues): Promise<ValuesSaved> {
    return this.values.change(ctx, id, body.changes);
  }

  /** What stands between the form and a signature, each leading to its field. */
  @Get(':id/gaps')
  @Requires(['read', 'Form'])
  async listGaps(@Context() ctx: Ctx, @Param('id', ID) id: string, @Query() { role }: ListGaps): Promise<GapList> {
    return this.reader.gaps(ctx, id, role);
  }

  /** Says that the entry is finished: it waits for its signatures. */
  @Post(':id/complete')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async completeForm(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<FormView> {
    await this.acts.complete(ctx, id, version);
    return this.reader.view(ctx, id);
  }

  /** Opens a finished form again, before it is sent. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async reopenForm(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<FormView> {
    await this.acts.reopen(ctx, id, version);
    return this.reader.view(ctx, id);
  }

  /** Takes back a form that was opened by mistake, while nothing was ever typed in it. The journal keeps that it was opened. */
  @Post(':id/withdraw')
  @HttpCode(204)
  @Requires(['read', 'Form'])
  async withdrawForm(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<void> {
    await this.withdrawals.withdraw(ctx, id, version);
  }

  /** What became of one value, or of all of them, latest first. */
  @Get(':id/history')
  @Requires(['read', 'Form'])
  async getHistory(@Context() ctx: Ctx, @Param('id', ID) id: string, @Query() { item }: ReadHistory): Promise<HistoryList> {
    return this.history.of(ctx, id, item);
  }

  /** Says that one has the form open, and tells who else has. */
  @Post(':id/presence')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async markPresence(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<PresenceView> {
    return this.presence.mark(ctx, id);
  }
}
