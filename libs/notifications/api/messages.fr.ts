/** What the server says of e-mails. */
export const NOTIFICATIONS_API_FRENCH = {
  'mail-settled': () => 'Cet e-mail n’attend plus rien de vous\u00a0: relisez la liste.',
  'mails-to-check': ({ count }: { readonly count: number }) =>
    count === 1
      ? 'Vérifier un e-mail dont l’arrivée n’est pas certaine, ou qui n’a pas de destinataire'
      : `Vérifier ${count} e-mails dont l’arrivée n’est pas certaine, ou qui n’ont pas de destinataire`,
};
