import { Injectable } from '@nestjs/common';
import { actorOf } from './journal.js';
import type { Ctx } from './ctx.js';

/** One look: a file, a form, a PDF, a history; or a list with its filter. */
export interface Look {
  readonly action: 'read' | 'listed' | 'printed' | 'exported';
  readonly subject: { readonly type: string; readonly id: string };
  /** For a list: what was asked for, without patient data. */
  readonly filter?: Readonly<Record<string, unknown>>;
}

/** Who looked at what (charter C3.1): another log than the journal, with its own retention. */
@Injectable()
export class AccessLog {
  /**
   * Written before the answer leaves: a look that cannot be logged is not given. On the request's own connection: whoever holds one and waits
   * for another, while all do, waits for ever.
   */
  async record(ctx: Ctx, { action, subject, filter }: Look): Promise<void> {
    const { id, role, centre } = actorOf(ctx);
    await ctx.tx.query(
      'INSERT INTO access_log (person_id, role, centre_id, action, subject_type, subject_id, filter, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [id, role, centre ?? null, action, subject.type, subject.id, filter ? JSON.stringify(filter) : null, ctx.requestId],
    );
  }
}
