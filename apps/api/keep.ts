import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readKeeper, type Keeper } from '#kernel/api';

const DAY_MS = 86_400_000;
const SOON_MS = 60_000;

/** For how long a creation asked again is the same one. */
const IDEMPOTENCY_DAYS = 30;

/** How much was purged. */
export interface Purged {
  readonly looks: number;
  readonly idempotencyKeys: number;
}

/** Purges what has outlived its term, as the keeper: the database's own functions refuse to go below the least term. */
export async function purge({ keeperUrl, accessLogMonths }: Keeper): Promise<Purged> {
  const keeper = new pg.Client({ connectionString: keeperUrl, application_name: 'passerelle keeper' });
  await keeper.connect();
  try {
    const { rows } = await keeper.query<{ looks: string; keys: string }>(
      'SELECT purge_access_log($1) AS looks, purge_idempotency($2) AS keys',
      [accessLogMonths, IDEMPOTENCY_DAYS],
    );
    return { looks: Number(rows[0]?.looks), idempotencyKeys: Number(rows[0]?.keys) };
  } finally {
    await keeper.end();
  }
}

/** Every day, for as long as the process lives; a database that is away is asked again soon. */
async function purgeDaily(keeper: Keeper): Promise<void> {
  for (;;) await sleep(await purge(keeper).then(tell, failed));
}

function tell({ looks, idempotencyKeys }: Purged): number {
  process.stdout.write(`${new Date().toISOString()} access log: ${looks}, idempotency keys: ${idempotencyKeys}\n`);
  return DAY_MS;
}

function failed(error: { readonly code?: string; readonly message: string }): number {
  process.stderr.write(`${new Date().toISOString()} nothing was purged: ${error.code ?? error.message}\n`);
  return SOON_MS;
}

if (import.meta.main) {
  try {
    const keeper = readKeeper();
    if (process.argv.includes('--daily')) await purgeDaily(keeper);
    else tell(await purge(keeper));
  } catch (error) {
    process.stderr.write(`Rien n’a été purgé\u00a0: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
