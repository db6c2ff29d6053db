import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { KIND_WORDS, STATUS_WORDS } from '#authorisations/domain';
import { AccessLog, Context, csvDay, csvFile, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { AuthorisationStore } from './authorisation.store.js';
import { viewAuthorisation } from './authorisation.view.js';
import type { AuthorisationView } from './authorisations.messages.js';

const AUTHORISATIONS: readonly CsvColumn<AuthorisationView>[] = [
  ['Autorisation', ({ code }) => code],
  ['Médicament', ({ medicine }) => medicine],
  ['DCI', ({ inn }) => inn],
  ['Indication', ({ indication }) => indication],
  ['Cadre', ({ kind }) => KIND_WORDS[kind]],
  ['Exploitant', ({ holderName }) => holderName],
  ['Code indication', ({ indicationCode }) => indicationCode],
  ['Codes UCD', ({ ucdCodes }) => ucdCodes.join(', ')],
  ['État', ({ status }) => STATUS_WORDS[status].label],
  ['Accordée le', ({ grantedOn }) => csvDay(grantedOn)],
  ['Fin', ({ endsOn }) => csvDay(endsOn)],
  ['Votre accès aux patients', ({ accessReason }) => accessReason ?? 'Pas encore ouvert'],
  ['Cellule de contact', ({ contact }) => contact?.name],
  ['E-mail', ({ contact }) => contact?.email],
  ['Téléphone', ({ contact }) => contact?.phone],
];

/** The authorisations that one may see, as a table: the same rows as on screen, by the same rights. */
@Controller()
export class AuthorisationsCsvController {
  constructor(
    private readonly store: AuthorisationStore,
    private readonly accessLog: AccessLog,
  ) {}

  /** The authorisations, as CSV. */
  @Get('authorisations.csv')
  @Requires(['read', 'Authorisation'])
  @ProducesCsv()
  async exportAuthorisations(@Context() ctx: Ctx): Promise<StreamableFile> {
    await this.accessLog.record(ctx, { action: 'exported', subject: { type: 'authorisation', id: '*' } });
    const authorisations = await this.store.list(ctx);
    const surroundings = await this.store.surroundings(ctx, authorisations);
    return csvFile(
      'autorisations',
      AUTHORISATIONS,
      authorisations.flatMap((authorisation) => viewAuthorisation(ctx, authorisation, surroundings) ?? []),
    );
  }
}
