import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/**
 * A database as an earlier version of the product left it, and what that version told of it. Both were written once, by that version: the demonstration, with requests,
 * forms, queries, declarations and accounts in each of their states (`OfferedStates`). They are never written again: what a later version must still read is what stands there.
 */
const FORMER = '2026-11-29';

/** What was told of one file: everything that no day changes. */
export interface ToldFile {
  readonly state: string;
  readonly registrationNumber: string | null;
  readonly patient: unknown;
  readonly timeline: readonly unknown[];
  readonly journal: readonly unknown[];
}

const file = async (name: string) => gunzipSync(await readFile(new URL(`former/${FORMER}.${name}.gz`, import.meta.url))).toString();

/** The statements that make it, in an empty database whose logins are there. */
export const formerSql = (): Promise<string> => file('sql');

export const formerTold = async (): Promise<Record<string, ToldFile>> => JSON.parse(await file('told.json'));
