import type { Ctx } from '#kernel/api';
import { todayIn } from '#kernel/domain';

/** The day where that centre is: never the server's. */
export async function todayAt({ tx }: Pick<Ctx, 'tx'>, centreId: string): Promise<string> {
  const [{ zone }] = await tx.query('SELECT zone FROM centre WHERE id = $1', [centreId]);
  return todayIn(zone, new Date());
}

/** The same of each row of a query that joins `centre`. */
export const CENTRE_DAY = '(now() AT TIME ZONE centre.zone)::date';
