import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { AskPassage, PassageDone, PassageList, PassagePreview } from './passage.messages.js';
import { PassageReader } from './passage.reader.js';
import { FormPassages } from './passage.service.js';

/** Begun forms that go to another version of their protocol. */
@Controller()
export class PassagesController {
  constructor(
    private readonly reader: PassageReader,
    private readonly passages: FormPassages,
  ) {}

  /** The passages that left or reached this version, and how much of each may still be taken back. */
  @Get('protocol-versions/:id/passages')
  @Requires(['read', 'Protocol'])
  async listPassages(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<PassageList> {
    return this.reader.list(ctx, id);
  }

  /** What going to this version would do to each begun form: nothing is written. */
  @Post('protocol-versions/:id/passages/preview')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Protocol'])
  async previewPassage(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: AskPassage): Promise<PassagePreview> {
    return this.reader.preview(ctx, id, body);
  }

  /** Moves the forms that may go. Each patient has a transaction of their own; asked twice, what went is not begun under the former version any more. */
  @Post('protocol-versions/:id/passages')
  @ReadsOnly()
  @Requires(['read', 'Protocol'])
  async passForms(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: AskPassage): Promise<PassageDone> {
    return this.passages.pass(ctx, id, body);
  }

  /** Takes a passage back, for the forms in which nobody typed since. */
  @Post('protocol-passages/:id/revert')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Protocol'])
  async revertPassage(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<PassageDone> {
    return this.passages.revert(ctx, id);
  }
}
