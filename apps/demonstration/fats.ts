import type { Protocol, Value } from '#protocols/domain';
import type { Chance } from './chance.js';
import { FIRST_FATS } from './first-fats.js';
import { otherFat } from './other-fats.js';
import type { Answers, Signatory, Surroundings } from './surroundings.js';

/** A whole FAT of a protocol of the demonstration, such as a team would type it: nothing prevents its signatures. */
export function fatOf(protocol: Protocol, chance: Chance, around: Surroundings): Answers {
  const { patient, today } = around;
  const signatories = {
    prescripteur: professionals('presc', around.prescriber, around),
    pharmacie: professionals('phar', around.pharmacist, around),
  };
  const own = FIRST_FATS[protocol.code];
  if (!own) return otherFat(protocol, chance, around, signatories);
  const specific = own(chance, around);
  return {
    patient: {
      'fat.date_demande': today,
      'pat.nom3': patient.familyLetters,
      'pat.prenom2': patient.givenLetters,
      'pat.naissance_mois': patient.birth,
      'pat.sexe': patient.sex,
      'pat.poids': `${chance.between(48, 92)}.${chance.between(0, 9)}`,
      'pat.taille': patient.sex === 'F' ? chance.between(152, 174) : chance.between(165, 188),
      'pat.essai': chance.often(0.08) ? 'O' : 'N',
      ...(chance.often(0.1) ? { 'pat.relais_ac': 'AC', 'pat.num_ac': `AC-${chance.between(1000, 9999)}` } : { 'pat.relais_ac': 'NON' }),
    },
    ...specific,
    ...(around.planned !== undefined && { traitement: { ...specific['traitement'], 'ttt.date_prev': around.planned } }),
    prescripteur: signatories.prescripteur,
    engagement: { 'eng.eligibilite': 'O', 'eng.information': 'O' },
    pharmacie: signatories.pharmacie,
  };
}

function professionals(prefix: 'presc' | 'phar', person: Signatory, { centre, prescriber }: Surroundings): Record<string, Value> {
  const types: Record<string, string> = { CHRU: 'CHU', CHU: 'CHU', CH: 'CHG', Centre: 'CLCC' };
  return {
    [`${prefix}.nom`]: person.familyName,
    [`${prefix}.prenom`]: person.givenName,
    [`${prefix}.rpps`]: person.rpps,
    [`${prefix}.etab`]: centre.name,
    [`${prefix}.finess`]: centre.id,
    [`${prefix}.tel`]: '03 83 00 00 00'.replaceAll(' ', ''),
    [`${prefix}.email`]: person.email,
    ...(prefix === 'presc' && {
      'presc.specialite': prescriber.specialty,
      'presc.service': prescriber.ward,
      'presc.etab_type': types[centre.name.split(' ')[0] ?? ''] ?? 'AUTRE',
    }),
  };
}
