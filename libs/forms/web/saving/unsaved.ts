import { parseKey } from '#protocols/domain';
import type { Held, Ledger } from './ledger.js';

/** An answer that the server does not have, and what holds it. */
export interface UnsavedLine {
  /** Where on the page it is mended: a field, or the group of a row. */
  readonly key: string;
  readonly text: string;
  /** It waits for the person, and not only to be sent. */
  readonly isHeld: boolean;
}

/** Everything typed on a page that the server does not have, in the order in which it was typed. */
export function unsavedLines({ pending, drafts }: Pick<Ledger, 'pending' | 'drafts'>): readonly UnsavedLine[] {
  return [
    ...[...pending].map(([key, { held }]) => ({ key: placeOf(key), text: whyHeld(held), isHeld: held !== undefined })),
    ...[...drafts].map(([key, { message, isTyping }]) => ({ key: placeOf(key), text: message, isHeld: !isTyping })),
  ];
}

function whyHeld(held: Held | undefined): string {
  switch (held?.why) {
    case 'refused':
      return held.message;
    case 'reason':
      return $localize`Le motif de ce changement manque\u00a0: écrivez-le, ou reprenez la réponse enregistrée.`;
    case 'conflict':
      return $localize`Une autre personne a répondu aussi\u00a0: choisissez entre les deux réponses.`;
    default:
      return $localize`Pas encore reçue par le serveur.`;
  }
}

/** A row is told at its group. */
function placeOf(key: string): string {
  const at = parseKey(key);
  return at && 'group' in at && at.item === undefined ? at.group : key;
}
