import type { Protocol } from './language.js';

export type CodeLists = Protocol['codeLists'];

/** The lists that every protocol has without declaring them. */
export const BUILT_IN_LISTS = {
  ON: [
    { code: 'O', label: 'Oui' },
    { code: 'N', label: 'Non' },
  ],
  ONI: [
    { code: 'O', label: 'Oui' },
    { code: 'N', label: 'Non' },
    { code: 'I', label: 'Inconnu' },
  ],
} as const satisfies CodeLists;
