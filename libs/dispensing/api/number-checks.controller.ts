import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Context, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { CheckNumber, NumberChecked } from './dispensing.messages.js';
import { NumberChecks } from './number-checks.service.js';

/** What a pharmacist who dispenses elsewhere may know of a patient: whether their number is valid. */
@Controller('number-checks')
export class NumberChecksController {
  constructor(private readonly checks: NumberChecks) {}

  /** Says whether a number is valid for an authorisation, and nothing else (charter C9.1). A number is sent as a body: it stands in no address. */
  @Post()
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['ask', 'ReadGrant'])
  async checkNumber(@Context() ctx: Ctx, @Body() body: CheckNumber): Promise<NumberChecked> {
    return { valid: await this.checks.check(ctx, body) };
  }
}
