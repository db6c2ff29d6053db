import { Controller, Get, Param } from '@nestjs/common';
import { Context, ID, Requires, type Ctx } from '#kernel/api';
import { FileSeers } from './file-seers.messages.js';
import { FileSeersReader } from './file-seers.reader.js';

/** Who sees a patient's file (charter C5.7). */
@Controller('enrolments')
export class FileSeersController {
  constructor(private readonly reader: FileSeersReader) {}

  /** Everyone who sees the file now, since when and by which rule of the policy, for anyone who may read its journal. */
  @Get(':id/seers')
  @Requires(['read', 'Enrolment'])
  async listSeers(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<FileSeers> {
    return this.reader.of(ctx, id);
  }
}
