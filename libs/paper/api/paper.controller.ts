import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Context, ID, pdfFile, Requires, type Ctx } from '#kernel/api';
import { BlankForms } from './blank-forms.service.js';
import { BlankFormList, BlankVisit } from './paper.messages.js';

/** Forms to print, or to fill in a reader of PDF, and to send (charter C2.1). */
@Controller()
export class PaperController {
  constructor(private readonly blanks: BlankForms) {}

  /** The forms of an authorisation that may be had blank. */
  @Get('authorisations/:id/blank-forms')
  @Requires(['read', 'Authorisation'])
  async listBlankForms(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<BlankFormList> {
    return this.blanks.list(ctx, id);
  }

  /** All of them in one PDF, A4, with fields. */
  @Get('authorisations/:id/blank-forms/pdf')
  @Requires(['read', 'Authorisation'])
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async printBlankForms(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<StreamableFile> {
    return pdfFile(await this.blanks.ofAuthorisation(ctx, id));
  }

  /** One of them. */
  @Get('authorisations/:id/blank-forms/:form/pdf')
  @Requires(['read', 'Authorisation'])
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async printBlankForm(@Context() ctx: Ctx, @Param('id', ID) id: string, @Param('form') form: string): Promise<StreamableFile> {
    return pdfFile(await this.blanks.ofAuthorisation(ctx, id, form));
  }

  /** All the forms of a patient, with the registration number. */
  @Get('enrolments/:id/blank-forms/pdf')
  @Requires(['read', 'Enrolment'])
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async printPatientBlankForms(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<StreamableFile> {
    return pdfFile(await this.blanks.ofEnrolment(ctx, id));
  }

  /** One of them, for a visit where it is asked for. */
  @Get('enrolments/:id/blank-forms/:form/pdf')
  @Requires(['read', 'Enrolment'])
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async printPatientBlankForm(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @Param('form') form: string,
    @Query() visit: BlankVisit,
  ): Promise<StreamableFile> {
    return pdfFile(await this.blanks.ofEnrolment(ctx, id, form, visit));
  }
}
