import type { ModuleMetadata } from '@nestjs/common';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { Act } from '#kernel/domain';
import type { Config } from './config.js';
import type { Environment } from './variables.js';

type NestModule = NonNullable<ModuleMetadata['imports']>[number];
type Class<Made = object> = new () => Made;

/** Where the product runs. */
export interface Installation {
  readonly config: Config;
  /** Its variables: a capability may read some for itself. */
  readonly env: Environment;
}

/** What a capability hands the application, in one place: the application, the database and the journal are folds over the list of them. */
export interface Capability {
  readonly name: string;
  /** Its part of the server. */
  readonly module?: (installation: Installation) => NestModule;
  readonly entities: readonly (Class | EntitySchema)[];
  /** Each is run once, in the order of the numbers in their names, whatever their capability. */
  readonly migrations: readonly Class<MigrationInterface>[];
  readonly acts: readonly Act[];
}

/** What a capability has; acts in the groups of its domain. */
type Declared = Pick<Capability, 'name' | 'module'> &
  Partial<Pick<Capability, 'entities' | 'migrations'>> & { readonly acts?: readonly Readonly<Record<string, Act>>[] };

export function capability({ entities = [], migrations = [], acts = [], ...declared }: Declared): Capability {
  return { ...declared, entities, migrations, acts: acts.flatMap((group) => Object.values(group)) };
}
