import type { DataSourceOptions } from 'typeorm';
import { CAPABILITIES } from './capabilities.js';

/** The day and number that the name of a migration ends with. */
const numberOf = ({ name }: { readonly name: string }): number => Number(name.slice(-13));

/** Every change of the database, in the order in which they are made. */
export const MIGRATIONS = CAPABILITIES.flatMap(({ migrations }) => migrations).toSorted((one, other) => numberOf(one) - numberOf(other));

/** What the database is declared with. */
export const DECLARED: Pick<DataSourceOptions, 'entities' | 'migrations'> = {
  entities: CAPABILITIES.flatMap(({ entities }) => entities),
  migrations: MIGRATIONS,
};
