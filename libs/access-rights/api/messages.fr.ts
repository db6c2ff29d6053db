import { enumerate } from '#access-rights/domain';
import { frenchDate, ROLE_WORDS, type CalendarDate, type RoleName } from '#kernel/domain';

interface OfSubject {
  /** By which the provider knows the person. */
  readonly subject: string;
}

interface OfTask {
  /** What there is to do, and about whom. */
  readonly task: string;
  readonly designee: string;
}

interface Changed {
  readonly name: string;
  readonly role: string;
  /** Their centre, or their company; empty where it goes without saying. */
  readonly place: string;
  readonly acts: readonly string[];
  readonly of: string;
}

const whom = ({ name, role, place }: Changed): string => `${name}, ${role}${place && ` (${place})`}`;

interface Until {
  readonly day: CalendarDate;
}

/** What the server says of accounts, designations and second factors that are forgotten. */
export const ACCESS_RIGHTS_API_FRENCH = {
  gains: (one: Changed) => `${whom(one)} pourra ${enumerate(one.acts)}\u00a0: ${one.of}.`,
  loses: (one: Changed) => `${whom(one)} ne pourra plus ${one.acts.join(', ni ')}\u00a0: ${one.of}.`,
  'patients-of': ({ medicine }: { readonly medicine: string }) => `tous les patients du centre sous ${medicine}`,
  'file-until-now': () => 'ce qui a été saisi jusqu’ici dans ce dossier',
  'visits-to-come': () => 'les visites à venir de ce patient',

  'account-exists': ({ subject }: OfSubject) => `L’identifiant «\u00a0${subject}\u00a0» a déjà un compte. Modifiez ce compte.`,
  'unseen-for': ({ days }: { readonly days: number }) => `Compte sans connexion depuis plus de ${days} jours, mis en sommeil`,
  'nothing-to-confirm': () => 'Ce compte n’attend aucune confirmation.',
  'works-elsewhere-too': () =>
    'Ce compte travaille aussi sur des autorisations qui ne vous sont pas affectées\u00a0: retirez-lui les vôtres.',
  'opens-by-two': () => 'Ce compte attend la confirmation d’un autre gestionnaire\u00a0: il ne s’ouvre pas autrement.',
  'why-closed': () => 'Dites pourquoi fermer ce compte\u00a0: les autres gestionnaires le liront.',
  'holder-of-holders-only': () => 'Seul un compte d’exploitant est rattaché à une entreprise.',
  'holder-sees-all': () => 'Un compte d’exploitant voit toutes les autorisations de l’entreprise\u00a0: n’en choisissez pas.',
  'choose-holder': () => 'Choisissez l’exploitant dans la liste de ceux dont une autorisation vous est affectée.',
  'holder-sees-others': () => 'Ce compte verrait aussi des autorisations de l’entreprise qui ne vous sont pas affectées.',
  'assign-own-only': () => 'Vous affectez ou retirez seulement les autorisations qui vous sont affectées.',

  'withdrawn-already': () => 'Cette désignation a déjà été retirée.',
  'ended-already': () => 'Cette désignation est déjà arrivée à son terme.',
  'not-oneself': () => 'Désignez une autre personne que vous-même.',
  'no-profile-here': ({ role }: { readonly role: RoleName }) =>
    `Cette personne n’a pas de profil de ${ROLE_WORDS[role]} dans votre centre.`,
  'designated-already': ({ day }: Until) =>
    `Cette personne est déjà désignée pour cette autorisation, jusqu’au ${frenchDate(day)}. Retirez cette désignation pour en faire une autre.`,
  'end-is-past': () => 'La date de fin est déjà passée\u00a0: choisissez une date à venir.',
  'ends-too-late': ({ day }: Until) => `Une désignation dure deux ans au plus\u00a0: choisissez une date jusqu’au ${frenchDate(day)}.`,
  'designation-ending': ({ task, designee, ends }: OfTask & { readonly ends: string }) => `${task}\u00a0: ${designee}, jusqu’au ${ends}`,
  'designation-author-left': ({ task, designee, designator }: OfTask & { readonly designator: string }) =>
    `${task}\u00a0: ${designee}, désignation faite par ${designator}`,

  'review-due': ({ task, day }: { readonly task: string; readonly day: CalendarDate }) =>
    `${task}\u00a0: attendue depuis le ${frenchDate(day)}`,
  'review-list-changed': () =>
    'La liste a changé depuis que vous l’avez lue\u00a0: un accès a été donné, retiré ou est arrivé à son terme. Rien n’a été fait. Relisez la liste, puis terminez la revue.',
  'review-not-asked': () => 'La liste ne pose pas cette question\u00a0: relisez-la.',
  'review-oneself': () => 'Vous êtes encore dans ce centre\u00a0: ne signalez pas votre propre départ.',
  'review-withdrawn': () => 'Retirée lors de la revue annuelle des accès du centre.',

  'no-factor-here': () => 'Cette personne n’a pas, ou n’a plus, de second facteur ici.',
  'reset-awaits': () => 'Une réinitialisation attend déjà la confirmation d’un autre gestionnaire pour cette personne.',
  'reset-lapsed': () =>
    'Cette proposition n’a plus cours\u00a0: plus de sept jours ont passé, les seconds facteurs de la personne ont changé depuis, ou qui l’a faite n’est plus gestionnaire. Proposez-en une nouvelle.',
  'reset-settled': () => 'Cette réinitialisation n’attend plus personne.',

  // Commands of the installation.
  'is-no-manager': ({ subject }: OfSubject) => `L’identifiant «\u00a0${subject}\u00a0» a déjà un compte, qui n’est pas de gestionnaire.`,
  'enough-managers': () => 'Il y a déjà deux gestionnaires\u00a0: un autre compte de gestionnaire se fait à deux, dans Passerelle.',
  'nothing-to-do': () => 'Cette personne est déjà gestionnaire, et chaque autorisation a un gestionnaire\u00a0: il n’y a rien à faire.',
  'no-such-person': ({ provider, subject }: OfSubject & { readonly provider: string }) =>
    `Personne n’est connu sous l’identifiant «\u00a0${subject}\u00a0» chez le fournisseur «\u00a0${provider}\u00a0».`,
  'reset-by-two': () =>
    'Deux gestionnaires ont un compte ouvert\u00a0: la réinitialisation se propose et se confirme dans Passerelle (Comptes). S’ils ne peuvent plus se connecter eux-mêmes (FACTOR_KEY perdue, adresse changée), ajoutez --managers-locked-out.',
  'nothing-to-reset': () => 'Cette personne n’a pas de second facteur dans Passerelle\u00a0: il n’y a rien à réinitialiser.',
};
