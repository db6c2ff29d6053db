import type { EntityManager } from 'typeorm';

/** What was made from a version. */
export interface Begun {
  readonly forms: number;
  readonly patients: number;
}

/** What versions need to know of the forms made from them, which stand floors above: `forms` provides it. */
export abstract class BegunForms {
  /** By version; one from which nothing was made is not in it. */
  abstract counts(tx: EntityManager, versionIds: readonly string[]): Promise<ReadonlyMap<string, Begun>>;
}
