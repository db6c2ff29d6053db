import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Context, ID, IdempotencyKey, IfMatch, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { CaseReader } from './case.reader.js';
import { CaseService } from './case.service.js';
import {
  CasePage,
  CaseView,
  ChannelsView,
  CodeVerbatim,
  DeclarationState,
  DispensingChannelsView,
  FollowUpOpened,
  ListCases,
  SearchCases,
  SearchTerms,
  TermList,
} from './cases.messages.js';
import { ChannelReader } from './channel.reader.js';
import { Dictionaries } from './dictionaries.js';
import { TransmitCase, UndoTransmission } from './transmission.messages.js';
import { Transmissions } from './transmission.service.js';

/** The desk of pharmacovigilance, and what a centre reads of its declarations. */
@Controller()
export class CasesController {
  constructor(
    private readonly reader: CaseReader,
    private readonly cases: CaseService,
    private readonly transmissions: Transmissions,
    private readonly dictionaries: Dictionaries,
    private readonly channels: ChannelReader,
  ) {}

  /** Cases that one may read: what waits, nearest last day first, unless another state is asked for. */
  @Get('pv/cases')
  @Requires(['read', 'Case'])
  async listCases(@Context() ctx: Ctx, @Query() query: ListCases): Promise<CasePage> {
    return this.reader.list(ctx, query);
  }

  /** The same with a search: it is sent as a body, nothing of a patient stands in an address. */
  @Post('pv/cases/search')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Case'])
  async searchCases(@Context() ctx: Ctx, @Body() search: SearchCases): Promise<CasePage> {
    return this.reader.list(ctx, search);
  }

  /** A case with its thread of declarations. */
  @Get('pv/cases/:id')
  @Requires(['read', 'Case'])
  async getCase(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<CaseView> {
    return this.reader.open(ctx, id);
  }

  /** Takes in charge what was received (charter P3): who and when. */
  @Post('pv/cases/:id/acknowledge')
  @HttpCode(200)
  @Requires(['read', 'Case'])
  async acknowledgeCase(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<CaseView> {
    await this.cases.acknowledge(ctx, id, version);
    return this.reader.view(ctx, id);
  }

  /** Says that what waited was transmitted: when, to whom. It stops the clock (charter P3). */
  @Post('pv/cases/:id/transmit')
  @HttpCode(200)
  @Requires(['read', 'Case'])
  async transmitCase(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: TransmitCase,
  ): Promise<CaseView> {
    await this.transmissions.transmit(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Corrects a transmission that was not: the clock of that declaration runs again. */
  @Post('pv/cases/:id/undo-transmission')
  @HttpCode(200)
  @Requires(['read', 'Case'])
  async undoTransmission(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: UndoTransmission,
  ): Promise<CaseView> {
    await this.transmissions.undo(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Gives a verbatim its code, kept beside the form, or takes it away. */
  @Put('pv/cases/:id/codes/:item')
  @Requires(['read', 'Case'])
  async codeVerbatim(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @Param('item') item: string,
    @Body() body: CodeVerbatim,
  ): Promise<CaseView> {
    await this.cases.code(ctx, id, item, body);
    return this.reader.view(ctx, id);
  }

  /** Opens the form that completes the case: new information has its own day 0. */
  @Post('pv/cases/:id/declarations')
  @Requires(['read', 'Case'])
  async completeCase(@Context() ctx: Ctx, @Param('id', ID) id: string, @IdempotencyKey() key: string): Promise<FollowUpOpened> {
    return { formId: await this.cases.declare(ctx, id, key) };
  }

  /** Where a form stands as a declaration, by the form's id. */
  @Get('pv/declarations/:id')
  @Requires(['read', 'Case'])
  async getDeclaration(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<DeclarationState> {
    return this.reader.stateOf(ctx, id);
  }

  /** Terms of the dictionary by their words. Sent as a body: a declarant's words may be typed there. */
  @Post('pv/dictionary/search')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['code', 'Case'])
  async searchTerms(@Context() ctx: Ctx, @Body() { search }: SearchTerms): Promise<TermList> {
    const version = await this.dictionaries.version(ctx.tx);
    const items = await this.dictionaries.search(ctx.tx, search);
    return { ...(version && { version }), items: items.map(({ current: _current, ...term }) => term) };
  }

  /** Where adverse effects and special situations of this patient are declared (charter P3, C8.4). */
  @Get('enrolments/:id/channels')
  @Requires(['read', 'Enrolment'])
  async getChannels(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<ChannelsView> {
    return this.channels.of(ctx, id);
  }

  /** Where they are declared by a pharmacy that dispenses to patients whom it does not follow: nothing is asked of a patient for that (charter C9.3). */
  @Get('authorisations/:id/channels')
  @Requires(['read', 'Authorisation'])
  async getDispensingChannels(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<DispensingChannelsView> {
    return this.channels.ofAuthorisation(ctx, id);
  }
}
