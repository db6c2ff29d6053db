import { readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Letter } from '#kernel/api';
import type { NotificationKind } from './notification.entity.js';

interface Words {
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly button: string;
}

const OPEN = 'Ouvrir le dossier';

/**
 * What each e-mail says. Nothing by which the patient could be known (charter C6.2), and neither the medicine nor the centre: with a rare
 * disease they would be enough.
 */
const LETTERS: Readonly<Record<NotificationKind, Words>> = {
  'request-granted': {
    subject: 'Passerelle\u00a0: un numéro d’enregistrement a été attribué',
    title: 'Un numéro d’enregistrement a été attribué',
    paragraphs: [
      'Une demande d’accès que vous suivez a reçu un avis favorable\u00a0: le patient a désormais un numéro d’enregistrement.',
      'Le numéro et l’identité codée du patient se lisent côte à côte dans le dossier.',
    ],
    button: OPEN,
  },
  'request-refused': {
    subject: 'Passerelle\u00a0: une réponse à votre demande d’accès est arrivée',
    title: 'Une réponse à votre demande d’accès est arrivée',
    paragraphs: ['L’exploitant a répondu à une demande d’accès que vous suivez. Sa réponse et son motif se lisent dans le dossier.'],
    button: 'Lire la réponse',
  },
  'request-more-asked': {
    subject: 'Passerelle\u00a0: un complément vous est demandé',
    title: 'Un complément vous est demandé',
    paragraphs: [
      'L’exploitant demande un complément avant de répondre à une demande d’accès que vous suivez.',
      'Ce qu’il attend est écrit dans le dossier. Après votre complément, la fiche devra être signée de nouveau si ce que couvre une signature a changé.',
    ],
    button: 'Compléter la fiche',
  },
  'request-arrived': {
    subject: 'Passerelle\u00a0: une demande d’accès attend votre avis',
    title: 'Une demande d’accès attend votre avis',
    paragraphs: ['Un centre vient de transmettre une demande d’accès, signée du prescripteur et du pharmacien.'],
    button: 'Lire la demande',
  },
  'signature-awaited': {
    subject: 'Passerelle\u00a0: une fiche attend votre signature',
    title: 'Une fiche d’accès au traitement attend votre signature',
    paragraphs: ['Une première signature vient d’être apposée. La demande part à l’exploitant dès que la seconde, la vôtre, y est aussi.'],
    button: 'Relire et signer',
  },
  'signature-voided': {
    subject: 'Passerelle\u00a0: votre signature ne vaut plus',
    title: 'Une fiche que vous aviez signée a changé',
    paragraphs: [
      'Une réponse que couvrait votre signature vient d’être modifiée\u00a0: cette signature ne vaut plus.',
      'L’historique de la fiche dit qui a changé quoi, et pourquoi. Relisez-la, puis signez-la de nouveau si vous êtes d’accord.',
    ],
    button: 'Relire la fiche',
  },
  'case-received': {
    subject: 'Passerelle\u00a0: une déclaration de pharmacovigilance est arrivée',
    title: 'Une déclaration de pharmacovigilance vient d’être enregistrée',
    paragraphs: [
      'Un centre vient d’enregistrer une déclaration, ou d’en compléter une. Ce premier enregistrement est le jour 0\u00a0: le délai court.',
      'La saisie peut continuer\u00a0: ouvrez la déclaration sans attendre qu’elle soit complète, et prenez-la en charge.',
    ],
    button: 'Ouvrir la déclaration',
  },
  'case-became-serious': {
    subject: 'Passerelle\u00a0: une déclaration de pharmacovigilance est devenue plus urgente',
    title: 'Une déclaration déjà reçue est devenue plus urgente',
    paragraphs: [
      'Le centre a modifié une déclaration déjà reçue\u00a0: elle relève désormais du délai le plus court. Le jour 0 n’a pas changé.',
      'Relisez-la et prenez-la en charge, même si elle l’avait déjà été.',
    ],
    button: 'Ouvrir la déclaration',
  },
  'form-locked': {
    subject: 'Passerelle\u00a0: une fiche a été verrouillée',
    title: 'Une fiche que vous suivez a été verrouillée',
    paragraphs: [
      'L’opérateur a verrouillé une fiche d’un dossier que vous suivez\u00a0: ses réponses ne se modifient plus. Le motif se lit dans la fiche.',
      'Si une réponse doit encore changer, demandez la levée du verrou depuis la fiche.',
    ],
    button: OPEN,
  },
  'form-unlocked': {
    subject: 'Passerelle\u00a0: le verrou d’une fiche a été levé',
    title: 'Le verrou d’une fiche que vous suivez a été levé',
    paragraphs: ['Les réponses de cette fiche peuvent de nouveau être modifiées, chacune avec son motif.'],
    button: OPEN,
  },
  'designation-author-left': {
    subject: 'Passerelle\u00a0: des désignations de votre centre sont à renouveler ou à retirer',
    title: 'Des désignations sont à renouveler ou à retirer',
    paragraphs: [
      'La personne qui avait ouvert une autorisation à des collègues a quitté votre centre. Ces désignations valent toujours.',
      'Un pharmacien, ou un prescripteur qui a accès, les renouvelle en son nom ou les retire.',
    ],
    button: 'Voir les désignations',
  },
  'second-factor-reset': {
    subject: 'Passerelle\u00a0: votre second facteur a été réinitialisé',
    title: 'Votre second facteur a été réinitialisé',
    paragraphs: [
      'Ceux qui gèrent Passerelle ont réinitialisé votre second facteur (clé d’accès ou application d’authentification), et vos sessions ont été fermées.',
      'À votre prochaine connexion, vous en enregistrerez un nouveau. Si vous ne l’avez pas demandé, prévenez aussitôt le gestionnaire de Passerelle.',
    ],
    button: 'Me connecter et enregistrer un second facteur',
  },
  'second-factor-enrolled': {
    subject: 'Passerelle\u00a0: un second facteur a été enregistré',
    title: 'Un second facteur a été enregistré pour votre compte',
    paragraphs: [
      'Une clé d’accès ou une application d’authentification vient d’être enregistrée pour votre compte\u00a0: elle ouvre vos prochaines sessions, avec votre mot de passe.',
      'Si ce n’est pas vous, prévenez aussitôt le gestionnaire de Passerelle, et changez votre mot de passe.',
    ],
    button: 'Voir mes seconds facteurs',
  },
  'second-factor-removed': {
    subject: 'Passerelle\u00a0: un second facteur a été retiré',
    title: 'Un second facteur a été retiré de votre compte',
    paragraphs: [
      'Une clé d’accès ou une application d’authentification vient d’être retirée de votre compte, et vos autres sessions ont été fermées.',
      'Si ce n’est pas vous, prévenez aussitôt le gestionnaire de Passerelle, et changez votre mot de passe.',
    ],
    button: 'Voir mes seconds facteurs',
  },
  'day-digest': {
    subject: 'Passerelle\u00a0: ce qui vous attend aujourd’hui',
    title: 'Ce qui vous attend aujourd’hui',
    paragraphs: [
      'Dans votre centre\u00a0:',
      'Vous recevez ce message une fois par jour au plus, quand quelque chose vous attend. Vous pouvez l’arrêter dans «\u00a0Votre profil\u00a0».',
    ],
    button: 'Ouvrir l’accueil',
  },
};

const template = (name: string) =>
  Handlebars.compile(readFileSync(path.join(import.meta.dirname, 'templates', name), 'utf8'), { strict: true });
const text = template('letter.text.hbs');
const html = template('letter.html.hbs');

/** The e-mail of a kind, to a person, leading to an address of the product. @param lines what it counts, between its first paragraph and the others */
export function compose(kind: NotificationKind, to: Letter['to'], messageId: string, link: string, lines: readonly string[] = []): Letter {
  const [first = '', ...others] = LETTERS[kind].paragraphs;
  const words = { ...LETTERS[kind], paragraphs: [first, ...lines.map((line) => `– ${line}`), ...others], link };
  return { messageId, to, subject: words.subject, text: text(words), html: html(words) };
}
