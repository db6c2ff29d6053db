import type { Form, FormKind, Protocol } from './language.js';

/** The forms that open an enrolment, and carry it: the FAT, on which the holder gives an opinion, or the inclusion form of a PUT-SP, which asks nobody (charter P1, R7). */
export const OPENING_KINDS = ['FAT', 'INC'] as const satisfies readonly FormKind[];

/** Whether a form of that kind is the one that opens the enrolment. @param kind as the protocol says it, or as the wire does. */
export function isOpeningKind(kind: string): boolean {
  return OPENING_KINDS.some((each) => each === kind);
}

/** The form by which an enrolment is opened. Undefined in a protocol that was not checked. */
export function openingFormOf({ forms }: Pick<Protocol, 'forms'>): Form | undefined {
  return forms.find(({ kind }) => isOpeningKind(kind));
}

/** Who signs it: both, of a FAT (charter C5.6); of an inclusion form the prescriber, and the pharmacist where the protocol says so (R7). */
export function openingSigners({ signatures = [] }: Pick<Form, 'signatures'>): ('prescriber' | 'pharmacist')[] {
  return (['prescriber', 'pharmacist'] as const).filter((role) => signatures.some((rule) => rule.role === role));
}
