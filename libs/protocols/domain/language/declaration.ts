import type { FormKind } from './language.js';

/** What declares something to pharmacovigilance: an adverse effect, or a special situation. It is declared whatever else is collected. */
export const DECLARATION_KINDS = ['EI', 'SP'] as const satisfies readonly FormKind[];

/** Whether a form of that kind is a declaration. @param kind as the protocol says it, or as the wire does. */
export function isDeclaration(kind: string | undefined): kind is (typeof DECLARATION_KINDS)[number] {
  return DECLARATION_KINDS.some((each) => each === kind);
}
