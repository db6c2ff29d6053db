/** What is said of a number to a pharmacist who dispenses elsewhere: nothing of the patient (charter C9.1). */
export const DISPENSING_FRENCH = {
  'number-expected': () => 'Tapez le numéro d’enregistrement du patient en entier, ou ses six chiffres.',
  'number-mistyped': () => 'Ce numéro comporte une erreur de saisie\u00a0: vérifiez ses six chiffres.',
  'number-not-valid': () => 'Ce numéro n’est pas valide pour cette autorisation. Vérifiez le numéro et l’autorisation choisie.',
};
