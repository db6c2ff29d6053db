import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { ClientBase } from 'pg';

/** READ COMMITTED is what the database does by default. */
export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/**
 * Acts in one transaction: all of it is kept, or nothing. Its beginning leaves with the first statement, which takes a trip less; one that writes waits until the
 * transaction is known to have begun.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  act: (tx: EntityManager) => Promise<T>,
  isolation: Isolation = 'READ COMMITTED',
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await begin(runner, isolation);
    const done = await act(runner.manager);
    await runner.commitTransaction();
    return done;
  } catch (error) {
    refuseMore(runner);
    // Whatever fails here is less than what failed already.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** What goes on beside an act that failed would write outside its transaction, once that is taken back. */
function refuseMore(runner: QueryRunner): void {
  const query = runner.query.bind(runner);
  runner.query = (...statement: Parameters<QueryRunner['query']>) =>
    /^ROLLBACK/.test(statement[0]) ? query(...statement) : Promise.reject(new Error('The transaction was taken back.'));
}

/** What writes nothing, were it done alone: the journal is written by a SELECT. */
const READS = /^\s*SELECT(?!.*journal_append)/is;

/** What TypeORM keeps of a transaction: `startTransaction` sets it once the database has answered. */
type Begun = QueryRunner & { isTransactionActive: boolean; transactionDepth: number };

async function begin(runner: QueryRunner, isolation: Isolation): Promise<void> {
  const client: ClientBase = await runner.connect();
  const begun = client.query(`START TRANSACTION ISOLATION LEVEL ${isolation}`);
  // Anyone who asks the first thing hears of it.
  begun.catch(() => undefined);
  Object.assign(runner as Begun, { isTransactionActive: true, transactionDepth: 1 });
  const query = runner.query.bind(runner);
  runner.query = async (...statement: Parameters<QueryRunner['query']>) => {
    if (!READS.test(statement[0])) await begun;
    const [answer] = await Promise.all([query(...statement), begun]);
    return answer;
  };
}
