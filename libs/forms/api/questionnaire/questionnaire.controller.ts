import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { HandOver } from '#identity/api';
import { Context, ID, IfMatch, OpenToPatient, Requires, type Ctx } from '#kernel/api';
import { ChangeValues, ValuesSaved } from '../records/forms.messages.js';
import { QuestionnaireView } from './questionnaire.messages.js';
import { QuestionnaireService } from './questionnaire.service.js';

/** The questionnaire that a patient answers alone, on a device that opens nothing else meanwhile (charter C5.9). */
@Controller()
export class QuestionnaireController {
  constructor(
    private readonly questionnaire: QuestionnaireService,
    private readonly handOver: HandOver,
  ) {}

  /** Hands the device to the patient: until a professional signs in again, this session opens the questionnaire and nothing else. */
  @Post('forms/:id/hand-over')
  @HttpCode(204)
  @Requires(['read', 'Form'])
  async handOverForm(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number, @Req() request: Request): Promise<void> {
    await this.handOver.begin(ctx, request, await this.questionnaire.handOver(ctx, id, version));
  }

  /** The questionnaire, as far as the patient answers it. */
  @Get('questionnaire')
  @OpenToPatient()
  @Requires('session')
  async getQuestionnaire(@Context() ctx: Ctx): Promise<QuestionnaireView> {
    return this.questionnaire.view(ctx);
  }

  /** Saves answers of the patient, all or none, as those of any form. */
  @Patch('questionnaire/values')
  @OpenToPatient()
  @Requires('session')
  async answerQuestionnaire(@Context() ctx: Ctx, @Body() body: ChangeValues): Promise<ValuesSaved> {
    return this.questionnaire.answer(ctx, body.changes);
  }

  /** The patient has finished: the answers are shown no more. */
  @Post('questionnaire/finish')
  @HttpCode(204)
  @OpenToPatient()
  @Requires('session')
  async finishQuestionnaire(@Context() ctx: Ctx, @Req() request: Request): Promise<void> {
    await this.handOver.begin(ctx, request, await this.questionnaire.finish(ctx));
  }
}
