/** The five kinds of access (charter R1). */
export type Kind = 'AAP-PRE-AMM' | 'AAP-POST-AMM' | 'AAC' | 'AAC-PRE-PRECOCE' | 'CPC';

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  'AAP-PRE-AMM': 'Accès précoce avant AMM',
  'AAP-POST-AMM': 'Accès précoce après AMM',
  AAC: 'Accès compassionnel nominatif',
  'AAC-PRE-PRECOCE': 'Accès compassionnel avant accès précoce',
  CPC: 'Cadre de prescription compassionnelle',
};
