import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { Context, csvFile, csvInstant, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { LOOK_WORDS, OUTCOME_WORDS } from '#access-rights/domain';
import { DEVICE_WORDS, roleInWords } from '#kernel/domain';
import { ListLooks, ListMyLooks, LookPage, type LookView } from './looks.messages.js';
import { LooksReader } from './looks.reader.js';

const LOOKS: readonly CsvColumn<LookView>[] = [
  ['Le (heure de Paris)', ({ at }) => csvInstant(at)],
  ['Personne', ({ personName }) => personName],
  ['Rôle', ({ role }) => roleInWords(role)],
  ['Centre', ({ centreName }) => centreName],
  ['Acte', ({ action }) => LOOK_WORDS[action]],
  ['Objet', ({ subject }) => subject],
  ['Identifiant', ({ subjectId }) => subjectId],
  ['Résultat', ({ outcome }) => OUTCOME_WORDS[outcome]],
  ['Règle', ({ rule }) => rule],
  ['Adresse', ({ address }) => address],
  ['Appareil', ({ device }) => device && DEVICE_WORDS[device]],
  ['Filtre', ({ filter }) => filter],
];

/** Who looked at what: for the manager, all of it; for each person, what is theirs. No patient is named. */
@Controller()
export class LooksController {
  constructor(private readonly looks: LooksReader) {}

  /** The access log, latest first. */
  @Get('access-log')
  @Requires(['read', 'AccessLog'])
  listLooks(@Context() ctx: Ctx, @Query() filter: ListLooks): Promise<LookPage> {
    return this.looks.page(ctx, filter);
  }

  /** All of it, as CSV. */
  @Get('access-log.csv')
  @Requires(['read', 'AccessLog'])
  @ProducesCsv()
  async exportLooks(@Context() ctx: Ctx, @Query() filter: ListLooks): Promise<StreamableFile> {
    return csvFile('acces', LOOKS, await this.looks.export(ctx, filter));
  }

  /** What was looked at in one's own name, latest first: anyone who finds a look that is not theirs tells it. */
  @Get('my-access-log')
  @Requires('session')
  listMyLooks(@Context() ctx: Ctx, @Query() filter: ListMyLooks): Promise<LookPage> {
    return this.looks.page(ctx, { ...filter, personId: ctx.actor.personId });
  }

  /** One's own, as CSV. */
  @Get('my-access-log.csv')
  @Requires('session')
  @ProducesCsv()
  async exportMyLooks(@Context() ctx: Ctx, @Query() filter: ListMyLooks): Promise<StreamableFile> {
    return csvFile('mes-acces', LOOKS, await this.looks.export(ctx, { ...filter, personId: ctx.actor.personId }));
  }
}
