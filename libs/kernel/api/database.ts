import { DefaultNamingStrategy, type DataSourceOptions, type NamingStrategyInterface } from 'typeorm';
import type { Config } from './config.js';

/** The role that the application takes: it owns nothing, and on the journal it can only read and append (charter C3.1). */
export const APPLICATION_ROLE = 'passerelle_app';

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

type Declared = Pick<DataSourceOptions, 'entities' | 'migrations'>;

/** Connection of the application: under its own role, whichever way it is given. */
export function applicationDatabase(config: Config, declared: Declared): DataSourceOptions {
  const url = config.databaseAppUrl ?? config.databaseUrl;
  const role = config.databaseAppUrl ? '' : `-c role=${APPLICATION_ROLE}`;
  return {
    ...common(url, declared),
    extra: { options: role, max: 12, connectionTimeoutMillis: PATIENCE_MS, idle_in_transaction_session_timeout: FORGOTTEN_MS },
  } as DataSourceOptions;
}

/** Connection of the owner, for migrations only. */
export function ownerDatabase(config: Config, declared: Declared): DataSourceOptions {
  return common(config.databaseUrl, declared);
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
