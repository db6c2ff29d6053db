import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { rulesInWords } from '#access-rights/domain';
import { csvFile, ProducesCsv, Requires, type CsvColumn } from '#kernel/api';
import { RuleList, type RuleView } from '../access-rights.messages.js';

const RULES: readonly CsvColumn<RuleView>[] = [
  ['Qui', ({ who }) => who],
  ['Fait quoi', ({ may }) => may],
  ['Quand', ({ when }) => when],
  ['Règle', ({ rule }) => rule],
];

/** The rules of access, in words. */
@Controller()
export class AccessRulesController {
  /** Made from the very rules that are enforced (charter C5.7). */
  @Get('access-rules')
  @Requires('session')
  listRules(): RuleList {
    return { items: rulesInWords().map((rule) => ({ ...rule })) };
  }

  /** The same rules, as CSV. They tell nothing of anyone: no look is noted. */
  @Get('access-rules.csv')
  @Requires('session')
  @ProducesCsv()
  exportRules(): Promise<StreamableFile> {
    return csvFile('droits', RULES, rulesInWords());
  }
}
