import type { ModuleMetadata } from '@nestjs/common';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { Act, LetterKind, LookWords, TaskKind } from '#kernel/domain';
import type { Config } from './config/config.js';
import type { Environment } from './config/variables.js';
import type { SumTable } from './database/sums.js';

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
  /** The e-mails that tell of its acts. */
  readonly letters: readonly LetterKind[];
  /** What may wait for a person. */
  readonly tasks: readonly TaskKind[];
  /** What it keeps summed over all patients. */
  readonly sums: readonly SumTable[];
  /** What the access log calls what it lets be seen. */
  readonly looks: readonly LookWords[];
}

/** What a capability has; acts, letters and tasks in the groups of its domain. */
type Declared = Pick<Capability, 'name' | 'module'> &
  Partial<Pick<Capability, 'entities' | 'migrations' | 'sums' | 'looks'>> & {
    readonly acts?: readonly Readonly<Record<string, Act>>[];
    readonly letters?: readonly Readonly<Record<string, LetterKind>>[];
    readonly tasks?: readonly Readonly<Record<string, TaskKind>>[];
  };

export function capability({
  entities = [],
  migrations = [],
  acts = [],
  letters = [],
  tasks = [],
  sums = [],
  looks = [],
  ...declared
}: Declared): Capability {
  const all = <One>(groups: readonly Readonly<Record<string, One>>[]) => groups.flatMap((group) => Object.values(group));
  return { ...declared, entities, migrations, acts: all(acts), letters: all(letters), tasks: all(tasks), sums, looks };
}
