import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AccessPreview, Previews, ReadGrants } from '#access-rights/api';
import { Context, ID, IdempotencyKey, IfMatch, Requires, type Ctx } from '#kernel/api';
import { Enrolments } from '#patients/api';
import {
  AskReading,
  FileReadings,
  GrantReading,
  ListReadGrants,
  ReadGrantList,
  ReadGrantView,
  RefuseReading,
  WithdrawReading,
} from './dispensing.messages.js';
import { fileRead } from './read-scene.js';
import { ReadGrantReader } from './read-grant.reader.js';
import { ReadingDemands } from './reading-demands.service.js';

/** What the act asks for and nobody has said yet: it is taken back with the act. */
const REHEARSED = '-';

/** The file of a patient read from a centre that only dispenses (charter C9.2). */
@Controller()
export class ReadGrantsController {
  constructor(
    private readonly reader: ReadGrantReader,
    private readonly demands: ReadingDemands,
    private readonly grants: ReadGrants,
    private readonly enrolments: Enrolments,
    private readonly previews: Previews,
  ) {}

  /** Those that one may see, the latest first: what one asked for, what one’s centre was asked for. */
  @Get('read-grants')
  @Requires(['read', 'ReadGrant'])
  async listReadGrants(@Context() ctx: Ctx, @Query() { state }: ListReadGrants): Promise<ReadGrantList> {
    return this.reader.list(ctx, state);
  }

  /** Those of one file, for anyone who reads it: nothing where one may see none. */
  @Get('enrolments/:id/read-grants')
  @Requires(['read', 'Enrolment'])
  async listFileReadings(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<FileReadings> {
    return this.reader.ofFile(ctx, id);
  }

  /** Asks the team that follows a patient, of whom one knows the number, to read their file. */
  @Post('read-grants')
  @Requires(['ask', 'ReadGrant'])
  async askReading(@Context() ctx: Ctx, @IdempotencyKey() key: string, @Body() body: AskReading): Promise<ReadGrantView> {
    return this.reader.view(ctx, await this.demands.ask(ctx, key, body));
  }

  /** Opens the file for reading until a day. */
  @Post('read-grants/:id/grant')
  @HttpCode(200)
  @Requires(['read', 'ReadGrant'])
  async grantReading(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { until }: GrantReading,
  ): Promise<ReadGrantView> {
    await this.grants.grant(ctx, id, version, until);
    return this.reader.view(ctx, id);
  }

  /** Who would gain what, were it granted. */
  @Post('read-grants/:id/grant/preview')
  @HttpCode(200)
  @Requires(['read', 'ReadGrant'])
  async previewReading(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() { until }: GrantReading): Promise<AccessPreview> {
    const { enrolmentId = '', stateVersion } = await this.reader.view(ctx, id);
    const scene = fileRead(this.enrolments, ctx, enrolmentId);
    return this.previews.of(ctx, scene, (rehearsed) => this.grants.grant(rehearsed, id, stateVersion, until));
  }

  /** Refuses it, and says why. */
  @Post('read-grants/:id/refuse')
  @HttpCode(200)
  @Requires(['read', 'ReadGrant'])
  async refuseReading(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: RefuseReading,
  ): Promise<ReadGrantView> {
    await this.grants.refuse(ctx, id, version, reason);
    return this.reader.view(ctx, id);
  }

  /** Who would lose what, were it withdrawn. */
  @Post('read-grants/:id/withdraw/preview')
  @HttpCode(200)
  @Requires(['read', 'ReadGrant'])
  async previewReadingWithdrawal(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<AccessPreview> {
    const { enrolmentId = '', stateVersion } = await this.reader.view(ctx, id);
    const scene = fileRead(this.enrolments, ctx, enrolmentId);
    return this.previews.of(ctx, scene, (rehearsed) => this.grants.withdraw(rehearsed, id, stateVersion, REHEARSED));
  }

  /** Closes it at once, for what comes after. */
  @Post('read-grants/:id/withdraw')
  @HttpCode(200)
  @Requires(['read', 'ReadGrant'])
  async withdrawReading(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: WithdrawReading,
  ): Promise<ReadGrantView> {
    await this.grants.withdraw(ctx, id, version, reason);
    return this.reader.view(ctx, id);
  }
}
