import { createHash } from 'node:crypto';
import { canonicalContent, type Env, type Form, type Values } from '#protocols/domain';

/** SHA-256, in hexadecimal, of what a signature that covers these sections says yes to. The same answers give the same one for the same day. */
export function contentHashOf(form: Form, values: Values, covers: readonly string[], env: Env): string {
  return createHash('sha256')
    .update(canonicalContent(form, values, covers, env))
    .digest('hex');
}
