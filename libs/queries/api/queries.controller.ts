import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Context, ID, IdempotencyKey, IfMatch, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import {
  AskQuery,
  ChangeQuery,
  CloseQuery,
  FollowerList,
  ListFollowers,
  ListQueries,
  QueryCentreList,
  QueryDetail,
  QueryPage,
  RemindQuery,
  SayInQuery,
  SearchQueries,
} from './queries.messages.js';
import { QueriesService } from './queries.service.js';
import { QueryReader } from './query.reader.js';

/** Questions about a patient, a form or a value, from those who doubt to those who know. */
@Controller('queries')
export class QueriesController {
  constructor(
    private readonly reader: QueryReader,
    private readonly queries: QueriesService,
  ) {}

  /** Those that one may see, the oldest first. */
  @Get()
  @Requires(['read', 'Query'])
  async listQueries(@Context() ctx: Ctx, @Query() filter: ListQueries): Promise<QueryPage> {
    return this.reader.search(ctx, filter);
  }

  /** The same with a search: it is sent as a body, nothing of a patient stands in an address. */
  @Post('search')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['read', 'Query'])
  async searchQueries(@Context() ctx: Ctx, @Body() search: SearchQueries): Promise<QueryPage> {
    return this.reader.search(ctx, search);
  }

  /** Asks about a patient, a form or a value. */
  @Post()
  @Requires(['ask', 'Query'])
  async askQuery(@Context() ctx: Ctx, @IdempotencyKey() key: string, @Body() body: AskQuery): Promise<QueryDetail> {
    return this.reader.view(ctx, await this.queries.ask(ctx, key, body));
  }

  /** Data managers whom one may ask to follow a query. */
  @Get('followers')
  @Requires(['assign', 'Query'])
  async listFollowers(@Context() ctx: Ctx, @Query() { authorisationId }: ListFollowers): Promise<FollowerList> {
    return { items: await this.reader.followers(ctx, authorisationId) };
  }

  /** Centres by whose patients the list may be narrowed. */
  @Get('centres')
  @Requires(['read', 'Query'])
  async listQueryCentres(@Context() ctx: Ctx): Promise<QueryCentreList> {
    return { items: await this.reader.centres(ctx) };
  }

  /** A query with its thread, and the value it is about: then and now. */
  @Get(':id')
  @Requires(['read', 'Query'])
  async getQuery(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<QueryDetail> {
    return this.reader.open(ctx, id);
  }

  /** Says who follows it, and until when an answer is hoped for. */
  @Patch(':id')
  @Requires(['read', 'Query'])
  async changeQuery(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: ChangeQuery,
  ): Promise<QueryDetail> {
    await this.queries.change(ctx, id, version, body);
    return this.reader.view(ctx, id);
  }

  /** Answers what the other side asked. */
  @Post(':id/answer')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  async answerQuery(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { text }: SayInQuery,
  ): Promise<QueryDetail> {
    await this.queries.act(ctx, id, version, 'answer', text);
    return this.reader.view(ctx, id);
  }

  /** The person who asked is satisfied. */
  @Post(':id/close')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  async closeQuery(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { text }: CloseQuery,
  ): Promise<QueryDetail> {
    await this.queries.act(ctx, id, version, 'close', text);
    return this.reader.view(ctx, id);
  }

  /** Nobody answered: asks again for an answer. */
  @Post(':id/remind')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  async remindQuery(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { text }: RemindQuery,
  ): Promise<QueryDetail> {
    await this.queries.act(ctx, id, version, 'remind', text);
    return this.reader.view(ctx, id);
  }

  /** The answer does not do: asks again. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  async reopenQuery(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { text }: SayInQuery,
  ): Promise<QueryDetail> {
    await this.queries.act(ctx, id, version, 'reopen', text);
    return this.reader.view(ctx, id);
  }

  /** It was asked by mistake, and says why. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  async cancelQuery(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { text }: SayInQuery,
  ): Promise<QueryDetail> {
    await this.queries.act(ctx, id, version, 'cancel', text);
    return this.reader.view(ctx, id);
  }
}
