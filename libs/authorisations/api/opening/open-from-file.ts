import { holderIdOf } from '#authorisations/domain';
import { Journal, Problem } from '#kernel/api';
import { say } from '../say.js';
import { Opener, type Opening } from './opener.js';
import type { OpeningFile } from './opening-file.js';
import type { MakeGroup } from './openings.messages.js';
import { OpeningStore } from './opening.store.js';

/** Opens what a file says: a company and a group that are known are joined. @returns the ids of the authorisations. @throws Problem as `Opener`. */
export async function openFromFile(opening: Opening, { holder, group, authorisations }: OpeningFile): Promise<string[]> {
  const store = new OpeningStore();
  const opener = new Opener(store, new Journal());
  const holderId = holderIdOf(holder.name);
  if (!(await store.hasHolder(opening.tx, holderId))) await opener.enterHolder(opening, holder);
  const groupId = group && ((await knownGroup(store, opening, holderId, group)) ?? (await opener.makeGroup(opening, group)));
  const opened: string[] = [];
  for (const wish of authorisations) opened.push(await opener.open(opening, { ...wish, holderId, ...(groupId && { groupId }) }));
  return opened;
}

/** @throws Problem `conflict` for a group of that name whose access is another: patients would be opened otherwise than the file says. */
async function knownGroup(
  store: OpeningStore,
  { tx }: Opening,
  holderId: string,
  { name, access }: MakeGroup,
): Promise<string | undefined> {
  const known = await store.groupNamed(tx, holderId, name);
  if (known && known.access !== access) throw new Problem('conflict', { detail: say({ code: 'group-otherwise', params: { name } }) });
  return known?.id;
}
