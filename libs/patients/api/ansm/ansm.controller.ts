import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, IfMatch, Requires, type Ctx } from '#kernel/api';
import { EnrolmentReader } from '../enrolment/enrolment.reader.js';
import { EnrolmentView } from '../patients.messages.js';
import { AnsmService } from './ansm.service.js';
import { CorrectAnsmAuthorisation, GiveAnsmAuthorisation } from './ansm.messages.js';

/** The authorisations by name that ANSM gave for a patient (charter R6). The tool asks for none: what was given elsewhere is copied here. */
@Controller('enrolments/:id/ansm-authorisations')
export class AnsmController {
  constructor(
    private readonly ansm: AnsmService,
    private readonly reader: EnrolmentReader,
  ) {}

  /** Keeps the number that ANSM gave, for the patient's inclusion or at a renewal. */
  @Post()
  @HttpCode(200)
  @Requires(['read', 'Enrolment'])
  async giveAnsmAuthorisation(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: GiveAnsmAuthorisation,
  ): Promise<EnrolmentView> {
    await this.ansm.give(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Replaces what was copied wrong. */
  @Post('correction')
  @HttpCode(200)
  @Requires(['read', 'Enrolment'])
  async correctAnsmAuthorisation(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: CorrectAnsmAuthorisation,
  ): Promise<EnrolmentView> {
    await this.ansm.correct(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }
}
