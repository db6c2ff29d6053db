import { own, type LookWords } from '#kernel/domain';
import type { SubjectName } from './vocabulary.js';

export const SUBJECT_WORDS: Readonly<Record<SubjectName, string>> = {
  Authorisation: 'les autorisations',
  Protocol: 'les versions de protocoles',
  Enrolment: 'les dossiers de patients',
  Form: 'les fiches',
  Case: 'les déclarations à la pharmacovigilance',
  Designation: 'les désignations',
  Colleague: 'les collègues',
  Centre: 'les centres de l’installation',
  Staff: 'les comptes de l’exploitant, de l’opérateur et de l’hébergeur',
  FactorReset: 'les réinitialisations de seconds facteurs',
  Journal: 'le journal des autorisations et des centres',
  Notification: 'les envois d’e-mails',
  Query: 'les queries (demandes de précision)',
  Transfer: 'les transferts de patients',
  ReadGrant: 'les ouvertures de lecture à un autre centre',
  AccessReview: 'les revues annuelles des accès',
  Freeze: 'les gels de base',
  Export: 'les exports',
  Message: 'la messagerie',
  Installation: 'l’état de l’installation',
  AccessLog: 'le journal des accès',
};

const ACTION_WORDS: Readonly<Record<string, string>> = {
  read: 'lire',
  'start-request': 'commencer une demande',
  'read-patients': 'voir les patients',
  'designate-prescriber': 'désigner un prescripteur',
  'designate-pnm': 'désigner un personnel non médical',
  'change-status': 'changer l’état',
  open: 'ouvrir',
  link: 'lier',
  follow: 'voir le suivi',
  finish: 'faire',
  cancel: 'annuler la demande',
  decide: 'rendre un avis',
  'read-journal': 'lire le journal',
  write: 'saisir',
  complete: 'terminer',
  reopen: 'rouvrir',
  'sign-prescriber': 'signer en prescripteur',
  'sign-pharmacist': 'signer en pharmacien',
  print: 'imprimer',
  transcribe: 'retranscrire un document reçu',
  review: 'marquer comme relue',
  lock: 'verrouiller',
  'ask-unlock': 'demander la levée du verrou',
  acknowledge: 'prendre en charge',
  transmit: 'dire transmise',
  code: 'coder',
  withdraw: 'retirer',
  create: 'ouvrir',
  update: 'modifier',
  confirm: 'confirmer',
  propose: 'proposer',
  decline: 'décliner',
  retract: 'reprendre',
  close: 'clore',
  verify: 'vérifier',
  ask: 'demander',
  answer: 'répondre',
  assign: 'confier',
  remind: 'relancer',
  resend: 'renvoyer',
  make: 'faire',
  grant: 'accorder',
  refuse: 'refuser',
  announce: 'annoncer',
  freeze: 'geler',
  lift: 'lever',
  import: 'importer',
  publish: 'publier',
  'pass-forms': 'faire passer des fiches',
};

/** Acts that do not take their subject as an object, or not in the same words: said whole. */
const WHOLE: Readonly<Record<string, string>> = {
  'Authorisation.start-request': 'commencer une demande d’accès',
  'Authorisation.read-patients': 'voir les patients de l’autorisation',
  'Authorisation.designate-prescriber': 'désigner un prescripteur',
  'Authorisation.designate-pnm': 'désigner un personnel non médical',
  'Authorisation.open': 'ouvrir une autorisation, enregistrer son exploitant et son groupe',
  'Authorisation.change-status': 'changer l’état de l’autorisation',
  'Authorisation.link': 'lier un accès compassionnel à l’accès précoce qui prend le relais, y ouvrir les demandes de ses patients',
  'Centre.import': 'importer des centres depuis le registre FINESS',
  'Protocol.pass-forms': 'faire passer des fiches commencées à une autre version de leur protocole',
  'Enrolment.follow': 'voir le suivi du patient (calendrier, tableaux de bord)',
  'Enrolment.read-journal': 'lire le journal du dossier',
  'Enrolment.cancel': 'annuler la demande d’accès',
  'Enrolment.decide': 'rendre un avis sur la demande d’accès',
  'Form.sign-prescriber': 'signer une fiche en qualité de prescripteur',
  'Form.sign-pharmacist': 'signer une fiche en qualité de pharmacien',
  'Form.transcribe': 'retranscrire un document reçu dans une fiche',
  'Form.review': 'marquer une fiche comme relue ou vérifiée',
  'Form.lock': 'verrouiller une fiche, lever ce verrou',
  'Form.ask-unlock': 'demander la levée du verrou d’une fiche',
  'Query.ask': 'poser une query (demande de précision)',
  'Query.answer': 'répondre à une query',
  'Query.cancel': 'annuler une query',
  'Query.remind': 'relancer une query restée sans réponse',
  'Notification.acknowledge': 'dire qu’un envoi incertain a été vu',
  'Notification.resend': 'renvoyer un e-mail incertain',
  'Query.assign': 'confier une query à quelqu’un et lui donner une échéance',
  'Staff.decline': 'décliner un compte de gestionnaire proposé',
  'Staff.retract': 'reprendre sa proposition d’un compte de gestionnaire',
  'Message.write': 'écrire un message',
  'Transfer.make': 'faire le transfert d’un patient',
  'Export.make': 'faire un export',
  'AccessReview.read': 'lire qui a accès dans le centre',
  'AccessReview.finish': 'faire la revue annuelle des accès',
  'AccessReview.follow': 'voir quels centres ont fait leur revue annuelle des accès',
  'Freeze.announce': 'annoncer un gel',
  'Freeze.freeze': 'geler la base',
  'Freeze.lift': 'lever un gel',
};

/** Acts on a subject, as the verbs of a sentence: `lire`, `imprimer les fiches`, `signer une fiche en qualité de prescripteur`. */
export function actsInWords(subject: SubjectName, actions: readonly string[]): string[] {
  const whole = (action: string): string | undefined => WHOLE[`${subject}.${action}`];
  const direct = actions.filter((action) => !whole(action)).map(actionWords);
  const last = direct.pop();
  return [...direct, ...(last ? [`${last} ${SUBJECT_WORDS[subject]}`] : []), ...actions.flatMap((action) => whole(action) ?? [])];
}

/** @throws Error for an action that French does not name yet. */
export function actionWords(action: string): string {
  const words = own(ACTION_WORDS, action);
  if (!words) throw new Error(`The action ${action} has no French word.`);
  return words;
}

/** `lire, saisir et imprimer`. */
export function enumerate(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} et ${last}` : last;
}

/** What a right rests on, as it stands above those of its kind. */
export const GROUND_WORDS = {
  role: 'par votre rôle',
  request: 'par vos demandes d’accès',
  designation: 'par désignation',
  assignment: 'par les autorisations affectées à votre compte',
  reading: 'par les lectures qui vous sont ouvertes',
  named: 'comme prescripteur nommé sur une FAT',
} as const;

/** Where a designation stands. */
export const DESIGNATION_WORDS = { active: 'en cours', ended: 'terminée', withdrawn: 'retirée' } as const;

/** Where the reading of a file from a centre that only dispenses stands; it agrees with « lecture ». */
export const READ_GRANT_WORDS = {
  asked: 'demandée',
  granted: 'ouverte',
  refused: 'refusée',
  withdrawn: 'retirée',
  ended: 'terminée',
} as const;

/** Where the yearly review of a centre stands. */
export const REVIEW_WORDS = { planned: 'à venir', due: 'à faire', late: 'en retard' } as const;

/** Where an account of the operator's side stands. */
export const ACCOUNT_WORDS = { proposed: 'à confirmer', open: 'ouvert', closed: 'fermé' } as const;

/** A proposed account is nobody's before another manager confirms it. */
export function accountState({
  active,
  proposedBy,
}: {
  readonly active: boolean;
  readonly proposedBy?: unknown;
}): keyof typeof ACCOUNT_WORDS {
  if (proposedBy) return 'proposed';
  return active ? 'open' : 'closed';
}

/** What became of a proposal that a second factor be forgotten. */
export const FACTOR_RESET_WORDS = {
  proposed: 'à confirmer',
  confirmed: 'faite',
  declined: 'déclinée',
  retracted: 'reprise',
  lapsed: 'caduque',
} as const;

/** What someone did, as a line of the access log tells it. */
export const LOOK_WORDS = {
  read: 'consultation',
  listed: 'liste',
  printed: 'impression',
  exported: 'export',
  asked: 'demande refusée',
} as const;

export const OUTCOME_WORDS = {
  given: 'autorisé',
  forbidden: 'refusé par une règle',
  absent: 'refusé\u00a0: absent, ou hors de ses droits',
} as const;

export const ACCESS_LOOKS: LookWords = {
  designation: 'désignation',
  designations: 'désignation',
  staff: 'compte',
  colleagues: 'collègues',
  'access-rules': 'règles d’accès',
  'my-access-log': 'journal de ses accès',
  'my-access': 'ses droits',
  'access-log': 'journal des accès',
  'access-review': 'revue des accès du centre',
  'access-reviews': 'revues des accès des centres',
  'factor-holders': 'personnes qui ont un second facteur',
  'factor-resets': 'réinitialisation de seconds facteurs',
};
