import type { CarriedSource, Origin } from './carried.js';

const SOURCES: Readonly<Record<CarriedSource, string>> = {
  'previous-visit': 'visite précédente',
  compassionate: 'accès compassionnel',
  pdf: 'formulaire PDF',
  'hospital-file': 'fichier de l’hôpital',
  file: 'dossier du patient',
  directory: 'annuaire de l’outil',
  protocol: 'protocole',
};

/** `visite précédente (Fiche de suivi – M3, 03/11/2025)`. */
export function originInWords({ source, form, day }: Origin): string {
  const where = [form, day && dayInWords(day)].filter(Boolean).join(', ');
  return where ? `${SOURCES[source]} (${where})` : SOURCES[source];
}

/** What the journal says why a value stands where nobody typed it. */
export function carriedInWords(origin: Origin): string {
  return `Valeur reprise, à confirmer\u00a0: ${originInWords(origin)}`;
}

/** What the journal says of an answer that settles a carried value, after the reason that its author gave. */
export function settledInWords(
  origin: Origin,
  { isSame, reason }: { readonly isSame: boolean; readonly reason?: string | undefined },
): string {
  const words = `Valeur reprise ${isSame ? 'confirmée' : 'corrigée'}\u00a0: ${originInWords(origin)}`;
  return [reason, words].filter(Boolean).join(' – ');
}

function dayInWords(day: string): string {
  return day.split('-').reverse().join('/');
}
