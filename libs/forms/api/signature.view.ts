import type { EntityManager } from 'typeorm';
import type { SignatureView } from './forms.messages.js';
import type { Signature } from './signature.entity.js';

/** Signatures as they are shown: who, in which role, where, when, what it means, and the hash of what was signed. */
export async function viewSignatures(tx: EntityManager, signatures: readonly Signature[]): Promise<SignatureView[]> {
  if (signatures.length === 0) return [];
  const centres: { id: string; name: string }[] = await tx.query('SELECT id, name FROM centre WHERE id = ANY($1)', [
    signatures.map(({ centreId }) => centreId),
  ]);
  return signatures.map(({ id, role, personId, personName, rpps, centreId, meaning, signedAt, proof, contentHash, voidedAt }) => ({
    id,
    role,
    person: { id: personId, name: personName },
    ...(rpps && { rpps }),
    centreName: centres.find((centre) => centre.id === centreId)?.name ?? centreId,
    meaning,
    signedAt: signedAt.toISOString(),
    ...(proof && { proof: { ...proof, amr: [...proof.amr] } }),
    contentHash,
    ...(voidedAt && { voidedAt: voidedAt.toISOString() }),
  }));
}
