import type { LookWords } from '#kernel/domain';

/** What the access log calls what is looked at here. */
export const PAPER_LOOKS: LookWords = { 'blank-forms': 'fiches vierges' };
