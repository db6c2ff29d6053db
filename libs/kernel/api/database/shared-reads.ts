import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/**
 * The manager of a request that only reads. What it is asked at once goes over one connection, in one trip (GatheringClient); while nothing is under way the
 * request holds no connection: a stream, or a page that is being drawn, keeps nobody waiting.
 */
export function sharedReads(dataSource: DataSource): EntityManager {
  const shared = dataSource.createQueryRunner();
  let lent: { readonly runner: QueryRunner; users: number } | undefined;
  shared.query = async (...statement: Parameters<QueryRunner['query']>) => {
    const mine = (lent ??= { runner: dataSource.createQueryRunner(), users: 0 });
    mine.users += 1;
    try {
      return await mine.runner.query(...statement);
    } finally {
      mine.users -= 1;
      if (mine.users === 0) {
        lent = undefined;
        await mine.runner.release();
      }
    }
  };
  shared.startTransaction = () => Promise.reject(new Error('A request that reads has no transaction: it opens one of its own.'));
  return shared.manager;
}
