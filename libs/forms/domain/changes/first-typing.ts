import { findItem, findRow, type Form, type SignatureRule } from '#protocols/domain';

/**
 * Whether an answer given now is still the first typing of a form whose entry is ended: the part that one signatory types once the others are
 * done, as the pharmacy's of a FAT, until they sign.
 */
export function isFirstTyping(form: Form, signed: readonly SignatureRule['role'][], key: string): boolean {
  const section = (findItem(form, key) ?? findRow(form, key))?.section.code ?? '';
  const covering = (form.signatures ?? []).filter(({ covers }) => covers.includes(section));
  const isOwnPart = covering.length > 0 && covering.length < (form.signatures ?? []).length;
  return isOwnPart && covering.every(({ role }) => !signed.includes(role));
}
