import type { Story } from './story.js';
import type { Happening } from './treatments.js';
import { rowOf } from './typist.js';

type Followed = Omit<Story, 'outcome'>;

const NANCY = { pharmacist: 'pharmacien-a' } as const;
const BOURG = { pharmacist: 'pharmacien-b' } as const;
const BREAST = { ...NANCY, authorisation: 'ENH', prescriber: 'prescripteur-a2' } as const;
const MYELOMA = { ...NANCY, authorisation: 'TEC', prescriber: 'prescripteur-a' } as const;
const MYASTHENIA = { ...NANCY, authorisation: 'VYV', prescriber: 'prescripteur-n' } as const;
const CYSTIC_FIBROSIS = { ...NANCY, authorisation: 'KAF', prescriber: 'prescripteur-p' } as const;
const ORBITOPATHY = { ...NANCY, authorisation: 'TPZ', prescriber: 'prescripteur-n' } as const;
const HAEMOPHILIA = { ...NANCY, authorisation: 'TGH', prescriber: 'prescripteur-a' } as const;

/** A visit of VYVGART tells one cycle more. */
const ONE_CYCLE = { SUIVI: { [rowOf('cyc', 0)]: true } } as const;

const med = rowOf('med', 0);

/** Serious, hence fifteen days. */
const PNEUMONIA: Happening = {
  form: 'EI',
  daysAgo: 9,
  given: {
    [med]: true,
    [`${med}/med.nom`]: 'VYVGART (efgartigimod alfa)',
    [`${med}/med.role`]: '1',
    [`${med}/med.poso`]: '10 mg/kg, une perfusion par semaine',
    [`${med}/med.indic`]: 'Myasthénie auto-immune généralisée',
  },
  otherwise: {
    'ei.terme': 'Pneumopathie communautaire à pneumocoque',
    'ei.grade': '3',
    'ei.grave': 'O',
    'ei.criteres': ['HOSPI'],
    'ei.evol': '2',
    'ei.causal': 'RELIE',
    'ei.atcd': 'Corticothérapie au long cours.',
    'ei.fin': { missing: 'NA' },
    'ei.recit':
      'Fièvre et toux dix jours après la dernière perfusion du cycle. Hospitalisation, antibiothérapie intraveineuse, évolution favorable.',
  },
};

const OVERDOSE: Happening = {
  form: 'SP',
  daysAgo: 40,
  otherwise: {
    'sp.type': ['SURDOSAGE', 'ERREUR'],
    'sp.descr': 'Dose calculée sur le poids de l’an dernier, relevée au contrôle de la pharmacie après la perfusion.',
    'sp.dose_prevue': '640',
    'sp.dose_recue': '820',
    'sp.erreur_stade': 'PREPARATION',
  },
};

/** Some twenty patients who have a number, under six protocols: followed well or less well, for weeks or a year, until today or a stop. */
export const FOLLOWED: readonly Followed[] = [
  // Everything is typed; much weight was lost before one visit, which is asked about.
  {
    ...BREAST,
    treatment: {
      began: 205,
      otherwise: { 'SUIVI SUIVI 2': { 'sui.poids': '38.5', 'fevg.valeur': 47 }, 'QDV SUIVI 1': { 'qlq.10': null, 'qlq.12': null } },
    },
  },
  { ...BREAST, treatment: { began: 152, behind: 2, begun: true } },
  { ...BREAST, typist: 'pnm-a', treatment: { began: 68, behind: 2 } },
  { ...BREAST, treatment: { began: 330, stopped: { daysAgo: 75, otherwise: { 'arr.motif': ['EI', 'PROG'] } } } },
  { ...BOURG, authorisation: 'ENH', prescriber: 'prescripteur-b', treatment: { began: 140, behind: 1 } },
  { ...BREAST, treatment: { beginsIn: 9 } },
  {
    ...BREAST,
    treatment: { neverGiven: true, otherwise: { ARRET: { 'arr.motif': ['ELIG'], 'arr.motif_txt': 'Altération de l’état général.' } } },
  },
  // Two moments of collection only.
  {
    ...MYELOMA,
    treatment: { began: 250, stopped: { daysAgo: 20, otherwise: { 'arr.motif': ['PROG'], 'arr.src': 'O', 'arr.src_grade': '1' } } },
  },
  {
    authorisation: 'TEC',
    prescriber: 'prescripteur-r',
    pharmacist: 'pharmacien-r',
    treatment: { began: 120, stopped: { daysAgo: 15, otherwise: { 'arr.motif': ['DECES'], 'arr.poso': null } } },
  },
  // A year of cycles, with an adverse effect and a special situation.
  {
    ...MYASTHENIA,
    treatment: {
      began: 362,
      rows: ONE_CYCLE,
      events: [PNEUMONIA, OVERDOSE],
      otherwise: { 'SUIVI M6': { 'mg.infection': 'O' }, 'SUIVI M3': { 'mg.igg': '0.8', 'mg.qmg': { missing: 'NF' } } },
    },
  },
  { ...MYASTHENIA, treatment: { began: 196, behind: 2, rows: ONE_CYCLE } },
  { ...MYASTHENIA, typist: 'pnm-a', treatment: { began: 98, behind: 2, begun: true, rows: ONE_CYCLE } },
  { ...MYASTHENIA, treatment: { began: 20, events: [{ form: 'EI', daysAgo: 2, left: true }] } },
  { ...MYASTHENIA, treatment: { began: 230, rows: ONE_CYCLE, stopped: { daysAgo: 30, otherwise: { 'arr.motif': ['SOUHAIT'] } } } },
  // Children: one goes on, one does not answer, one is late.
  { ...CYSTIC_FIBROSIS, treatment: { began: 290, otherwise: { 'SUIVI M6': { 'cf.alat': '3.4', 'cf.vems': null, 'cf.vems_pct': null } } } },
  {
    ...CYSTIC_FIBROSIS,
    treatment: {
      began: 64,
      otherwise: {
        'SUIVI S4': {
          'cf.reponse': 'NON_REPONDEUR',
          'cf.reponse_txt': 'Aucun gain de VEMS, test de la sueur inchangé.',
          'sui.poursuite': 'N',
        },
      },
      stopped: { daysAgo: 26, otherwise: { 'arr.motif': ['INEFF'] } },
    },
  },
  { ...CYSTIC_FIBROSIS, ...BOURG, treatment: { began: 110, behind: 1 } },
  // By name: eight infusions, and a visit every twelve weeks.
  { ...ORBITOPATHY, treatment: { began: 100 } },
  // One infusion; weeks of tests, then years.
  {
    ...HAEMOPHILIA,
    treatment: { began: 50, otherwise: { 'BIO S1 4': { 'bio.alat': 96, 'bio.cortico': 'O', 'bio.cortico_dose': '60' } } },
  },
  { ...HAEMOPHILIA, treatment: { began: 24, behind: 1 } },
  { ...HAEMOPHILIA, ...BOURG, prescriber: 'prescripteur-ab', treatment: { beginsIn: -4 } },
];
