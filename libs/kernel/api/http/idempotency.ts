import { createHash } from 'node:crypto';
import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Ctx } from '../request/ctx.js';
import { documented } from './documented.js';
import { Problem } from './problem.js';
import { say } from '../say.js';

/** The `Idempotency-Key` of a creation. @throws Problem `key-required` without it. */
export const IdempotencyKey = createParamDecorator(
  (_data: unknown, host: ExecutionContext): string => {
    const key = host.switchToHttp().getRequest<Request>().headers['idempotency-key'];
    if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
      throw new Problem('key-required', {
        detail: say({ code: 'key-expected' }),
      });
    }
    return key;
  },
  [documented('Idempotency-Key', 'Of 8 to 200 characters: asked twice with the same one, it is done once.')],
);

/** A creation that is asked twice happens once: the row comes first, in the same transaction. */
@Injectable()
export class Idempotency {
  /**
   * Runs `create` the first time; afterwards gives back the id that it returned: what succeeded stays so, whatever the rights to do it again.
   * `create` asks for them; whether the thing may be read is asked by anyone who shows it.
   * @throws Problem `idempotency-mismatch` when the key came with another body.
   */
  async once(ctx: Ctx, route: string, key: string, body: unknown, create: () => Promise<string>): Promise<string> {
    const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    const who = [ctx.actor.personId, route, key];
    // A concurrent twin waits here for the first one to commit, then inserts nothing.
    const inserted = await ctx.tx.query(
      'INSERT INTO idempotency (person_id, route, key, body_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1 AS first',
      [...who, hash],
    );
    if (inserted.length === 0) {
      const [row] = await ctx.tx.query(
        'SELECT body_hash, subject_id FROM idempotency WHERE person_id = $1 AND route = $2 AND key = $3',
        who,
      );
      if (row.body_hash !== hash) throw new Problem('idempotency-mismatch', { detail: say({ code: 'another-key' }) });
      return row.subject_id;
    }
    const id = await create();
    await ctx.tx.query('UPDATE idempotency SET subject_id = $4, status = 201 WHERE person_id = $1 AND route = $2 AND key = $3', [
      ...who,
      id,
    ]);
    return id;
  }
}
