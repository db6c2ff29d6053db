import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { Context, Requires, type Ctx } from '#kernel/api';
import { OwnSessionList } from './identity.messages.js';
import { OwnSessions } from './own-sessions.service.js';

/** Where one is signed in: one's sessions, listed and ended (charter C3.1). */
@Controller('my-sessions')
export class OwnSessionsController {
  constructor(private readonly sessions: OwnSessions) {}

  /** One's sessions that are open, on whatever device, the one that asks among them. */
  @Get()
  @Requires('session')
  async listMySessions(@Context() ctx: Ctx): Promise<OwnSessionList> {
    return { items: await this.sessions.list(ctx) };
  }

  /** Ends one of them, elsewhere: anyone who comes back there proves who they are. */
  @Delete(':session')
  @HttpCode(204)
  @Requires('session')
  endMySession(@Context() ctx: Ctx, @Param('session') session: string): Promise<void> {
    return this.sessions.end(ctx, session);
  }
}
