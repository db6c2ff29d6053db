import { PHARMACOVIGILANCE_FRENCH } from '#pharmacovigilance/domain';

/** What the server alone says of declarations, beside what their rules say. */
export const PHARMACOVIGILANCE_API_FRENCH = {
  ...PHARMACOVIGILANCE_FRENCH,

  'acknowledged-already': () => 'Cette déclaration est déjà prise en charge.',
  'transmitted-already': () => 'Cette déclaration est déjà transmise.',
  'not-transmitted': () => 'Cette déclaration n’est pas transmise\u00a0: il n’y a rien à corriger.',
  'no-such-verbatim': () => 'Ce champ n’est pas un verbatim répondu de cette déclaration.',
  'no-dictionary': () => 'Aucun dictionnaire MedDRA n’est chargé\u00a0: l’opérateur le charge, puis vous pourrez coder.',
  'no-such-term': ({ code, dictionary }: { readonly code: string; readonly dictionary: string }) =>
    `Le code ${code} n’est pas un terme (LLT) de MedDRA ${dictionary}.`,
};
