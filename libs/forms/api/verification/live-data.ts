import type { Queryable } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { unlikeJournal, WRITING_ACTS, type Marks } from '#forms/domain';
import { findItem, findRow, type Form, type Protocol, type Values } from '#protocols/domain';
import { liveSignatures, stillSays } from './live-signatures.js';

/** Something that stands otherwise than the journal says. Never an answer itself: anyone who runs the command may see no patient data. */
export type LiveFault = LiveFaultPlace &
  (
    | { readonly kind: 'answer'; /** Its key, and what the protocol calls it. */ readonly item: string; readonly label: string }
    /** It stands, and what it covers is not what was signed. */
    | { readonly kind: 'signature'; readonly role: string }
  );

interface LiveFaultPlace {
  readonly enrolmentId: string;
  readonly formId: string;
  /** Title of the form, as its protocol has it. */
  readonly form: string;
}

export interface LiveVerdict {
  readonly forms: number;
  /** Those that stand. */
  readonly signatures: number;
  readonly faults: readonly LiveFault[];
}

interface FormRow {
  readonly id: string;
  readonly enrolment_id: string;
  readonly form_code: string;
  readonly protocol_version_id: string;
  readonly values: Values;
  readonly marks: Marks;
  readonly zone: string;
  /** When its answers were last written: calculated ones were calculated on that day. */
  readonly written: string | null;
}

interface LastRow {
  readonly form_id: string;
  readonly item: string;
  readonly value: string | null;
  readonly seq: string;
}

/** Forms in memory at once. */
const BATCH = 200;

/** An entry is written a moment after its day was looked up; far more than a request ever lasts, in milliseconds. */
const MOMENT = 60_000;

/**
 * Compares every answer and every signature that stand with the journal: the chain alone says nothing of someone who changes `form_record`. Asks of `tx` plain
 * SQL only, and trusts the journal: `verifyJournal` says whether one may.
 */
export async function verifyLiveData(tx: Queryable): Promise<LiveVerdict> {
  const faults: LiveFault[] = [];
  const formOf = protocolReader(tx);
  let [forms, signatures] = [0, 0];
  for (let rows = await batch(tx, undefined); rows.length > 0; rows = await batch(tx, rows.at(-1)?.id)) {
    forms += rows.length;
    const [last, erased] = [await lastWritten(tx, rows), await erasedEntries(tx, rows)];
    const signed = await liveSignatures(
      tx,
      rows.map(({ id }) => id),
    );
    signatures += signed.length;
    for (const row of rows) {
      const form = await formOf(row);
      const told = { last: last.get(row.id) ?? new Map(), erased: erased.get(row.id) ?? new Set<number>(), days: daysOf(row) };
      const place = { enrolmentId: row.enrolment_id, formId: row.id, form: form.title };
      for (const item of unlikeJournal(form, row, told)) faults.push({ ...place, kind: 'answer', item, label: labelOf(form, item) });
      for (const signature of signed.filter(({ formId }) => formId === row.id)) {
        if (!stillSays(form, row.values, signature)) faults.push({ ...place, kind: 'signature', role: signature.role });
      }
    }
  }
  return { forms, signatures, faults };
}

function batch(tx: Queryable, after: string | undefined): Promise<FormRow[]> {
  return tx.query<FormRow>(
    `SELECT f.id, f.enrolment_id, f.form_code, f.protocol_version_id, f.values, f.marks, c.zone,
       (SELECT to_char(max(e.at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM journal_entry e
        WHERE e.subject_type = 'form' AND e.subject_id = f.id::text AND e.action = ANY('{${WRITING_ACTS.join(',')}}')) AS written
     FROM form_record f JOIN centre c ON c.id = f.centre_id
     WHERE $1::uuid IS NULL OR f.id > $1 ORDER BY f.id LIMIT ${BATCH}`,
    [after ?? null],
  );
}

async function lastWritten(tx: Queryable, rows: readonly FormRow[]): Promise<Map<string, Map<string, { seq: number; value?: unknown }>>> {
  const found = await tx.query<LastRow>(
    `SELECT DISTINCT ON (e.subject_id, v.item) e.subject_id AS form_id, v.item, v.new_value AS value, e.seq::text AS seq
     FROM journal_entry e JOIN journal_value v ON v.entry_id = e.id
     WHERE e.subject_type = 'form' AND e.subject_id = ANY($1::text[]) AND e.action = ANY('{${WRITING_ACTS.join(',')}}')
     ORDER BY e.subject_id, v.item, e.seq DESC, v.rank DESC`,
    [rows.map(({ id }) => id)],
  );
  const byForm = new Map<string, Map<string, { seq: number; value?: unknown }>>(rows.map(({ id }) => [id, new Map()]));
  for (const { form_id, item, value, seq } of found) {
    byForm.get(form_id)?.set(item, { seq: Number(seq), ...(value !== null && { value: parsed(value) }) });
  }
  return byForm;
}

async function erasedEntries(tx: Queryable, rows: readonly FormRow[]): Promise<Map<string, Set<number>>> {
  const found = await tx.query<{ form_id: string; seq: string }>(
    `SELECT e.subject_id AS form_id, e.seq::text AS seq FROM journal_entry e
     WHERE e.subject_type = 'form' AND e.subject_id = ANY($1::text[]) AND e.action = ANY('{${WRITING_ACTS.join(',')}}')
       AND cardinality(e.digests) > (SELECT count(*) FROM journal_value v WHERE v.entry_id = e.id)`,
    [rows.map(({ id }) => id)],
  );
  const byForm = new Map<string, Set<number>>(rows.map(({ id }) => [id, new Set()]));
  for (const { form_id, seq } of found) byForm.get(form_id)?.add(Number(seq));
  return byForm;
}

/** Each version is read once. */
function protocolReader(tx: Queryable): (row: FormRow) => Promise<Form> {
  const known = new Map<string, Protocol>();
  return async ({ protocol_version_id: id, form_code: code }) => {
    const [read] = known.has(id) ? [] : await tx.query<{ document: Protocol }>('SELECT document FROM protocol_version WHERE id = $1', [id]);
    if (read) known.set(id, read.document);
    const form = known.get(id)?.forms.find((each) => each.code === code);
    if (!form) throw new Error(`Protocol version ${id} has no form ${code}.`);
    return form;
  };
}

function daysOf({ zone, written }: FormRow): string[] {
  if (!written) return [];
  const at = new Date(written).getTime();
  return [...new Set([at, at - MOMENT].map((moment) => todayIn(zone, new Date(moment))))];
}

function labelOf(form: Form, key: string): string {
  return findItem(form, key)?.item.label ?? findRow(form, key)?.group.rowLabel ?? key;
}

/** What was forged so that it cannot be read is no answer. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
