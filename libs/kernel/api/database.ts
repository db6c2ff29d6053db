import { DefaultNamingStrategy, type DataSourceOptions, type NamingStrategyInterface } from 'typeorm';
import type { Config } from './config.js';

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

/** Who finds no free connection for this long is told so (`unavailable`), rather than left waiting. */
const PATIENCE_MS = 5000;

/** A transaction in which nothing happens any more gives its locks back. Above what an identity provider may take to answer. */
const FORGOTTEN_MS = 30_000;

/** No one waits longer for an answer, nor for what another holds: beyond, it is refused, and nothing is written. */
const TERMS = { statement_timeout: 30_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: FORGOTTEN_MS };

/** For work that no one waits for, and that is known to be long: until the end of this transaction, ten minutes a statement. */
export async function unhurried(tx: { query(sql: string): Promise<unknown> }): Promise<void> {
  await tx.query(`SET LOCAL statement_timeout = '10min'`);
}

type Declared = Pick<DataSourceOptions, 'entities' | 'migrations'>;

/** Connection of the application. */
export function applicationDatabase({ databaseUrl }: Pick<Config, 'databaseUrl'>, declared: Declared): DataSourceOptions {
  return {
    ...common(databaseUrl, declared),
    extra: { max: 12, connectionTimeoutMillis: PATIENCE_MS, ...TERMS },
  } as DataSourceOptions;
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
