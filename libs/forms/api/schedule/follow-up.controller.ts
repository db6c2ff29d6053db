import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Context, ID, IdempotencyKey, Requires, type Ctx } from '#kernel/api';
import { FormOpener } from './form-opener.service.js';
import { FormReader } from '../records/form.reader.js';
import { FormView } from '../records/forms.messages.js';
import { BeginForm, ScheduleView } from './schedule.messages.js';
import { ScheduleReader } from './schedule.reader.js';

/** The follow-up of an enrolment: its calendar, and the forms that are opened on it. */
@Controller('enrolments')
export class FollowUpController {
  constructor(
    private readonly schedule: ScheduleReader,
    private readonly opener: FormOpener,
    private readonly reader: FormReader,
  ) {}

  /** Where the patient stands in the calendar of the protocol: what is due, late, to come, done (charter P2, C7.2). */
  @Get(':id/schedule')
  @Requires(['read', 'Enrolment'])
  async getSchedule(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<ScheduleView> {
    return this.schedule.of(ctx, id);
  }

  /** Opens a form of the follow-up: of a visit, filled once, or as often as what it tells happens (charter P2, P3, C5.5). */
  @Post(':id/forms')
  @Requires(['read', 'Enrolment'])
  async openForm(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IdempotencyKey() key: string,
    @Body() body: BeginForm,
  ): Promise<FormView> {
    const formId = await this.opener.open(ctx, id, key, body);
    return this.reader.view(ctx, formId);
  }
}
