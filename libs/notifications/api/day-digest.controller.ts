import { Body, Controller, Get, Put } from '@nestjs/common';
import { Context, Journal, Requires, type Ctx } from '#kernel/api';
import { ChooseDayDigest, DayDigestView } from './day-digest.messages.js';
import { DIGEST_ACTS } from '#notifications/domain';

/** What a person chooses of their daily e-mail: for themselves alone. */
@Controller('me/day-digest')
export class DayDigestController {
  constructor(private readonly journal: Journal) {}

  /** Whether I am written to each day. */
  @Get()
  @Requires('session')
  async getDayDigest(@Context() ctx: Ctx): Promise<DayDigestView> {
    const [choice] = await ctx.tx.query('SELECT wanted FROM day_digest_choice WHERE person_id = $1', [ctx.actor.personId]);
    return { wanted: choice?.wanted ?? true };
  }

  /** Switches it on or off. */
  @Put()
  @Requires('session')
  async chooseDayDigest(@Context() ctx: Ctx, @Body() { wanted }: ChooseDayDigest): Promise<DayDigestView> {
    const { personId: id } = ctx.actor;
    const { wanted: before } = await this.getDayDigest(ctx);
    if (before === wanted) return { wanted };
    await ctx.tx.query(
      `INSERT INTO day_digest_choice (person_id, wanted) VALUES ($1, $2)
       ON CONFLICT (person_id) DO UPDATE SET wanted = $2, changed_at = clock_timestamp()`,
      [id, wanted],
    );
    await this.journal.append(ctx, DIGEST_ACTS.chosen, { stream: id, subject: id, details: { wanted } });
    return { wanted };
  }
}
