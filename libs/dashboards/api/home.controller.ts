import { Controller, Get } from '@nestjs/common';
import { Context, Problem, Requires, type Ctx } from '#kernel/api';
import { HomeView } from './home.messages.js';
import { HomeReader } from './home.reader.js';

/** What everyone sees first. */
@Controller('home')
export class HomeController {
  constructor(private readonly reader: HomeReader) {}

  /** What waits for this person, most urgent first, and how many requests stand where. */
  @Get()
  @Requires('session')
  async getHome(@Context() ctx: Ctx): Promise<HomeView> {
    if (!ctx.actor.profile && !ctx.actor.staff) throw new Problem('profile-not-chosen');
    return this.reader.read(ctx);
  }
}
