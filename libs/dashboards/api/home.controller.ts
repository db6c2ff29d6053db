import { Controller, Get, Query } from '@nestjs/common';
import { Context, Problem, Requires, type Ctx } from '#kernel/api';
import { HomeView, ReadHome } from './home.messages.js';
import { HomeReader } from './home.reader.js';

/** A desk shows no more of a kind, unless it is asked to. */
const EACH = 30;

/** What everyone sees first. */
@Controller('home')
export class HomeController {
  constructor(private readonly reader: HomeReader) {}

  /** What waits for this person, most urgent first, and how many requests stand where. */
  @Get()
  @Requires('session')
  async getHome(@Context() ctx: Ctx, @Query() { each = EACH }: ReadHome): Promise<HomeView> {
    if (!ctx.actor.profile && !ctx.actor.staff) throw new Problem('profile-not-chosen');
    return this.reader.read(ctx, each);
  }
}
