import { TRANSFERS_FRENCH } from '#transfers/domain';

/** What the server alone says of transfers, beside what their rules say. */
export const TRANSFERS_API_FRENCH = {
  ...TRANSFERS_FRENCH,

  'no-such-centre': () => 'Passerelle ne connaît pas ce centre\u00a0: choisissez-le dans la liste.',
  'no-prescriber-there': ({ centre }: { readonly centre: string }) =>
    `Cette personne n’est pas prescripteur de ${centre}. Choisissez dans la liste.`,
  'return-names-prescriber': () => 'Choisissez le prescripteur qui suivra de nouveau le patient à son retour.',
  'moved-meanwhile': ({ centre }: { readonly centre: string }) =>
    `Ce patient est suivi par ${centre}\u00a0: il a été transféré depuis que vous avez ouvert cette page. Relisez le dossier avant de recommencer.`,
  'not-planned': () => 'Ce transfert n’est plus à venir\u00a0: il ne s’annule plus.',
  'no-receiver-any-more': () => 'Ce transfert n’est plus à venir\u00a0: qui reçoit le patient ne s’y choisit plus.',
  'receiver-to-name': ({ task, person, centre }: { readonly task: string; readonly person: string; readonly centre: string }) =>
    `${task}\u00a0: ${person} n’est plus prescripteur de ${centre}`,
  'not-done': () => 'Ce transfert n’a pas pris effet, ou il est déjà défait.',
};
