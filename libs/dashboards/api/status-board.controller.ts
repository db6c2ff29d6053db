import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { AccessLog, Context, csvFile, ProducesCsv, Requires, type Ctx } from '#kernel/api';
import { STATUSES } from './dashboard-columns.js';
import { StatusBoard } from './status-board.messages.js';
import { StatusBoardReader } from './status-board.reader.js';

/** The board of statuses: what changed, since when, for whom, and what is due (charter R3, R4). */
@Controller('dashboard')
export class StatusBoardController {
  constructor(
    private readonly board: StatusBoardReader,
    private readonly accessLog: AccessLog,
  ) {}

  /** Of every authorisation that one may read. */
  @Get('statuses')
  @Requires(['read', 'Authorisation'])
  async getStatusBoard(@Context() ctx: Ctx): Promise<StatusBoard> {
    const look = { action: 'listed', subject: { type: 'enrolment', id: '*' }, filter: { dashboard: 'statuses' } } as const;
    return this.accessLog.beside(ctx, look, this.board.read(ctx));
  }

  /** A line a change, of every authorisation. */
  @Get('statuses.csv')
  @Requires(['read', 'Authorisation'])
  @ProducesCsv()
  async exportStatusBoard(@Context() ctx: Ctx): Promise<StreamableFile> {
    await this.accessLog.record(ctx, {
      action: 'exported',
      subject: { type: 'enrolment', id: '*' },
      filter: { dashboard: 'statuses' },
    });
    const { rows } = await this.board.read(ctx);
    return csvFile(
      'statuts',
      STATUSES,
      rows.flatMap((row) => row.changes.map((change) => ({ row, change }))),
    );
  }
}
