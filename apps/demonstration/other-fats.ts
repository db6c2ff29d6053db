import { findItem, findRow, openingFormOf, type Form, type Protocol, type Value } from '#protocols/domain';
import type { Chance } from './chance.js';
import { daysFrom, monthsFrom } from './days.js';
import { habitsOf } from './habits.js';
import type { Answers, Surroundings } from './surroundings.js';
import { row, typed } from './typist.js';

/** What is particular to one protocol: answers, rows included. */
type Particular = (chance: Chance, around: Surroundings) => Readonly<Record<string, Value>>;

/** Of myasthenia, as early access and the compassionate one before it both ask. */
const myasthenia: Particular = (chance, { today }) => ({
  'mal.date_diag': monthsFrom(today, -chance.between(12, 90)),
  'mg.mgfa': chance.pick(['IIb', 'IIIa', 'IIIb']),
  'mg.ac': ['RACH'],
  'mg.crise': chance.between(0, 1),
  'mg.qmg': chance.between(12, 18),
  'mg.igg': String(chance.between(75, 120) / 10),
  ...row('mg.ttt', 0, { classe: 'ACHE', dci: 'Pyridostigmine', debut: monthsFrom(today, -40), encours: 'O' }),
  ...row('mg.ttt', 1, { classe: 'CORTICO', dci: 'Prednisone', dose: '20', debut: monthsFrom(today, -18), encours: 'O' }),
});

const PARTICULAR: Readonly<Record<string, Particular>> = {
  VYVGART: (chance, around) => ({
    ...myasthenia(chance, around),
    ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`mg.adl.${index + 1}`, chance.pick([1, 1, 2])])),
    'ttt.poso': 'RCP',
  }),
  'VYVGART-AAC': (chance, around) => ({ ...myasthenia(chance, around), 'inc.besoin': 'O', 'inc.information': 'O' }),
  'KAFTRIO-CPC': (chance, { patient, today }) => ({
    'mal.date_diag': monthsFrom(patient.birth, 3),
    'cf.allele1': 'N1303K',
    'cf.allele2': chance.pick(['3849+10kbC>T', 'G551D', 'R117H']),
    'cf.vems': String(chance.between(12, 19) / 10),
    'cf.vems_pct': chance.between(52, 74),
    ...row('ttt_conc', 0, { dci: 'Dornase alfa', poso: '2,5 mg par jour', cyp3a: 'N' }),
    ...row('ttt_conc', 1, { dci: 'Azithromycine', poso: '250 mg trois fois par semaine', cyp3a: 'N' }),
    'cf.crmr_date': daysFrom(today, -chance.between(6, 20)),
    'cf.crmr': 'FAVORABLE',
    'ttt.poso': Number(weightOf(patient)) < 30 ? 'ENFANT_30' : 'ADULTE',
  }),
  'TEPEZZA-AAC': (chance, { today }) => ({
    'mal.date_diag': monthsFrom(today, -chance.between(6, 30)),
    'od.cas': chance.between(4, 6),
    'od.proptosis': chance.between(22, 27),
    'od.anterieur': ['CORTICO'],
  }),
  'THERAPIE-GENIQUE-HEMOPHILIE-B': (chance, { today }) => ({
    'mal.date_diag': monthsFrom(today, -240),
    'hb.fix': String(chance.between(5, 18) / 10),
    'hb.abr': chance.between(3, 9),
    'hb.prophylaxie': 'O',
    'hb.prophylaxie_txt': 'Eftrénonacog alfa, 50 UI/kg par semaine',
    'hb.articulations': chance.between(0, 2),
    'hb.inhibiteur': 'N',
    'hb.acn': chance.between(10, 320),
    'hb.alat': chance.between(22, 38),
    'atcd.comorb': ['ARTHRO'],
    'ttt.dose': '2',
  }),
};

/** A whole FAT, or inclusion form, of the protocols that came with the follow-up: criteria that are met, and what else their team types. */
export function otherFat(protocol: Protocol, chance: Chance, around: Surroundings, professionals: Answers): Answers {
  const form = openingFormOf(protocol);
  const particular = PARTICULAR[protocol.code];
  if (!form || !particular) throw new Error(`The demonstration does not know how ${protocol.code} is asked for.`);
  const { patient, today } = around;
  const env = { today };
  const given: Record<string, Value> = {
    ...(Object.assign({}, ...Object.values(professionals)) as Record<string, Value>),
    'pat.nom3': patient.familyLetters,
    'pat.prenom2': patient.givenLetters,
    [protocol.paediatric ? 'pat.naissance' : 'pat.naissance_mois']: patient.birth,
    'pat.sexe': patient.sex,
    'pat.poids': weightOf(patient),
    'pat.taille': heightOf(patient),
    'pat.relais_ac': 'NON',
    'atcd.comorb': ['AUCUNE'],
    'femme.contra': { missing: 'NA' },
    'ttt.date_prev': around.planned ?? daysFrom(today, chance.between(5, 14)),
    ...particular(chance, around),
  };
  const met = Object.fromEntries(criteriaOf(form).map((code) => [code, 'O']));
  const known = Object.fromEntries(Object.entries(given).filter(([key]) => findItem(form, key) ?? findRow(form, key)));
  const values = typed(form, env, habitsOf({ chance, lists: protocol.codeLists, day: today, env }, met), known);

  const sectionOf = (key: string) => (findItem(form, key) ?? findRow(form, key))?.section.code;
  return Object.fromEntries(
    form.sections.map(({ code }) => [code, Object.fromEntries(Object.entries(values).filter(([key]) => sectionOf(key) === code))]),
  );
}

/** What must be « Oui »: criteria to be met, and what the prescriber commits to. */
function criteriaOf({ sections }: Form): string[] {
  return sections.flatMap(({ content }) => content.map(({ code }) => code)).filter((code) => /^(elig|eng)\./.test(code));
}

/** As tall and heavy as their age and sex make likely. */
function weightOf({ birth, sex, familyLetters }: Surroundings['patient']): string {
  const some = familyLetters.charCodeAt(0) % 9;
  return born(birth) > 2000 ? `${26 + (2020 - born(birth)) * 3 - 10 + some}.5` : `${(sex === 'F' ? 58 : 72) + some}.5`;
}

function heightOf({ birth, sex, familyLetters }: Surroundings['patient']): number {
  const some = familyLetters.charCodeAt(1) % 7;
  return born(birth) > 2000 ? 118 + (2020 - born(birth)) * 5 - 10 + some : (sex === 'F' ? 160 : 174) + some;
}

function born(birth: string): number {
  return Number(birth.slice(0, 4));
}
