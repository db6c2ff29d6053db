import type { Ctx } from '#kernel/api';
import { todayIn } from '#kernel/domain';

/** The day where that centre is: never the server's. */
export async function todayAt({ tx }: Pick<Ctx, 'tx'>, centreId: string): Promise<string> {
  const [{ zone }] = await tx.query('SELECT zone FROM centre WHERE id = $1', [centreId]);
  return todayIn(zone, new Date());
}
