import type { EntityManager } from 'typeorm';
import { zoneOf, type FinessCentre } from '#identity/domain';
import type { JournalChange } from '#kernel/api';
import { differences } from '../differences.js';

/** What became of centres that someone told: each is new, known otherwise, or as it was known. */
export interface CentresEntered {
  readonly made: readonly string[];
  readonly changed: readonly { readonly centreId: string; readonly changes: readonly JournalChange[] }[];
  readonly unchanged: number;
}

/** Enters centres, or brings them up to date: from a provider as someone signs in, from a file of the register. */
export async function enterCentres(tx: EntityManager, told: readonly FinessCentre[]): Promise<CentresEntered> {
  const column = <Key extends keyof FinessCentre>(key: Key) => told.map((centre) => centre[key]);
  const written: { id: string; before: Known | null; after: Known }[] = await tx.query(ENTERED, [
    column('id'),
    column('name'),
    column('legalId'),
    told.map(({ id }) => zoneOf(id)),
  ]);
  return {
    made: written.flatMap(({ id, before }) => (before ? [] : [id])),
    changed: written.flatMap(({ id, before, after }) => (before ? [{ centreId: id, changes: differences(before, after) }] : [])),
    unchanged: told.length - written.length,
  };
}

type Known = Readonly<Record<'name' | 'legalId', string>>;

/** In one order, so that two who enter the same centres never wait for each other. What stands already is left alone. */
const ENTERED = `
  WITH told AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS told (id, name, legal_id, zone) ORDER BY id),
  known AS (SELECT centre.id, json_build_object('name', centre.name, 'legalId', centre.legal_id) AS before FROM centre JOIN told USING (id)),
  written AS (
    INSERT INTO centre (id, name, legal_id, zone) SELECT id, name, legal_id, zone FROM told
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, legal_id = excluded.legal_id
      WHERE (centre.name, centre.legal_id) <> (excluded.name, excluded.legal_id)
    RETURNING id, json_build_object('name', name, 'legalId', legal_id) AS after)
  SELECT written.id, known.before, written.after FROM written LEFT JOIN known USING (id) ORDER BY written.id`;
