/** What is answered in the two demonstration protocols, in their own words. Patients are invented. */

const O = 'Oui';
const N = 'Non';

const CONSONANTS = [...'BCDFGHJKLMNPQRSTVWXZ'];
const letters = (count) => Array.from({ length: count }, () => CONSONANTS[Math.floor(Math.random() * CONSONANTS.length)]).join('');

/** A patient whom nobody has met yet, so that a journey may be made again on the same data. */
export function someone(sex = 'Féminin') {
  const [family, given] = [letters(3), letters(2)];
  return { family, given, born: '03/1961', sex, letters: `${family} ${given}` };
}

/** `02/2019`, that many months before this one. */
export function monthsAgo(months) {
  const day = new Date();
  day.setDate(1);
  day.setMonth(day.getMonth() - months);
  return `${String(day.getMonth() + 1).padStart(2, '0')}/${day.getFullYear()}`;
}

/** `22/11/2026`, that many days from today. */
export function inDays(days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getDate(), day.getMonth() + 1, day.getFullYear()].map((part) => String(part).padStart(2, '0')).join('/');
}

/** The patient's section. */
const patient = ({ family, given, born, sex }) => [
  ['types', 'Nom du patient, 3 premières lettres', family],
  ['types', 'Prénom, 2 premières lettres', given],
  ['types', 'Mois et année de naissance', born],
  ['chooses', 'Sexe', sex],
  ['types', 'Poids', '72,4'],
  ['types', 'Taille', '171'],
  ['chooses', 'Le patient peut-il être inclus dans un essai clinique en cours ?', N],
  ['chooses', 'Patient déjà traité par ce médicament', N],
];

/** Who prescribes is already there, from the directory; these are not. */
const PRESCRIBER = [
  ['types', 'Spécialité', 'Hématologie'],
  ['chooses', 'Type d’établissement', 'Centre hospitalier universitaire'],
  ['types', 'Service', 'Hématologie clinique'],
  ['types', 'Téléphone', '03 83 15 30 30'],
];

const ENGAGEMENT = [
  ['chooses', 'Je m’engage sur le respect des critères d’éligibilité', O],
  ['chooses', 'Le patient a été informé, le document d’information lui a été remis, et c’est inscrit à son dossier', O],
];

/** What the pharmacy alone knows. */
export const PHARMACY = {
  'Pharmacien (PUI)': [
    ['presses', 'Remplir avec mes informations'],
    ['types', 'Téléphone', '03 83 15 40 40'],
  ],
};

const line = (classe, molecule) => [
  'adds',
  'traitement',
  [
    ['chooses', 'Classe', classe],
    ['picks', 'Molécule', molecule],
    ['chooses', 'Réfractaire ?', O],
  ],
];

export const tecvayli = (who) => ({
  Patient: patient(who),
  Maladie: [
    ['types', 'Date du diagnostic', monthsAgo(60)],
    ['chooses', 'Statut de performance ECOG', '1 : activité physique réduite, ambulatoire'],
    ['chooses', 'Type d’immunoglobuline', 'IgG'],
    ['chooses', 'Stade ISS / R-ISS', 'II'],
    ['chooses', 'Risque cytogénétique', 'Haut risque'],
    ['ticks', 'Anomalies cytogénétiques', 'del(17p)'],
    ['chooses', 'Atteinte extramédullaire', N],
  ],
  'Antécédents et traitements': [
    ['ticks', 'Comorbidités cliniquement significatives', 'Hypertension artérielle'],
    ['types', 'Nombre de lignes de traitement antérieures', '3'],
    line('Immunomodulateur (IMiD)', 'Lénalidomide'),
    line('Inhibiteur du protéasome', 'Bortézomib'),
    line('Anticorps anti-CD38', 'Daratumumab'),
    ['chooses', 'Autogreffe', O],
    ['ticks', 'Anti-BCMA antérieur', 'Aucun'],
  ],
  'Critères d’éligibilité': [
    'Patient adulte',
    'Myélome multiple en rechute et réfractaire',
    'Au moins 3 lignes de traitement antérieures',
    'Exposition antérieure à un immunomodulateur (IMiD)',
    'Exposition antérieure à un inhibiteur du protéasome',
    'Exposition antérieure à un anticorps anti-CD38',
    'Options thérapeutiques épuisées, hors thérapie cellulaire',
    'Progression pendant ou depuis le dernier traitement',
  ].map((criterion) => ['chooses', criterion, O]),
  'Traitement prévu': [
    [
      'chooses',
      'Posologie envisagée',
      'Schéma recommandé : 0,06 mg/kg, puis 0,3 mg/kg, puis 1,5 mg/kg par voie sous-cutanée une fois par semaine',
    ],
    ['types', 'Date prévisionnelle d’instauration', inDays(10)],
  ],
  'Médecin prescripteur': PRESCRIBER,
  'Engagement du prescripteur': ENGAGEMENT,
});

export const enhertu = (who) => ({
  Patient: patient(who),
  Maladie: [
    ['types', 'Date du diagnostic', monthsAgo(30)],
    ['chooses', 'Statut de performance ECOG', '0 : activité normale'],
    ['chooses', 'Statut HER2 (IHC)', 'IHC 2+'],
    ['chooses', 'ISH', 'Négatif'],
    ['chooses', 'Récepteurs hormonaux', 'Positifs'],
    ['ticks', 'Sites métastatiques', 'Os'],
  ],
  'Antécédents et traitements': [
    ['ticks', 'Comorbidités et antécédents pertinents', 'Aucune'],
    ['chooses', 'Au moins une ligne de chimiothérapie au stade métastatique', O],
    [
      'adds',
      'traitement',
      [
        ['types', 'Ligne', '1'],
        ['chooses', 'Type de traitement', 'Chimiothérapie'],
        ['types', 'DCI ou protocole', 'Paclitaxel hebdomadaire'],
        ['types', 'Début', monthsAgo(20)],
        ['types', 'Fin', monthsAgo(12)],
        ['chooses', 'Meilleure réponse', 'Réponse partielle'],
        ['chooses', 'Motif d’arrêt', 'Progression'],
      ],
    ],
  ],
  'Critères d’éligibilité': [
    ['chooses', 'Patient adulte', O],
    ['chooses', 'Cancer du sein non résécable ou métastatique', O],
    ['chooses', 'Au moins une hormonothérapie reçue', O],
    ['chooses', 'Non éligible à une nouvelle ligne d’hormonothérapie', O],
    ['chooses', 'Antécédent de pneumopathie interstitielle diffuse (PID)', N],
    ['chooses', 'Femme en âge de procréer : contraception efficace et test de grossesse négatif', O],
    ['types', 'Fraction d’éjection ventriculaire gauche (FEVG)', '62'],
    ['types', 'Date de la mesure de la FEVG', inDays(-12)],
    ['types', 'Date de la réunion de concertation pluridisciplinaire (RCP)', inDays(-5)],
    ['chooses', 'Avis de la RCP', 'Favorable'],
  ],
  'Traitement prévu': [
    ['chooses', 'Posologie envisagée', '5,4 mg/kg toutes les 3 semaines'],
    ['types', 'Date prévisionnelle d’instauration', inDays(10)],
  ],
  'Médecin prescripteur': [['types', 'Spécialité', 'Oncologie médicale'], ...PRESCRIBER.slice(1)],
  'Engagement du prescripteur': ENGAGEMENT,
});
