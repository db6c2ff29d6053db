import type { LookWords } from '#kernel/domain';

/** Where a transfer stands. */
export type TransferState = 'planned' | 'done' | 'cancelled' | 'undone';

export const TRANSFER_STATE_WORDS: Readonly<Record<TransferState, { readonly label: string; readonly meaning: string }>> = {
  planned: { label: 'prévu', meaning: 'Il prendra effet de lui-même à sa date.' },
  done: { label: 'fait', meaning: 'Le patient est suivi par l’autre centre depuis sa date.' },
  cancelled: { label: 'annulé', meaning: 'Il était prévu et n’aura pas lieu.' },
  undone: { label: 'défait', meaning: 'Il avait été fait par erreur\u00a0: le patient est revenu à son centre, qui n’a rien perdu.' },
};

/** One to come whose prescriber cannot receive the patient: nothing happens on its day before another one is chosen. */
export const TRANSFER_WAITS = {
  label: 'en attente d’un prescripteur',
  meaning: 'Il ne prendra effet qu’une fois choisi un prescripteur qui reçoive le patient.',
};

/** What the access log calls what is looked at here. */
export const TRANSFER_LOOKS: LookWords = { transfers: 'transferts', 'receiving-centres': 'centres qui peuvent recevoir un patient' };
