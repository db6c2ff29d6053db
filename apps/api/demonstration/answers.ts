import { addDays, addMonths, calendarDate } from '#kernel/domain';
import type { Protocol, Value } from '#protocols/domain';
import type { Chance } from './chance.js';
import { otherFat } from './other-fats.js';
import { rowOf } from './typist.js';

/** Answers by section, in the order in which they are typed. */
export type Answers = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export interface Patient {
  readonly familyLetters: string;
  readonly givenLetters: string;
  readonly birth: string;
  readonly sex: 'M' | 'F';
}

interface Signatory {
  readonly familyName: string;
  readonly givenName: string;
  readonly rpps: string;
  readonly email: string;
}

/** Who and where, as a FAT asks. */
export interface Surroundings {
  readonly patient: Patient;
  readonly prescriber: Signatory & { readonly specialty: string; readonly ward: string };
  readonly pharmacist: Signatory;
  readonly centre: { readonly id: string; readonly name: string };
  /** The day of the demand, where the centre is. */
  readonly today: string;
  /** The day on which the treatment is to begin; some days later when not given. */
  readonly planned?: string;
}

const FAMILY = [
  'DUP',
  'MAR',
  'LEF',
  'BER',
  'MOR',
  'ROU',
  'GIR',
  'BON',
  'FAU',
  'CHE',
  'LAM',
  'PER',
  'GAU',
  'BAR',
  'NOE',
  'VID',
  'COL',
  'REN',
  'AUB',
  'HUE',
];
const GIVEN = {
  F: ['JE', 'MA', 'SY', 'MO', 'NI', 'FR', 'CA', 'DO', 'IS', 'CH'],
  M: ['JE', 'PI', 'MI', 'AL', 'BE', 'GE', 'RO', 'PA', 'DA', 'YV'],
} as const;

export function newPatient(chance: Chance, protocolCode: string): Patient {
  if (protocolCode.startsWith('KAFTRIO')) return newChild(chance);
  if (protocolCode.startsWith('THERAPIE'))
    return { ...newAdult(chance, 'M'), birth: `${chance.between(1966, 2003)}-0${chance.between(1, 9)}` };
  const sex = protocolCode.startsWith('ENHERTU') || chance.often(0.45) ? 'F' : 'M';
  const birth = `${chance.between(1941, 1984)}-${String(chance.between(1, 12)).padStart(2, '0')}`;
  return { ...newAdult(chance, sex), birth };
}

function newAdult(chance: Chance, sex: Patient['sex']): Omit<Patient, 'birth'> {
  return { familyLetters: chance.pick(FAMILY), givenLetters: chance.pick(GIVEN[sex]), sex };
}

/** Of children the full date is asked. */
function newChild(chance: Chance): Patient {
  return {
    ...newAdult(chance, chance.pick(['F', 'M'])),
    birth: `${chance.between(2011, 2018)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`,
  };
}

/** A whole FAT of a protocol of the demonstration, such as a team would type it: nothing prevents its signatures. */
export function fatOf(protocol: Protocol, chance: Chance, around: Surroundings): Answers {
  const { patient, today } = around;
  const signatories = {
    prescripteur: professionals('presc', around.prescriber, around),
    pharmacie: professionals('phar', around.pharmacist, around),
  };
  const own = OWN[protocol.code];
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

/** The first two protocols, in the words of their teams. */
const OWN: Readonly<Record<string, (chance: Chance, around: Surroundings) => Answers>> = {
  TECVAYLI: tecvayli,
  'ENHERTU-HER2-FAIBLE': enhertu,
};

function enhertu(chance: Chance, { patient, today }: Surroundings): Answers {
  const ihc = chance.pick(['1+', '2+']);
  const positive = chance.often(0.7);
  const young = Number(today.slice(0, 4)) - Number(patient.birth.slice(0, 4)) < 52;
  const sites = chance.some(['OS', 'FOIE', 'POUMON', 'CERVEAU', 'GANGLIONS'], 1, 3);
  return {
    maladie: {
      'mal.date_diag': month(today, -chance.between(14, 90)),
      'mal.ecog': chance.pick(['0', '0', '1', '1', '2']),
      'her2.ihc': ihc,
      ...(ihc === '2+' && { 'her2.ish': 'NEG' }),
      'rh.statut': positive ? 'POS' : 'NEG',
      'meta.sites': sites,
    },
    antecedents: {
      'atcd.comorb': chance.often(0.5) ? ['AUCUNE'] : chance.some(['CARDIO', 'RESPI', 'RENALE'], 1, 2),
      'chimio.meta': 'O',
      ...earlierLines(chance, today, positive),
      ...concomitant(chance, today),
    },
    eligibilite: {
      'elig.adulte': 'O',
      'elig.stade': 'O',
      ...(positive && { 'rh.hormono_recue': 'O', 'rh.hormono_non_elig': 'O' }),
      'pid.atcd': 'N',
      'femme.contra': young ? 'O' : { missing: 'NA' },
      'fevg.valeur': chance.between(54, 70),
      'fevg.date': day(today, -chance.between(5, 40)),
      'rcp.date': day(today, -chance.between(2, 15)),
      'rcp.avis': 'FAVORABLE',
    },
    traitement: {
      ...(chance.often(0.85)
        ? { 'ttt.poso': '5.4' }
        : { 'ttt.poso': '4.4', 'ttt.poso_justif': 'Toxicité digestive de grade 3 sous la ligne précédente, patiente fragile.' }),
      'ttt.date_prev': day(today, chance.between(5, 21)),
    },
  };
}

function earlierLines(chance: Chance, today: string, hormonal: boolean): Record<string, Value> {
  const lines = [
    ...(hormonal ? [{ type: 'HORMONO', dci: 'Létrozole + palbociclib', answer: 'SD' }] : []),
    { type: 'CHIMIO', dci: chance.pick(['Paclitaxel hebdomadaire', 'Capécitabine', 'Éribuline']), answer: chance.pick(['RP', 'SD', 'PD']) },
    ...(chance.often(0.4) ? [{ type: 'CHIMIO', dci: 'Doxorubicine liposomale', answer: 'PD' }] : []),
  ];
  const months = 9;
  return Object.assign(
    {},
    ...lines.map(({ type, dci, answer }, index) => {
      const from = -(lines.length - index) * months;
      return row('ttt_ant', index, {
        ligne: index + 1,
        type,
        dci,
        debut: month(today, from),
        fin: month(today, from + months - 1),
        reponse: answer,
        arret: chance.pick(['PROG', 'PROG', 'TOX']),
      });
    }),
  );
}

function tecvayli(chance: Chance, { today }: Surroundings): Answers {
  const highRisk = chance.often(0.35);
  const before = [
    { classe: 'IMID', dci: chance.pick(['LEN', 'POM']) },
    { classe: 'IP', dci: chance.pick(['BOR', 'CAR']) },
    { classe: 'CD38', dci: chance.pick(['DARA', 'ISA']) },
    ...(chance.often(0.3) ? [{ classe: 'IP', dci: 'IXA' }] : []),
  ];
  return {
    maladie: {
      'mm.date_diag': month(today, -chance.between(40, 130)),
      'mm.ecog': chance.pick(['0', '1', '1', '2']),
      'mm.type_ig': chance.pick(['IGG', 'IGG', 'IGA', 'CL']),
      'mm.iss': chance.pick(['I', 'II', 'III']),
      'mm.cyto': highRisk ? 'HAUT' : 'STANDARD',
      ...(highRisk && { 'mm.cyto_det': chance.some(['DEL17P', 'T4_14', 'T14_16'], 1, 2) }),
      'mm.extramed': chance.pick(['N', 'N', 'O', 'I']),
    },
    antecedents: {
      'mm.comorb': chance.often(0.4) ? ['AUCUNE'] : chance.some(['HTA', 'CARDIOPATHIE', 'IR'], 1, 2),
      'mm.nb_lignes': chance.between(3, 6),
      ...Object.assign({}, ...before.map((one, index) => row('mm.ant', index, { ...one, refractaire: chance.pick(['O', 'O', 'N']) }))),
      'mm.ant.greffe': chance.pick(['O', 'N']),
      'mm.ant.bcma': chance.often(0.8) ? ['AUCUN'] : ['ADC'],
      ...concomitant(chance, today),
    },
    eligibilite: Object.fromEntries(
      ['adulte', 'rechute', 'lignes', 'imid', 'ip', 'cd38', 'options', 'progression'].map((criterion) => [`elig.${criterion}`, 'O']),
    ),
    traitement: { 'ttt.poso': 'RCP', 'ttt.date_prev': day(today, chance.between(4, 18)) },
  };
}

function concomitant(chance: Chance, today: string): Record<string, Value> {
  const known = [
    ['Amlodipine', '5 mg par jour'],
    ['Acide zolédronique', '4 mg toutes les 4 semaines'],
    ['Valaciclovir', '500 mg deux fois par jour'],
    ['Oméprazole', '20 mg par jour'],
  ] as const;
  const taken = chance.some(known, 0, 2);
  return Object.assign(
    {},
    ...taken.map(([dci, poso], index) => row('ttt_conc', index, { dci, poso, debut: month(today, -chance.between(1, 30)) })),
  );
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

function row(group: string, index: number, items: Readonly<Record<string, Value>>): Record<string, Value> {
  const id = rowOf(group, index);
  return { [id]: true, ...Object.fromEntries(Object.entries(items).map(([item, value]) => [`${id}/${group}.${item}`, value])) };
}

const day = (today: string, days: number): string => addDays(calendarDate(today), days);
const month = (today: string, months: number): string => addMonths(calendarDate(today), months).slice(0, 7);
