import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { Context, csvFile, csvInstant, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import type { SendingState } from '#notifications/domain';
import type { NotificationKind } from './notification.entity.js';
import { NotificationReader } from './notification.reader.js';
import { ListNotifications, type NotificationView } from './notifications.messages.js';

const KINDS: Readonly<Record<NotificationKind, string>> = {
  'request-granted': 'numéro d’enregistrement attribué',
  'request-refused': 'avis défavorable',
  'request-more-asked': 'complément demandé',
  'request-arrived': 'demande à examiner',
  'signature-awaited': 'signature attendue',
  'signature-voided': 'signature à refaire',
  'case-received': 'déclaration de pharmacovigilance',
  'case-became-serious': 'déclaration devenue plus urgente',
  'form-locked': 'fiche verrouillée',
  'form-unlocked': 'verrou levé',
  'designation-author-left': 'désignations d’une personne partie',
  'second-factor-reset': 'second facteur réinitialisé',
  'second-factor-enrolled': 'second facteur enregistré',
  'second-factor-removed': 'second facteur retiré',
  'day-digest': 'message du jour',
};

const STATES: Readonly<Record<SendingState, string>> = {
  pending: 'à envoyer',
  sending: 'en cours d’envoi',
  sent: 'envoyé',
  unknown: 'incertain',
  unconfirmed: 'non confirmé',
  withheld: 'retenu',
  nobody: 'sans destinataire',
};

const MAILS: readonly CsvColumn<NotificationView>[] = [
  ['Destinataire', ({ personName }) => personName],
  ['Objet', ({ kind }) => KINDS[kind as NotificationKind]],
  ['État', ({ state }) => STATES[state]],
  ['Essais', ({ attempts }) => attempts],
  ['Demandé le (heure de Paris)', ({ createdAt }) => csvInstant(createdAt)],
  ['Réglé le (heure de Paris)', ({ settledAt }) => csvInstant(settledAt)],
];

/** The manager's desk of e-mails as a table: the same rows, by the same rights. No patient is named. */
@Controller('notifications.csv')
export class NotificationsCsvController {
  constructor(private readonly reader: NotificationReader) {}

  /** E-mails that are not settled, or those in one state, as CSV. */
  @Get()
  @Requires(['read', 'Notification'])
  @ProducesCsv()
  async exportNotifications(@Context() ctx: Ctx, @Query() query: ListNotifications): Promise<StreamableFile> {
    return csvFile('e-mails', MAILS, (await this.reader.export(ctx, query)).items);
  }
}
