import { STATED_EMPTY, type Value } from '#protocols/domain';
import type { Chance } from './chance.js';
import { daysFrom, monthsFrom } from './days.js';
import type { Answers, Surroundings } from './surroundings.js';
import { row } from './typist.js';

/** FATs of the first two protocols, in the words of their teams. */
export const FIRST_FATS: Readonly<Record<string, (chance: Chance, around: Surroundings) => Answers>> = {
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
      'mal.date_diag': monthsFrom(today, -chance.between(14, 90)),
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
      'fevg.date': daysFrom(today, -chance.between(5, 40)),
      'rcp.date': daysFrom(today, -chance.between(2, 15)),
      'rcp.avis': 'FAVORABLE',
    },
    traitement: {
      ...(chance.often(0.85)
        ? { 'ttt.poso': '5.4' }
        : { 'ttt.poso': '4.4', 'ttt.poso_justif': 'Toxicité digestive de grade 3 sous la ligne précédente, patiente fragile.' }),
      'ttt.date_prev': daysFrom(today, chance.between(5, 21)),
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
        debut: monthsFrom(today, from),
        fin: monthsFrom(today, from + months - 1),
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
      'mm.date_diag': monthsFrom(today, -chance.between(40, 130)),
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
    traitement: { 'ttt.poso': 'RCP', 'ttt.date_prev': daysFrom(today, chance.between(4, 18)) },
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
  if (taken.length === 0) return { ttt_conc: STATED_EMPTY };
  return Object.assign(
    {},
    ...taken.map(([dci, poso], index) => row('ttt_conc', index, { dci, poso, debut: monthsFrom(today, -chance.between(1, 30)) })),
  );
}
