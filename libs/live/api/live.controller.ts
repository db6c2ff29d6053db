import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Context, Requires, type Ctx } from '#kernel/api';
import { LiveStreams } from './live-streams.js';

/** Changes as they happen (charter C7.1). */
@Controller('live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  /**
   * Server-sent events: `change` with a `LiveChange`, of what this person may see; `reset` when too much was missed to be told. A stream that
   * is cut goes on where it was, by `Last-Event-ID`.
   */
  @Get()
  @Requires(['read', 'Enrolment'])
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', description: 'Where the stream before was cut.', required: false })
  @ApiOkResponse({ schema: { type: 'string' } })
  followChanges(@Context() ctx: Ctx, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.streams.join(ctx, request, response);
  }
}
