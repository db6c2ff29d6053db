import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { Context, ID, IdempotencyKey, Requires, type Ctx } from '#kernel/api';
import { QueryFilterList, QueryFilterView, SaveQueryFilter } from './query-filters.messages.js';
import { QueryFilters } from './query-filters.service.js';

/** Filters that one keeps: one's own only. */
@Controller('query-filters')
export class QueryFiltersController {
  constructor(private readonly filters: QueryFilters) {}

  @Get()
  @Requires(['read', 'Query'])
  async listQueryFilters(@Context() ctx: Ctx): Promise<QueryFilterList> {
    return { items: await this.filters.list(ctx) };
  }

  @Post()
  @Requires(['read', 'Query'])
  async saveQueryFilter(@Context() ctx: Ctx, @IdempotencyKey() key: string, @Body() body: SaveQueryFilter): Promise<QueryFilterView> {
    return this.filters.create(ctx, key, body);
  }

  @Put(':id')
  @Requires(['read', 'Query'])
  async changeQueryFilter(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: SaveQueryFilter): Promise<QueryFilterView> {
    return this.filters.change(ctx, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires(['read', 'Query'])
  async deleteQueryFilter(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<void> {
    await this.filters.remove(ctx, id);
  }
}
