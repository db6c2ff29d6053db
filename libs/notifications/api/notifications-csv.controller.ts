import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { Context, csvFile, csvInstant, ProducesCsv, Requires, type CsvColumn, type Ctx } from '#kernel/api';
import { SENDING_WORDS } from '#notifications/domain';
import { NotificationReader } from './notification.reader.js';
import { ListNotifications, type NotificationView } from './notifications.messages.js';

const MAILS: readonly CsvColumn<NotificationView>[] = [
  ['Destinataire', ({ personName }) => personName],
  ['Objet', ({ label }) => label],
  ['État', ({ state }) => SENDING_WORDS[state].label],
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
