import type { Queryable } from '#kernel/api';
import { signatureRules, type Form, type Values } from '#protocols/domain';
import { contentHashOf } from '../signing/content-hash.js';
import { FORM_ACTS } from '#forms/domain';

/** A signature that stands, and what the journal says was signed. */
export interface LiveSignature {
  readonly id: string;
  readonly formId: string;
  readonly role: string;
  readonly contentHash: string;
  readonly signedDay: string;
  /** `undefined`: the journal knows of no such signature. */
  readonly journalled: string | undefined;
}

interface Row {
  readonly id: string;
  readonly form_id: string;
  readonly role: string;
  readonly hash: string;
  readonly day: string;
}

/** The signatures that stand on these forms. */
export async function liveSignatures(tx: Queryable, formIds: readonly string[]): Promise<LiveSignature[]> {
  const told = await tx.query<{ details: string }>(
    `SELECT details FROM journal_entry WHERE subject_type = 'form' AND subject_id = ANY($1::text[]) AND action = $2`,
    [formIds, FORM_ACTS.signed.name],
  );
  const hashes = new Map(told.map(({ details }) => signedIn(details)));
  const rows = await tx.query<Row>(
    `SELECT id, form_id, role, content_hash AS hash, to_char(signed_day, 'YYYY-MM-DD') AS day
     FROM signature WHERE form_id = ANY($1::uuid[]) AND voided_at IS NULL ORDER BY signed_at`,
    [formIds],
  );
  return rows.map(({ id, form_id: formId, role, hash: contentHash, day: signedDay }) => ({
    id,
    formId,
    role,
    contentHash,
    signedDay,
    journalled: hashes.get(id),
  }));
}

/** Whether what stands now is what was signed: the hash of it, on the day of signing, is the signature's and the journal's. */
export function stillSays(form: Form, values: Values, { role, contentHash, signedDay, journalled }: LiveSignature): boolean {
  const rule = signatureRules(form).find((each) => each.role === role);
  if (!rule || contentHash !== journalled) return false;
  return contentHashOf(form, values, rule.covers, { today: signedDay }) === contentHash;
}

/** Details that someone spoilt tell of no signature. */
function signedIn(details: string): [id: string, hash: string] {
  try {
    const { signatureId, contentHash } = JSON.parse(details) as { signatureId?: string; contentHash?: string };
    return [signatureId ?? '', contentHash ?? ''];
  } catch {
    return ['', ''];
  }
}
