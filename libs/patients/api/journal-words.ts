import { own } from '#kernel/domain';
import { SIGNERS, type Signer } from '#patients/domain';

type Details = Readonly<Record<string, unknown>>;

const SIGNER_WORDS: Readonly<Record<Signer, string>> = { prescriber: 'prescripteur', pharmacist: 'pharmacien' };

const signer = ({ role }: Details): string => {
  const known = SIGNERS.find((each) => each === role);
  return known ? SIGNER_WORDS[known] : 'signataire';
};
const recipient = ({ personName }: Details): string => (typeof personName === 'string' ? personName : 'une personne');
/** The FAT is « la fiche »; others say which. */
const whichForm = ({ title }: Details): string => (typeof title === 'string' ? `\u00a0: ${title}` : '');
const several = (count: number, one: string, many: string): string => (count > 1 ? `${count} ${many}` : `${count} ${one}`);

/** What each act is called in French: the one catalogue. A sentence holds no clinical value. */
const WORDS: Readonly<Record<string, (details: Details, changes: number) => string>> = {
  'request.started': () => 'Demande commencée',
  'form.values-changed': (_, changes) => several(changes, 'réponse saisie ou modifiée', 'réponses saisies ou modifiées'),
  'form.values-carried': (_, changes) => several(changes, 'valeur reprise, à confirmer', 'valeurs reprises, à confirmer'),
  'form.carried-put-aside': (_, changes) => several(changes, 'valeur reprise écartée', 'valeurs reprises écartées'),
  'form.opened': (details) => `Fiche ouverte${whichForm(details)}`,
  'form.withdrawn': (details) => `Fiche ouverte par erreur retirée, sans réponse${whichForm(details)}`,
  'form.migrated': (details) => `Fiche passée à la version ${String(details['version'])} du protocole${whichForm(details)}`,
  'form.migration-reverted': (details) => `Fiche revenue à la version ${String(details['version'])} du protocole${whichForm(details)}`,
  'calendar.version-changed': ({ version }) =>
    `Calendrier repris de la version ${String(version)} du protocole\u00a0: les fiches commencées gardent la leur`,
  'form.completed': (details) => `Saisie de la fiche terminée${whichForm(details)}`,
  'form.reopened': (details) => `Fiche rouverte à la saisie${whichForm(details)}`,
  'form.handed-to-patient': (details) => `Questionnaire confié au patient${whichForm(details)}`,
  'form.answered-by-patient': (details) => `Questionnaire terminé par le patient${whichForm(details)}`,
  'form.reviewed': (details) => `Fiche ${details['mark'] === 'verified' ? 'vérifiée' : 'relue'} par l’opérateur${whichForm(details)}`,
  'form.review-withdrawn': (details) => `Marque de relecture retirée${whichForm(details)}`,
  'form.locked': (details) => `Fiche verrouillée${whichForm(details)}`,
  'form.unlocked': (details) => `Verrou levé${whichForm(details)}`,
  'form.unlock-asked': (details) => `Levée du verrou demandée${whichForm(details)}`,
  'query.asked': (details) => `Query posée${whichForm(details)}`,
  'query.answered': (details) => `Query répondue${whichForm(details)}`,
  'query.reopened': (details) => `Query rouverte${whichForm(details)}`,
  'query.closed': (details) => `Query close${whichForm(details)}`,
  'query.cancelled': (details) => `Query annulée${whichForm(details)}`,
  'query.reminded': (details) => `Query relancée${whichForm(details)}`,
  'query.assigned': (details) => `Query confiée, ou échéance changée${whichForm(details)}`,
  'form.signed': (details) => `Fiche signée en qualité de ${signer(details)}`,
  'form.signature-voided': (details) => `Signature du ${signer(details)} annulée\u00a0: une réponse qu’elle couvre a changé`,
  'access.request-made': () => 'Demande d’accès faite par le prescripteur\u00a0: les patients de l’autorisation lui sont ouverts',
  'access.request-closed': () => 'Demande d’accès close avec la demande : elle n’ouvre plus les patients de l’autorisation au prescripteur',
  'request.sent': ({ first }) => (first ? 'Demande transmise à l’exploitant' : 'Demande transmise de nouveau à l’exploitant'),
  'request.granted': ({ number }) => `Avis favorable\u00a0: numéro ${String(number)} attribué`,
  'request.refused': () => 'Avis défavorable',
  'request.more-asked': () => 'Complément demandé par l’exploitant',
  'case.received': ({ version, title }) =>
    Number(version) > 1
      ? `Déclaration complémentaire n°\u00a0${Number(version) - 1} reçue\u00a0: ${String(title)}`
      : `Déclaration reçue\u00a0: ${String(title)}`,
  'case.became-serious': () => 'Déclaration devenue grave\u00a0: à prendre en charge de nouveau par la pharmacovigilance',
  'case.clock-shortened': () => 'Délai de pharmacovigilance raccourci\u00a0: déclaration à prendre en charge de nouveau',
  'case.clock-changed': () => 'Délai de pharmacovigilance recompté\u00a0: la gravité déclarée a changé',
  'case.acknowledged': () => 'Déclaration prise en charge par la pharmacovigilance de l’exploitant',
  'case.transmitted': ({ day, to }) =>
    `Déclaration transmise le ${String(day)}, à ${String(to)}, selon la pharmacovigilance de l’exploitant`,
  'case.transmission-undone': ({ day, to }) =>
    `Transmission du ${String(day)} à ${String(to)} corrigée\u00a0: la déclaration est à transmettre`,
  'case.coded': () => 'Verbatim codé par la pharmacovigilance',
  'case.code-removed': () => 'Code d’un verbatim retiré par la pharmacovigilance',
  'request.cancelled': () => 'Demande annulée',
  'notification.sent': (details) => `E-mail envoyé à ${recipient(details)}`,
  'notification.repeated': (details) => `E-mail envoyé une seconde fois à ${recipient(details)}, après une interruption`,
  'notification.withheld': (details) => `E-mail à ${recipient(details)} retenu\u00a0: cette personne n’a plus accès au dossier`,
  'notification.nobody': () => 'E-mail sans destinataire\u00a0: l’exploitant n’a aucun compte actif, le gestionnaire est averti',
  'notification.seen': (details) => `E-mail à ${recipient(details)} vu par le gestionnaire`,
  'notification.resent': (details) => `E-mail à ${recipient(details)} renvoyé par le gestionnaire`,
  'notification.unconfirmed': (details) => `E-mail à ${recipient(details)} dont l’envoi n’a pas pu être confirmé`,
};

/** What comes by the hundred, or concerns the operator's reading alone: left to the journal, so that the story of a file can be read. */
export const UNTOLD_IN_STORY: readonly string[] = [
  'form.values-changed',
  'form.values-carried',
  'form.carried-put-aside',
  'form.reviewed',
  'form.review-withdrawn',
  ...Object.keys(WORDS).filter((action) => action.startsWith('query.')),
];

/** The sentence for an act; its code when it has none yet. */
export function wordsOf(action: string, details: Details, changes: number): string {
  return own(WORDS, action)?.(details, changes) ?? action;
}
