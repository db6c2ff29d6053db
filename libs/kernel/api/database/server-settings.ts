import { inFrenchOrder } from '#kernel/domain';
import type { Queryable } from '../journal/seals.js';

/** What the product leans on of a PostgreSQL server, no matter who made it, and how. */
export interface ServerSettings {
  readonly version: number;
  readonly encoding: string;
  readonly strings: string;
  readonly dates: string;
  readonly isolation: string;
  readonly readOnly: string;
  /** Names, sorted by the collation of lists; none where there is no such collation yet. */
  readonly names: readonly string[] | null;
}

const OLDEST = 150_000;

/** Names whose order tells French from every other: particles, accents, ligatures, capitals. */
export const TELLING_NAMES = [
  'Zola',
  'd’Hérouville',
  'Ça-Ira',
  'Éluard',
  'de La Rochefoucauld',
  'van den Berg',
  'Œuvrard',
  'cote',
  'côté',
  'Cote',
];

/** What is wrong with these, in French, each with what to do; empty when nothing is. */
export function wrongSettings(found: ServerSettings): readonly string[] {
  const wrong: readonly (readonly [boolean, string])[] = [
    [found.version < OLDEST, `PostgreSQL 15 ou plus récent est nécessaire (trouvé\u00a0: ${Math.floor(found.version / 10_000)}).`],
    [found.encoding !== 'UTF8', `la base est codée en ${found.encoding}\u00a0: recréez-la avec ENCODING 'UTF8'.`],
    [found.strings !== 'on', 'standard_conforming_strings doit être «\u00a0on\u00a0».'],
    [!found.dates.startsWith('ISO'), `DateStyle doit commencer par ISO (trouvé\u00a0: ${found.dates}).`],
    [
      found.isolation !== 'read committed',
      `default_transaction_isolation doit être «\u00a0read committed\u00a0» (trouvé\u00a0: ${found.isolation}).`,
    ],
    [found.readOnly !== 'off', 'la base est en lecture seule\u00a0: default_transaction_read_only doit être «\u00a0off\u00a0».'],
    [
      found.names === null,
      'le classement «\u00a0french\u00a0» manque\u00a0: le serveur doit connaître ICU, et les migrations être lancées.',
    ],
    [
      found.names !== null && found.names.join() !== TELLING_NAMES.toSorted(inFrenchOrder).join(),
      'le classement «\u00a0french\u00a0» ne range pas les noms comme en français\u00a0: recréez-le avec ICU et la langue fr.',
    ],
  ];
  return wrong.flatMap(([isWrong, message]) => (isWrong ? [message] : []));
}

/** Asks the server. Of `tx`, plain SQL only. @throws Error that says in French what is wrong. */
export async function demandServerSettings(tx: Queryable): Promise<void> {
  const [found] = await tx.query<ServerSettings>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
       current_setting('standard_conforming_strings') AS strings, current_setting('DateStyle') AS dates,
       current_setting('default_transaction_isolation') AS isolation, current_setting('default_transaction_read_only') AS "readOnly", NULL AS names`,
  );
  if (!found) throw new Error('the server said nothing of itself.');
  const [{ known } = { known: false }] = await tx.query<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_collation WHERE collname = 'french' AND collprovider = 'i') AS known`,
  );
  const names = known
    ? await tx.query<{ name: string }>('SELECT name FROM unnest($1::text[]) AS name ORDER BY name COLLATE french', [TELLING_NAMES])
    : null;
  const wrong = wrongSettings({ ...found, names: names && names.map(({ name }) => name) });
  if (wrong.length > 0) throw new Error(`PostgreSQL n’est pas réglé comme il faut\u00a0: ${wrong.join(' ')}`);
}
