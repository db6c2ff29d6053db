import { Injectable } from '@nestjs/common';
import { Idempotency, type Ctx } from '#kernel/api';
import { Opener, openingOf } from './opener.js';
import type { EnterHolder, MakeGroup, OpenAuthorisation } from './openings.messages.js';

/** What managers open on screen, once each, however often it is sent. */
@Injectable()
export class Openings {
  constructor(
    private readonly opener: Opener,
    private readonly idempotency: Idempotency,
  ) {}

  /** @returns its id. @throws Problem as `Opener.enterHolder`. */
  enterHolder(ctx: Ctx, body: EnterHolder): Promise<string> {
    return this.opener.enterHolder(openingOf(ctx), body);
  }

  /** @returns its id. */
  makeGroup(ctx: Ctx, key: string, body: MakeGroup): Promise<string> {
    return this.idempotency.once(ctx, 'makeGroup', key, body, () => this.opener.makeGroup(openingOf(ctx), body));
  }

  /** @returns its id. @throws Problem as `Opener.open`. */
  open(ctx: Ctx, key: string, body: OpenAuthorisation): Promise<string> {
    return this.idempotency.once(ctx, 'openAuthorisation', key, body, () => this.opener.open(openingOf(ctx), body));
  }
}
