import { createHmac, timingSafeEqual } from 'node:crypto';

/** Runs one statement and gives its rows: a TypeORM manager does, and a bare client can. */
export interface Queryable {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

/** A seal that was put. */
export interface Seal {
  readonly id: number;
  readonly at: string;
  /** How many streams had moved since the last one. */
  readonly heads: number;
  /** To be kept elsewhere by anyone who wants to prove that the last seals themselves were not taken away. */
  readonly hmac: string;
}

/** What does not hold, and where. `seq` is the entry's rank in its stream; a fault of a seal itself has no stream. */
export interface JournalFault {
  readonly kind: 'content' | 'link' | 'missing' | 'value' | 'values-gone' | 'head' | 'sealed-gone' | 'sealed-changed' | 'seal';
  readonly stream?: { readonly kind: string; readonly id: string };
  readonly seq?: number;
  readonly sealId?: number;
}

/** The journal's state: no fault means that it is what was written, up to the last seal. */
export interface JournalVerdict {
  readonly entries: number;
  readonly streams: number;
  readonly seals: number;
  readonly lastSealAt: string | undefined;
  /** Entries written since: their chain is checked, but the person who owns the database could have made it again. */
  readonly unsealed: number;
  readonly faults: readonly JournalFault[];
}

interface HeadRow {
  readonly kind: string;
  readonly id: string;
  readonly seq: string;
  readonly hash: string;
}

interface SealRow {
  readonly id: string;
  readonly at: string;
  readonly previous: string;
  readonly hmac: string;
}

const AT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`;

/** One seal at a time, whichever process puts it. */
const LOCK = 1_790_000_001;

/**
 * Seals every head that moved since the last seal, with a key that the database does not know. Runs in a transaction of the caller.
 * @returns undefined when nothing moved.
 */
export async function sealJournal(tx: Queryable, key: string): Promise<Seal | undefined> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  const heads = await tx.query<HeadRow>(`
    SELECT stream_kind AS kind, stream_id AS id, seq::text AS seq, encode(hash, 'hex') AS hash
    FROM journal_head head
    WHERE seq > coalesce((SELECT max(seq) FROM journal_seal_head sealed
      WHERE sealed.stream_kind = head.stream_kind AND sealed.stream_id = head.stream_id), 0)
    ORDER BY 1, 2`);
  if (heads.length === 0) return undefined;
  const [last] = await tx.query<{ hmac: string }>('SELECT hmac FROM journal_seal ORDER BY id DESC LIMIT 1');
  const previous = last?.hmac ?? '';
  const [now] = await tx.query<{ at: string }>(`SELECT ${AT} FROM (SELECT clock_timestamp() AS at) AS now`);
  const at = now?.at ?? '';
  const hmac = sealOf(key, previous, at, heads);
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO journal_seal (at, previous, heads, hmac) VALUES ($1, $2, $3, $4) RETURNING id::text',
    [at, previous, heads.length, hmac],
  );
  await tx.query(
    `INSERT INTO journal_seal_head (seal_id, stream_kind, stream_id, seq, hash)
     SELECT $1, h.kind, h.id, h.seq::bigint, decode(h.hash, 'hex') FROM jsonb_to_recordset($2::jsonb) AS h (kind text, id text, seq text, hash text)`,
    [row?.id, JSON.stringify(heads)],
  );
  return { id: Number(row?.id), at, heads: heads.length, hmac };
}

/** Looks for every change made behind the journal's back, in the chain and against the seals. Reads one snapshot, writes nothing. */
export async function verifyJournal(tx: Queryable, key: string): Promise<JournalVerdict> {
  const faults = [...(await brokenChain(tx)), ...(await brokenSeals(tx, key)), ...(await unlikeSealed(tx))];
  const [counts] = await tx.query<{ entries: string; streams: string; unsealed: string }>(`
    SELECT count(*)::text AS entries, count(DISTINCT (stream_kind, stream_id))::text AS streams,
      count(*) FILTER (WHERE seq > coalesce((SELECT max(seq) FROM journal_seal_head sealed
        WHERE sealed.stream_kind = e.stream_kind AND sealed.stream_id = e.stream_id), 0))::text AS unsealed
    FROM journal_entry e`);
  const [seals] = await tx.query<{ count: string; last: string | null }>(`
    SELECT count(*)::text AS count, max(at)::text AS last FROM (SELECT ${AT} FROM journal_seal) AS seal`);
  return {
    entries: Number(counts?.entries),
    streams: Number(counts?.streams),
    unsealed: Number(counts?.unsealed),
    seals: Number(seals?.count),
    lastSealAt: seals?.last ?? undefined,
    faults,
  };
}

async function brokenChain(tx: Queryable): Promise<JournalFault[]> {
  const rows = await tx.query<{ stream_kind: string; stream_id: string; seq: string; fault: JournalFault['kind'] }>(
    'SELECT * FROM journal_broken()',
  );
  return rows.map((row) => ({ kind: row.fault, stream: { kind: row.stream_kind, id: row.stream_id }, seq: Number(row.seq) }));
}

/** Each seal is what the key makes of its heads, and follows the one before it. */
async function brokenSeals(tx: Queryable, key: string): Promise<JournalFault[]> {
  const seals = await tx.query<SealRow>(`SELECT id::text, ${AT}, previous, hmac FROM journal_seal ORDER BY journal_seal.id`);
  const heads = await tx.query<HeadRow & { seal_id: string }>(`
    SELECT seal_id::text, stream_kind AS kind, stream_id AS id, seq::text AS seq, encode(hash, 'hex') AS hash
    FROM journal_seal_head ORDER BY seal_id, stream_kind, stream_id`);
  const bySeal = new Map<string, HeadRow[]>();
  for (const head of heads) {
    const beside = bySeal.get(head.seal_id);
    if (beside) beside.push(head);
    else bySeal.set(head.seal_id, [head]);
  }
  const faults: JournalFault[] = [];
  let previous = '';
  for (const seal of seals) {
    const expected = sealOf(key, seal.previous, seal.at, bySeal.get(seal.id) ?? []);
    if (seal.previous !== previous || !same(seal.hmac, expected)) faults.push({ kind: 'seal', sealId: Number(seal.id) });
    previous = seal.hmac;
  }
  return faults;
}

/** Each head that was sealed is still in the journal, as it was. */
async function unlikeSealed(tx: Queryable): Promise<JournalFault[]> {
  const rows = await tx.query<{ kind: string; id: string; seq: string; seal_id: string; gone: boolean }>(`
    SELECT s.stream_kind AS kind, s.stream_id AS id, s.seq::text AS seq, min(s.seal_id)::text AS seal_id, e.id IS NULL AS gone
    FROM journal_seal_head s
    LEFT JOIN journal_entry e ON e.stream_kind = s.stream_kind AND e.stream_id = s.stream_id AND e.seq = s.seq
    WHERE e.hash IS DISTINCT FROM s.hash
    GROUP BY 1, 2, s.seq, e.id ORDER BY 1, 2, s.seq`);
  return rows.map(({ kind, id, seq, seal_id, gone }) => ({
    kind: gone ? 'sealed-gone' : 'sealed-changed',
    stream: { kind, id },
    seq: Number(seq),
    sealId: Number(seal_id),
  }));
}

/** JSON text of an array of strings is one text for one content; sorted here, because a database sorts as its language does. */
function sealOf(key: string, previous: string, at: string, heads: readonly HeadRow[]): string {
  const sorted = heads.map(({ kind, id, seq, hash }) => JSON.stringify([kind, id, seq, hash])).sort();
  return createHmac('sha256', key)
    .update(JSON.stringify([previous, at, sorted]))
    .digest('hex');
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
