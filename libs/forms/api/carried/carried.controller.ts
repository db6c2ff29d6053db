import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, IfMatch, Requires, type Ctx } from '#kernel/api';
import { CarriedAnswers } from './carried.service.js';
import { FormReader } from '../records/form.reader.js';
import { CarryValues, FormView, PutAside } from '../records/forms.messages.js';

/** Values that nobody typed in a form: carried there on request, put aside. Confirming or correcting one is typing it. */
@Controller('forms')
export class CarriedController {
  constructor(
    private readonly carried: CarriedAnswers,
    private readonly reader: FormReader,
  ) {}

  /** Carries into a section what is known from elsewhere. It stands to be confirmed, field by field, and is no answer until then. */
  @Post(':id/carried')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async carryValues(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: CarryValues,
  ): Promise<FormView> {
    await this.carried.carry(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Puts a carried value aside: the field has no answer. */
  @Post(':id/carried/put-aside')
  @HttpCode(200)
  @Requires(['read', 'Form'])
  async putCarriedAside(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { item }: PutAside,
  ): Promise<FormView> {
    await this.carried.putAside(ctx, id, version, item);
    return this.reader.view(ctx, id);
  }
}
