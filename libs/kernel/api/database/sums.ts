/** What asks the database: a transaction of TypeORM, or a connection. */
interface Database {
  query(sql: string): Promise<unknown>;
}

/**
 * A table of sums (docs/decisions/0024): triggers append to it in the statement that changes what is counted, so that nobody who writes waits for another; what
 * was appended is added up later. A count is the sum of its rows, before as after. Beside its own columns it has `id`, in order, and `folded`, false of what is not yet added up.
 */
export interface SumTable {
  readonly table: string;
  /** What tells one sum from another. */
  readonly key: readonly string[];
  /** Those of the key that may be null. */
  readonly nullable?: readonly string[];
  readonly measures: readonly string[];
  /** A number kept beside, the least of those that were given: no count. */
  readonly least?: string;
  /** A part of the key that in time says no more than another value: then its rows are added up again. */
  readonly settles?: { readonly column: string; readonly when: string; readonly to: string };
  /** The rows that the sums are of, as SQL: key and measures, and `least`, by their names. */
  readonly counted: string;
}

/** Adds up, in one statement, so that anyone who reads meanwhile sees all rows or their sum. Of what two take at once neither takes what the other did. */
export async function foldSums(db: Database, sums: SumTable): Promise<void> {
  const { table, key, nullable = [], settles } = sums;
  const settled = settles ? `UNION ALL SELECT id FROM ${table} WHERE folded AND ${settles.when}` : '';
  const same = key.map((name) => `kept.${name} ${nullable.includes(name) ? 'IS NOT DISTINCT FROM' : '='} met.${name}`).join(' AND ');
  const row = columns(sums);
  await db.query(`
    WITH taken AS (
      DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE NOT folded ${settled}) RETURNING ${settledKey(sums)}, ${least(sums)}${sums.measures.join(', ')}
    ), met AS (
      SELECT DISTINCT ${key.join(', ')} FROM taken
    ), kept AS (
      DELETE FROM ${table} kept USING met WHERE kept.folded AND ${same} RETURNING kept.*
    )
    INSERT INTO ${table} (${row}, folded)
    SELECT ${key.join(', ')}, ${least(sums, 'min')}${summed(sums)}, true FROM (SELECT ${row} FROM taken UNION ALL SELECT ${row} FROM kept) each
    GROUP BY ${key.join(', ')} ${notNothing(sums)}`);
}

/** How many sums are not those of what they count: none, unless someone wrote behind the product's back. */
export async function wrongSums(db: Database, sums: SumTable): Promise<number> {
  const [{ wrong }] = (await db.query(`SELECT count(*)::int AS wrong FROM (${differences(sums)}) difference`)) as [{ wrong: number }];
  return wrong;
}

/** Makes the sums right, by appending what they lack: nobody who writes waits for it. @returns how many were wrong */
export async function correctSums(db: Database, sums: SumTable): Promise<number> {
  const [{ wrong }] = (await db.query(
    `WITH corrected AS (INSERT INTO ${sums.table} (${columns(sums)}) ${differences(sums)} RETURNING 1)
     SELECT count(*)::int AS wrong FROM corrected`,
  )) as [{ wrong: number }];
  return wrong;
}

/** What is counted, without what is kept: the rows that would make the sums right. */
function differences(sums: SumTable): string {
  const { table, key, measures } = sums;
  const kept = `SELECT ${key.join(', ')}, ${sums.least ? 'NULL::int, ' : ''}${measures.map((name) => `-${name}`).join(', ')} FROM ${table}`;
  return `
    SELECT ${settledKey(sums)}, ${least(sums, 'min')}${summed(sums)}
    FROM (SELECT ${columns(sums)} FROM (${sums.counted}) counted UNION ALL ${kept}) each
    GROUP BY ${key.map((_, place) => place + 1).join(', ')} ${notNothing(sums)}`;
}

const summed = ({ measures }: SumTable): string => measures.map((name) => `sum(${name}) AS ${name}`).join(', ');

/** A sum of nothing is not kept. */
const notNothing = ({ measures }: SumTable): string =>
  `HAVING (${measures.map((name) => `sum(${name})`).join(', ')}) IS DISTINCT FROM (${measures.map(() => '0').join(', ')})`;

const columns = ({ key, least: kept, measures }: SumTable): string => [...key, ...(kept ? [kept] : []), ...measures].join(', ');

const least = ({ least: kept }: SumTable, how = ''): string => (kept ? `${how}(${kept}) AS ${kept}, ` : '');

const settledKey = ({ key, settles }: SumTable): string =>
  key
    .map((column) => (settles?.column === column ? `CASE WHEN ${settles.when} THEN ${settles.to} ELSE ${column} END AS ${column}` : column))
    .join(', ');
