/** The five kinds of access (charter R1). */
export type Kind = 'AAP-PRE-AMM' | 'AAP-POST-AMM' | 'AAC' | 'AAC-PRE-PRECOCE' | 'CPC';
