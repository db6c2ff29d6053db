import type { EntityManager } from 'typeorm';
import { IDENTITY_ACTS, type FinessCentre } from '#identity/domain';
import { type Journal, type JournalActor, SYSTEM_ACTOR } from '#kernel/api';
import { enterCentres, type CentresEntered } from './enter-centres.js';

/** What an import of centres writes in, and in whose name: the command's, where nobody is signed in. */
export interface Importing {
  readonly tx: EntityManager;
  readonly journal: Journal;
  readonly actor?: JournalActor;
}

/** Brings centres in, with the journal's entries: one for the file, one for each centre that was known otherwise. */
export async function importCentres(
  { tx, journal, actor = SYSTEM_ACTOR }: Importing,
  centres: readonly FinessCentre[],
): Promise<CentresEntered> {
  const entered = await enterCentres(tx, centres);
  const { made, changed, unchanged } = entered;
  for (const { centreId, changes } of changed)
    await journal.appendAs(tx, actor, IDENTITY_ACTS.centreRenamed, {
      stream: centreId,
      subject: centreId,
      details: { by: 'finess' },
      changes,
    });
  const details = { made: made.length, changed: changed.length, unchanged };
  await journal.appendAs(tx, actor, IDENTITY_ACTS.centresImported, { stream: 'centres', subject: 'centres', details });
  return entered;
}
