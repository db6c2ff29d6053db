import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, IdempotencyKey, IfMatch, Requires, type Ctx } from '#kernel/api';
import { AccessPreview, Previews } from '#access-rights/api';
import { calendarDate } from '#kernel/domain';
import { Enrolments } from '#patients/api';
import { patientMoved } from './moved-scene.js';
import { TransferReader } from './transfer.reader.js';
import { TransferStore } from './transfer.store.js';
import { EndTransfer, MakeTransfer, NameReceiver, ReceivingCentreList, TransferList, TransferView } from './transfers.messages.js';
import { Transfers } from './transfers.service.js';

/** Patients who move between centres (charter C10). */
@Controller()
export class TransfersController {
  constructor(
    private readonly reader: TransferReader,
    private readonly transfers: Transfers,
    private readonly store: TransferStore,
    private readonly enrolments: Enrolments,
    private readonly previews: Previews,
  ) {}

  /** What became of the transfers of a patient, the latest asked for first. */
  @Get('enrolments/:id/transfers')
  @Requires(['read', 'Transfer'])
  async listTransfers(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<TransferList> {
    return this.reader.list(ctx, id);
  }

  /** Transfers a patient to another centre: at once, or on a day to come; for good, or until a day (charter C10.1, C10.6). */
  @Post('enrolments/:id/transfers')
  @Requires(['read', 'Transfer'])
  async makeTransfer(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IdempotencyKey() key: string,
    @Body() body: MakeTransfer,
  ): Promise<TransferView> {
    return this.reader.view(ctx, await this.transfers.make(ctx, id, key, body));
  }

  /** Who would gain and who would lose what by a transfer that is not made yet; of one to come, on its day. */
  @Post('enrolments/:id/transfers/preview')
  @HttpCode(200)
  @Requires(['read', 'Transfer'])
  previewTransfer(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: MakeTransfer): Promise<AccessPreview> {
    const { returnOn: _back, returnPrescriberId: _owner, ...there } = body;
    const now = { ...there, effectiveOn: there.effectiveOn > ctx.today ? calendarDate(ctx.today) : there.effectiveOn };
    const scene = patientMoved(this.enrolments, ctx, id, [body.fromCentreId, body.toCentreId]);
    return this.previews.of(ctx, scene, (rehearsed) => this.transfers.make(rehearsed, id, randomUUID(), now));
  }

  /** Calls off a transfer that is to come, and the way back with it. */
  @Post('transfers/:id/cancel')
  @HttpCode(200)
  @Requires(['read', 'Transfer'])
  async cancelTransfer(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: EndTransfer,
  ): Promise<TransferView> {
    await this.transfers.cancel(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Names another prescriber for a transfer that is to come; one that waited for it past its day is done at once (charter C10.6). */
  @Post('transfers/:id/receiver')
  @HttpCode(200)
  @Requires(['read', 'Transfer'])
  async nameReceiver(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: NameReceiver,
  ): Promise<TransferView> {
    await this.transfers.nameReceiver(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Undoes a transfer made by mistake, while the centre that received the patient wrote nothing. */
  @Post('transfers/:id/undo')
  @HttpCode(200)
  @Requires(['read', 'Transfer'])
  async undoTransfer(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: EndTransfer,
  ): Promise<TransferView> {
    await this.transfers.undo(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Centres that a patient may be transferred to, each with who prescribes there. */
  @Get('receiving-centres')
  @Requires(['make', 'Transfer'])
  async listReceivingCentres(@Context() ctx: Ctx): Promise<ReceivingCentreList> {
    // A transfer names a prescriber there: the register has thousands of centres where nobody has ever signed in.
    const centres = await this.store.centres(ctx.tx);
    return { items: centres.filter(({ prescribers }) => prescribers.length > 0) };
  }
}
