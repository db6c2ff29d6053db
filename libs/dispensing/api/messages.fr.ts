import { DISPENSING_FRENCH } from '#dispensing/domain';

/** What the server alone says to a pharmacist who dispenses elsewhere. */
export const DISPENSING_API_FRENCH = {
  ...DISPENSING_FRENCH,

  'many-numbers': ({ minutes }: { readonly minutes: number }) =>
    `Vous avez demandé la validité de beaucoup de numéros en peu de temps. Réessayez dans ${minutes > 1 ? `${minutes} minutes` : 'une minute'}.`,
};
