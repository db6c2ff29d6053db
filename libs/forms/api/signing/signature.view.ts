import type { EntityManager } from 'typeorm';
import type { SignatureView } from '../records/forms.messages.js';
import type { Signature } from './signature.entity.js';

/** Signatures as they are shown: who, in which role, where, when, what it means, and the hash of what was signed. */
export async function viewSignatures(tx: EntityManager, signatures: readonly Signature[]): Promise<SignatureView[]> {
  if (signatures.length === 0) return [];
  const voidedBy = signatures.flatMap((signature) => signature.voidedBy ?? []);
  const [centres, voiders]: { id: string; name: string }[][] = await Promise.all([
    tx.query('SELECT id, name FROM centre WHERE id = ANY($1)', [signatures.map(({ centreId }) => centreId)]),
    voidedBy.length === 0 ? [] : tx.query(`SELECT id, given_name || ' ' || family_name AS name FROM person WHERE id = ANY($1)`, [voidedBy]),
  ]);
  const voiderOf = (id: string | null) => voiders?.find((each) => each.id === id)?.name;
  return signatures.map(
    ({ id, role, personId, personName, rpps, centreId, meaning, signedAt, proof, contentHash, voidedAt, voidedBy }) => ({
      id,
      role,
      person: { id: personId, name: personName },
      ...(rpps && { rpps }),
      centreName: centres?.find((centre) => centre.id === centreId)?.name ?? centreId,
      meaning,
      signedAt: signedAt.toISOString(),
      ...(proof && { proof: { ...proof, amr: [...proof.amr] } }),
      contentHash,
      ...(voidedAt && { voidedAt: voidedAt.toISOString(), voidedByName: voiderOf(voidedBy) ?? '' }),
    }),
  );
}
