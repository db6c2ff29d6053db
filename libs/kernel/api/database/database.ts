import { DefaultNamingStrategy, type DataSourceOptions, type NamingStrategyInterface } from 'typeorm';
import type { Config } from '../config/config.js';
import type pg from 'pg';
import { GatheringClient } from './gathering-client.js';
import { preparingClient, StatementNames } from './prepared.js';

/** The application's login: it owns nothing, can become nobody, and on the journal it can only read and append (charter C3.1). */
export const APPLICATION_ROLE = 'passerelle_app';

/** The login that purges what has a term, by functions that know the terms, and does nothing else. */
export const KEEPER_ROLE = 'passerelle_keeper';

/** `registrationNumber` is the column `registration_number`. */
class SnakeCase extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return [...prefixes, custom ?? property].join('_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** For work that no one waits for, and that is known to be long: until the end of this transaction, ten minutes a statement. */
export async function unhurried(tx: { query(sql: string): Promise<unknown> }): Promise<void> {
  await tx.query(`SET LOCAL statement_timeout = '10min'`);
}

type Declared = Pick<DataSourceOptions, 'entities' | 'migrations'>;

/**
 * A page of fifty lines stops as soon as it has them: several processes that look for them at once read far beyond (89 ms of a page for 10 at 100 000 patients,
 * docs/performance.md), and leave fewer cores to everyone else.
 */
const ALONE = '-c max_parallel_workers_per_gather=0';

/**
 * Connection of the application. Nobody waits without end, neither for a free connection, nor for what another holds, nor for an answer: beyond its term a
 * request is refused (`unavailable`), and nothing is written. A transaction in which nothing happens any more gives its locks back; its term stands above what an identity provider may take to answer.
 */
export function applicationDatabase(
  {
    databaseUrl,
    databasePatienceSeconds,
    preparedStatements,
  }: Pick<Config, 'databaseUrl' | 'databasePatienceSeconds' | 'preparedStatements'>,
  declared: Declared,
): DataSourceOptions {
  const patience = databasePatienceSeconds * 1000;
  const terms = { lock_timeout: 2 * patience, statement_timeout: 6 * patience, idle_in_transaction_session_timeout: 6 * patience };
  return {
    ...common(databaseUrl, declared),
    extra: { max: 12, connectionTimeoutMillis: patience, ...terms, options: ALONE, Client: applicationClient({ preparedStatements }) },
  } as DataSourceOptions;
}

/** The client of every pool of the application. */
export function applicationClient({ preparedStatements }: Pick<Config, 'preparedStatements'>): typeof pg.Client {
  return preparedStatements ? preparingClient(new StatementNames()) : GatheringClient;
}

/** Connection of the owner, for migrations and commands only: the running product does not have it. */
export function ownerDatabase(url: string, declared: Declared): DataSourceOptions {
  return common(url, declared);
}

function common(url: string, declared: Declared): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeCase(),
    synchronize: false,
    logging: false,
    migrationsTransactionMode: 'each',
    applicationName: 'passerelle',
    ...declared,
  } as DataSourceOptions;
}
