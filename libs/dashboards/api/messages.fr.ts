/** What the server says of dashboards. */
export const DASHBOARDS_API_FRENCH = {
  'no-feed': () => 'Votre calendrier n’a pas d’adresse en ce moment\u00a0: il n’y a rien à révoquer.',
  'feed-day': ({ medicine, code, label }: { readonly medicine: string; readonly code: string; readonly label: string }) =>
    `${medicine} (${code})\u00a0: ${label}`,
  'feed-name': () => 'Passerelle\u00a0: échéances des autorisations',
};
