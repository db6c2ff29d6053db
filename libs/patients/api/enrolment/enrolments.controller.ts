import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Context, ID, IdempotencyKey, IfMatch, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { DecisionService } from '../request/decision.service.js';
import { EnrolmentReader } from './enrolment.reader.js';
import { JournalReader } from '../journal/journal.reader.js';
import {
  Decide,
  EnrolmentPage,
  EnrolmentView,
  GiveReason,
  JournalPage,
  ListJournal,
  SearchEnrolments,
  StartRequest,
} from '../patients.messages.js';
import { RequestService } from '../request/request.service.js';

/** The patients one follows, their requests and what became of them. */
@Controller('enrolments')
export class EnrolmentsController {
  constructor(
    private readonly reader: EnrolmentReader,
    private readonly requests: RequestService,
    private readonly decisions: DecisionService,
    private readonly journal: JournalReader,
  ) {}

  /** Lists the enrolments one may see. A search is sent as a body: nothing of a patient stands in an address. */
  @Post('search')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Enrolment'])
  async searchEnrolments(@Context() ctx: Ctx, @Body() search: SearchEnrolments): Promise<EnrolmentPage> {
    return this.reader.search(ctx, search);
  }

  /** Starts a request on an authorisation in force (charter C5.8). */
  @Post()
  @Requires(['start-request', 'Authorisation'])
  async startRequest(@Context() ctx: Ctx, @IdempotencyKey() key: string, @Body() body: StartRequest): Promise<EnrolmentView> {
    const id = await this.requests.start(ctx, key, body);
    return this.reader.view(ctx, id);
  }

  /** The whole file of an enrolment. */
  @Get(':id')
  @Requires(['read', 'Enrolment'])
  async getEnrolment(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<EnrolmentView> {
    return this.reader.open(ctx, id);
  }

  /** Cancels a request that has had no answer yet. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Requires(['read', 'Enrolment'])
  async cancelRequest(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: GiveReason,
  ): Promise<EnrolmentView> {
    await this.requests.cancel(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** The holder's opinion. A favourable one gives the registration number at once (charter P1). */
  @Post(':id/decision')
  @HttpCode(200)
  @Requires(['read', 'Enrolment'])
  async decideRequest(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: Decide,
  ): Promise<EnrolmentView> {
    await this.decisions.decide(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Every entry of the journal of an enrolment, latest first. */
  @Get(':id/journal')
  @Requires(['read', 'Enrolment'])
  async getJournal(@Context() ctx: Ctx, @Param('id', ID) id: string, @Query() { cursor }: ListJournal): Promise<JournalPage> {
    return this.journal.page(ctx, id, cursor);
  }
}
