import { isFiness, isRpps } from '#kernel/domain';
import { NBSP, quoted } from '../language/french.js';
import type { TextItem } from '../language/language.js';

// Linear by construction: no two neighbouring parts can match the same character.
const EMAIL = /^[^\s@,;<>()"]+@[^\s@,;<>()".]+(?:\.[^\s@,;<>()".]+)+$/;
const PHONE = /^(?:0[1-9]\d{8}|\+[1-9]\d{7,14})$/;

/** What is wrong with a text, and what is expected instead, in French; null when nothing is. */
export function textProblem(item: TextItem, text: string): string | null {
  switch (item.format) {
    case undefined:
      return null;
    case 'letters':
      return lettersProblem(text, item.length ?? item.maxLength);
    case 'finess':
      return isFiness(text)
        ? null
        : `Un numéro FINESS a 9 caractères${NBSP}: le département (2 chiffres, ou 2A, 2B) puis 7 chiffres, par exemple 010000024.`;
    case 'rpps':
      return isRpps(text) ? null : `Un numéro RPPS a 11 chiffres, par exemple 10003879623${NBSP}; vous en avez saisi ${text.length}.`;
    case 'email':
      return EMAIL.test(text) ? null : `${quoted(text)} n’est pas une adresse électronique. Exemple${NBSP}: prenom.nom@hopital.fr.`;
    case 'phone':
      return PHONE.test(text)
        ? null
        : `Un numéro de téléphone a 10 chiffres, par exemple 0123456789, ou commence par + et l’indicatif du pays.`;
  }
}

function lettersProblem(text: string, length: number): string | null {
  if (/^[A-Z]+$/.test(text) && text.length === length) return null;
  const padded = 'LI'.slice(0, length - 1).padEnd(length, 'X');
  return (
    `Indiquez exactement ${length} lettres de A à Z, sans accent, par exemple ${'DUPONT'.slice(0, length)}. ` +
    `Si le nom est plus court, complétez par X (${padded}).`
  );
}
