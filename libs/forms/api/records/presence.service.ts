import { Injectable } from '@nestjs/common';
import type { Ctx } from '#kernel/api';
import { FormStore } from './form.store.js';
import type { PresenceView } from './forms.messages.js';

/** The person who was seen this long ago may still be there. The client tells every 15 s. */
const PRESENT_SECONDS = 25;

/** Who has a form open: a courtesy between people, never a lock. */
@Injectable()
export class PresenceService {
  constructor(private readonly store: FormStore) {}

  async mark(ctx: Ctx, id: string): Promise<PresenceView> {
    const { record } = await this.store.find(ctx, id);
    const { personId, name, profile, staff } = ctx.actor;
    await ctx.tx.query(
      `INSERT INTO form_presence (form_id, person_id, name, role) VALUES ($1, $2, $3, $4)
       ON CONFLICT (form_id, person_id) DO UPDATE SET name = $3, role = $4, seen_at = clock_timestamp()`,
      [id, personId, name, profile?.role ?? staff?.role ?? ''],
    );
    const others = await ctx.tx.query(
      `SELECT name, role FROM form_presence
       WHERE form_id = $1 AND person_id <> $2 AND seen_at > clock_timestamp() - make_interval(secs => $3) ORDER BY name`,
      [id, personId, PRESENT_SECONDS],
    );
    return { others, contentVersion: record.contentVersion, stateVersion: record.stateVersion };
  }
}
