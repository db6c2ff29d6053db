import { frenchDate, type CalendarDate } from '#kernel/domain';
import { enumerate, READ_GRANT_WORDS } from './words.js';

/** When a rule of the policy holds, of the person who acts (`terms.ts`): after what they may do. */
export const CONDITION_WORDS = {
  'of-their-centre': 'dans son centre',
  'once-of-their-centre': 'pour un patient qui a quitté son centre\u00a0: ce que son centre a saisi',
  'visit-of-their-centre': 'sur les fiches des visites faites dans son centre',
  'from-their-centre': 'depuis son centre',
  'asked-by-their-centre': 'posées par son centre',
  'to-their-centre': 'vers son centre',
  'opened-to-them': 'pour une autorisation pour laquelle cette personne a signé une demande, ou pour laquelle un prescripteur l’a désignée',
  'requested-by-them': 'pour une autorisation pour laquelle cette personne a elle-même signé une demande',
  'designated-to-them': 'pour une autorisation pour laquelle cette personne a été désignée par son nom',
  'named-on-fat': 'lorsque cette personne est le prescripteur nommé sur la FAT ou la fiche d’inclusion',
  'begun-by-them': 'lorsque cette personne a commencé la demande',
  designated: 'lorsque cette personne est la personne désignée',
  'designation-made': 'lorsque cette personne a fait la désignation',
  'reading-asked': 'lorsque cette personne a fait la demande de lecture',
  'proposed-by-them': 'lorsque cette personne l’a elle-même proposé',
  themselves: 'lorsqu’il s’agit de cette personne elle-même',
  'own-account': 'lorsqu’il s’agit de son propre compte',
  'assigned-to-them': 'pour les autorisations qui lui sont affectées',
  'reading-granted': 'pour le patient dont un prescripteur d’un autre centre lui a ouvert la lecture',
  'collection-continued': 'pour le recueil précédent d’un patient dont elle suit le recueil actuel',
  frozen: 'lorsque la base est gelée',
  'on-a-fat': 'sur une FAT ou une fiche d’inclusion',
  'on-another-form': 'sur une autre fiche, si le centre le souhaite',
  'on-the-fat': 'sur la FAT ou la fiche d’inclusion',
  'asked-by-a-centre': 'posées par un centre',
  'asked-of-a-centre': 'posées par un contrôle du protocole ou par l’opérateur',
  'in-force': 'lorsque l’autorisation est en vigueur',
  'no-more-in-force': 'lorsque l’autorisation est suspendue ou terminée',
  'no-pharmacist': 'lorsque le centre n’a pas de pharmacien',
  'designates-pnm': 'lorsqu’un personnel non médical est désigné',
  received: 'une fois la demande envoyée à l’exploitant',
  'not-signed': 'tant que la demande n’est pas signée',
  'of-a-manager': 'pour le compte d’un gestionnaire, proposé par un autre',
  'of-ordinary-staff': 'pour un compte d’exploitant, de data manager ou de gestionnaire',
} as const;

export type ConditionCode = keyof typeof CONDITION_WORDS;

interface Acts {
  readonly acts: readonly string[];
  /** Whether several roles are named before. */
  readonly areSeveral: boolean;
}

const can = ({ areSeveral }: Acts) => (areSeveral ? 'peuvent' : 'peut');

/** What a rule says, after the roles that it names. */
export const RULE_SENTENCES = {
  may: (said: Acts) => `${can(said)} ${enumerate(said.acts)}`,
  'may-not': (said: Acts) => `ne ${can(said)} pas ${said.acts.join(', ni ')}`,
  always: () => 'toujours',
  'even-if-opened': () => 'même si une autre règle l’ouvre',
  'save-where-opened': () => 'sauf dans les cas qu’une autre règle ouvre',
};

interface Given {
  readonly since: CalendarDate;
  readonly until?: CalendarDate;
  readonly by?: string;
}

const lasting = ({ since, until }: Given): string =>
  until ? `du ${frenchDate(since)} au ${frenchDate(until)}` : `depuis le ${frenchDate(since)}`;
const given = ({ by }: Given): string => (by ? ` par ${by}` : '');

/** What someone was given, with its days (charter C5.7). */
export const GROUND_FRENCH = {
  request: (one: Given) =>
    one.by ? `demande d’accès ouverte par un transfert le ${frenchDate(one.since)}` : `demande d’accès signée le ${frenchDate(one.since)}`,
  designation: (one: Given) => `désignation${given(one)}, ${lasting(one)}`,
  named: (one: Given) => `nommé sur la FAT ${lasting(one)}`,
  reading: (one: Given) => `lecture ouverte${given(one)}, ${lasting(one)}`,
  assignment: (one: Given) => `autorisation affectée à son compte ${lasting(one)}`,
  role: (one: Given) => `par son rôle, le patient étant suivi dans son centre ${lasting(one)}`,
};

/** The printed policy, around its tables. */
export const TABLE_WORDS = {
  title: 'Qui peut faire quoi',
  preface: [
    'Imprimé à partir des règles elles-mêmes (`UPDATE_GOLDEN=1`)\u202f; toute différence fait échouer les tests. ✔ : permis. · : refusé, suivi de la règle',
    'qui le dit lorsqu’elle est écrite. A, B et C sont des centres\u202f; X est une autorisation\u202f; la FAT nomme un prescripteur de A.',
  ],
  rules: 'Les règles en mots',
  columns: ['règle', 'qui', 'peut', 'quand'],
} as const;

/** The people of the printed policy. */
export const PERSONA_WORDS = {
  prescriber: 'prescripteur de A, sans demande ni désignation',
  'prescriber-named': 'prescripteur de A, nommé sur la FAT, qui n’a encore rien signé',
  'prescriber-requested': 'prescripteur de A, qui a signé une demande pour X',
  'prescriber-designated': 'prescripteur de A, désigné pour X',
  'prescriber-requested-elsewhere': 'prescripteur de A, qui a signé une demande pour une autre autorisation',
  'prescriber-of-b': 'prescripteur de B, qui a signé une demande pour X',
  pharmacist: 'pharmacien de A',
  'pharmacist-of-b': 'pharmacien de B',
  'pharmacist-reader': 'pharmacien de B, à qui A a ouvert la lecture du patient',
  'pnm-designated': 'personnel non médical de A, désigné pour X',
  'pnm-designated-elsewhere': 'personnel non médical de A, désigné pour une autre autorisation',
  pnm: 'personnel non médical de A, sans désignation',
  'pnm-of-b': 'personnel non médical de B, désigné pour X',
  holder: 'exploitant de X',
  'holder-elsewhere': 'exploitant d’une autre autorisation',
  'data-manager': 'data manager affecté à X',
  'data-manager-elsewhere': 'data manager affecté à une autre autorisation',
  manager: 'gestionnaire affecté à X',
  'manager-elsewhere': 'gestionnaire affecté à une autre autorisation',
  administrator: 'administrateur',
  nobody: 'personne connectée sans profil',
} as const;

export type PersonaCode = keyof typeof PERSONA_WORDS;

/** The things of the printed policy. */
export const THING_WORDS = {
  'authorisation-in-force': 'l’autorisation X, en vigueur',
  'authorisation-shut': 'l’autorisation X, suspendue ou terminée',
  protocol: 'une version du protocole de X',
  'protocol-frozen': 'une version du protocole de X, base gelée',
  'file-draft': 'le dossier d’un patient de A sous X, demande en brouillon',
  'file-draft-of-designee': 'le dossier d’un patient de A sous X, demande en brouillon commencée par la personne désignée',
  'file-sent': 'le dossier d’un patient de A sous X, demande envoyée ou accordée',
  'file-moved': 'le dossier d’un patient parti de A vers C',
  'file-frozen': 'le dossier d’un patient de A, base gelée',
  fat: 'la FAT d’un patient de A sous X',
  'follow-up-form': 'une fiche de suivi d’un patient de A sous X',
  'visit-form-of-a': 'une fiche de visite faite à A, le patient est parti vers C',
  'visit-form-of-c': 'une fiche de visite faite à C, le patient est parti de A',
  'fat-frozen': 'la FAT d’un patient de A, base gelée',
  case: 'une déclaration à la pharmacovigilance pour un patient de A sous X',
  'case-moved': 'une déclaration faite à A, le patient est parti vers C',
  'designation-prescriber': 'la désignation d’un prescripteur à A pour X',
  'designation-pnm': 'la désignation d’un personnel non médical à A pour X',
  colleague: 'un collègue de A',
  query: 'une query de l’opérateur ou d’un contrôle, sur le suivi d’un patient de A sous X',
  'query-on-fat': 'une query de l’opérateur ou d’un contrôle, sur la FAT d’un patient de A sous X',
  'query-on-fat-not-received': 'une query d’un contrôle, sur une FAT de A que l’exploitant n’a pas encore reçue',
  'query-moved': 'une query de l’opérateur sur une visite faite à A, le patient est parti vers C',
  'query-of-a': 'une query posée par A, sur le suivi d’un patient de A sous X',
  'query-of-a-on-fat': 'une query posée par A, sur la FAT d’un patient de A sous X',
  'query-of-a-moved': 'une query posée par A, le patient est parti vers C',
  'query-of-c': 'une query posée par C sur une visite faite à A, le patient est parti vers C',
  transfer: 'le transfert d’un patient de A vers B sous X',
  'read-grant': 'une ouverture de lecture demandée par un pharmacien de B pour un patient de A sous X',
  'access-review': 'la revue annuelle des accès de A, qui a des pharmaciens',
  'access-review-without-pharmacist': 'la revue annuelle des accès de A, qui n’a pas de pharmacien',
  freeze: 'le gel de la base de X',
  export: 'un export des données de X',
  message: 'la messagerie de A pour X',
  notification: 'un envoi d’e-mail sous X',
  journal: 'le journal de X',
  'account-data-manager': 'le compte d’un data manager',
  'account-administrator': 'le compte d’un administrateur',
  'account-own': 'le compte du gestionnaire lui-même',
  'account-manager-proposed': 'le compte d’un gestionnaire, proposé par un autre',
  'account-manager-own-proposal': 'le compte d’un gestionnaire, que le gestionnaire a lui-même proposé',
  factors: 'les seconds facteurs d’une personne, dont rien n’est proposé',
  'factors-proposed': 'les seconds facteurs d’une personne, dont un autre propose l’oubli',
  'factors-own-proposal': 'les seconds facteurs d’une personne, dont le gestionnaire propose l’oubli',
  'factors-own': 'les seconds facteurs du gestionnaire lui-même, dont un autre propose l’oubli',
  installation: 'l’état de l’installation',
  'access-log': 'le journal des accès',
} as const;

export type ThingCode = keyof typeof THING_WORDS;

/** What is said of the reading of a file from a centre that only dispenses (charter C9.2). */
export const READ_GRANT_FRENCH = {
  'reading-end-past': () => 'La date de fin est déjà passée\u00a0: choisissez une date à venir.',
  'reading-too-long': ({ day }: { readonly day: CalendarDate }) =>
    `Une lecture s’ouvre pour un an au plus\u00a0: choisissez une date jusqu’au ${frenchDate(day)}.`,
  'reading-is': ({ state }: { readonly state: keyof typeof READ_GRANT_WORDS }) =>
    `Cette lecture est ${READ_GRANT_WORDS[state]}\u00a0: il n’y a plus rien à décider. Rechargez la page.`,
  'reading-patient-left': () =>
    'Ce patient n’est plus suivi dans votre centre\u00a0: seul le centre qui le suit maintenant peut ouvrir la lecture de son dossier, si elle lui est demandée.',
  'reading-asker-left': () =>
    'Cette personne ne travaille plus comme pharmacien dans le centre depuis lequel elle a demandé la lecture\u00a0: il n’est plus possible de l’ouvrir.',
  'reading-asked-already': () =>
    'Vous avez déjà demandé la lecture de ce dossier\u00a0: le centre qui suit le patient n’a pas encore répondu.',
  'reading-granted-already': ({ day }: { readonly day: CalendarDate }) =>
    `La lecture de ce dossier vous est déjà ouverte, jusqu’au ${frenchDate(day)}. Vous le trouvez dans la liste de vos patients.`,
  'reading-own-patient': () => 'Ce patient est suivi dans votre centre\u00a0: son dossier est dans la liste de vos patients.',
};
