import { asTold, ofStream } from '#kernel/domain';

interface AboutMail {
  /** Which e-mail it is, never what it says. */
  readonly kind: string;
  readonly personId?: string | null;
  readonly personName?: string;
  readonly messageId?: string;
  readonly attempts?: number;
  /** The entry of the act that it tells. */
  readonly entryId?: number;
}

const AND = new Intl.ListFormat('fr', { type: 'conjunction' });

const recipient = ({ personName }: Partial<AboutMail>): string => (typeof personName === 'string' ? personName : 'une personne');

const onMail = (name: string, label: string, sentence: (recipient: string) => string) =>
  asTold<AboutMail>({ name, subject: 'notification', label, sentence: (details) => sentence(recipient(details)) });

/** E-mails that left one after the other are one line, which names everyone who was written to (charter C6.1): eight lines hid what they were about. */
function sentTo(mails: readonly Partial<AboutMail>[]): string {
  const names = [...new Set(mails.map(recipient))];
  return names.length === 1 ? `E-mail envoyé à ${names[0]}` : `E-mails envoyés à ${AND.format(names)}`;
}

/** What becomes of an e-mail (charter C6.1 to C6.4). */
export const MAIL_ACTS = {
  sent: asTold<AboutMail>({
    name: 'notification.sent',
    subject: 'notification',
    label: 'E-mail envoyé',
    sentence: (mail) => sentTo([mail]),
    together: sentTo,
  }),
  repeated: onMail(
    'notification.repeated',
    'E-mail envoyé une seconde fois',
    (who) => `E-mail envoyé une seconde fois à ${who}, après une interruption`,
  ),
  withheld: onMail(
    'notification.withheld',
    'E-mail retenu',
    (who) => `E-mail à ${who} retenu\u00a0: cette personne n’a plus accès au dossier`,
  ),
  nobody: onMail(
    'notification.nobody',
    'E-mail sans destinataire',
    () => 'E-mail sans destinataire\u00a0: l’exploitant n’a aucun compte actif, le gestionnaire est averti',
  ),
  seen: onMail('notification.seen', 'E-mail vu par le gestionnaire', (who) => `E-mail à ${who} vu par le gestionnaire`),
  resent: onMail('notification.resent', 'E-mail renvoyé par le gestionnaire', (who) => `E-mail à ${who} renvoyé par le gestionnaire`),
  unconfirmed: onMail(
    'notification.unconfirmed',
    'E-mail dont l’envoi n’a pas pu être confirmé',
    (who) => `E-mail à ${who} dont l’envoi n’a pas pu être confirmé`,
  ),
} as const;

/** The message of the day (docs/decisions/0016). */
export const DIGEST_ACTS = {
  chosen: ofStream<{ readonly wanted: boolean }>('person', { name: 'digest.chosen', subject: 'Person', label: 'Message du jour choisi' }),
  made: ofStream<{ readonly centreId: string; readonly day: string }>('person', {
    name: 'digest.made',
    subject: 'DayDigest',
    label: 'Message du jour préparé',
  }),
} as const;
