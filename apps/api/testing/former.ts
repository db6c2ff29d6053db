import type { Agent } from './agent.js';
import type { ToldFile } from './former-files.js';
import { told } from './requests.js';
import { CENTRE_A, CENTRE_B, type World } from './world.js';

/** Every file, as a pharmacist of its centre reads it: the sentence of each entry, each value in words. */
export async function filesTold(world: World): Promise<Record<string, ToldFile>> {
  const files: { id: string; centre: string; pharmacist: string }[] = await world.db.query(
    `SELECT e.id, e.centre_id AS centre, (SELECT min(i.subject) FROM profile p JOIN identity i ON i.person_id = p.person_id
       WHERE p.centre_id = e.centre_id AND p.role = 'pharmacist' AND p.active) AS pharmacist FROM enrolment e ORDER BY e.id`,
  );
  const all: Record<string, ToldFile> = {};
  for (const { id, centre, pharmacist } of files) {
    const reader = world.as(ACCOUNTS.get(centre) ?? pharmacist, centre);
    const { state, registrationNumber = null, patient, timeline } = await told(reader.get(`/enrolments/${id}`));
    all[id] = { state, registrationNumber, patient, timeline, journal: await journalOf(reader, id) };
  }
  return all;
}

/** Pharmacists whom tests know by the name of their account; the others are known by their provider's. */
const ACCOUNTS: ReadonlyMap<string, string> = new Map([
  [CENTRE_A, 'pharmacien-a'],
  [CENTRE_B, 'pharmacien-b'],
]);

async function journalOf(reader: Agent, id: string): Promise<unknown[]> {
  const entries: unknown[] = [];
  for (let cursor = ''; ;) {
    const { items, next } = await told(reader.get(`/enrolments/${id}/journal${cursor}`));
    entries.push(...items);
    if (!next) return entries;
    cursor = `?cursor=${encodeURIComponent(next)}`;
  }
}
