import { Controller, Get } from '@nestjs/common';
import { rulesInWords } from '#access-rights/domain';
import { Requires } from '#kernel/api';
import { RuleList } from './access-rights.messages.js';

/** The rules of access, in words. */
@Controller('access-rules')
export class AccessRulesController {
  /** Made from the very rules that are enforced (charter C5.7). */
  @Get()
  @Requires('session')
  listRules(): RuleList {
    return { items: rulesInWords().map((rule) => ({ ...rule })) };
  }
}
