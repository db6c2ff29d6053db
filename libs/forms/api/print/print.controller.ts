import { Controller, Get, Param, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Context, ID, pdfFile, Requires, type Ctx } from '#kernel/api';
import { PrintService } from './print.service.js';

/** Forms on paper. */
@Controller('forms')
export class PrintController {
  constructor(private readonly print: PrintService) {}

  /** The form as a PDF, A4, to be read without colour: what applies, its signatures, its number (charter C6.3). Each print is logged. */
  @Get(':id/pdf')
  @Requires(['print', 'Form'])
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async printForm(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<StreamableFile> {
    return pdfFile(await this.print.form(ctx, id));
  }
}
