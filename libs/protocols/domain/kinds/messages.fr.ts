import type { Meant } from '../check/protocol-problem.js';
import { suggestion, told } from '../check/told.fr.js';
import { quoted } from '../language/french.js';
import type { ItemKind, Scalar } from '../language/language.js';

interface Named {
  readonly code: string;
}
interface Property {
  readonly property: string;
}

/** What fields say wrong of themselves in a protocol, by their kind, and rules of them, and what to do. */
export const KINDS_FRENCH = {
  bounds: ({ min, max }: { readonly min: number | string; readonly max: number | string }) =>
    told(`Le minimum ${min} dépasse le maximum ${max}.`, 'Échangez-les.'),
  'bounds/whole': () => told('Les bornes d’un entier sont entières.', 'Arrondissez-les, ou écrivez type\u00a0: dec.'),
  'bounds/length': () => told('length dépasse maxLength.', 'Augmentez maxLength.'),
  length: () =>
    told('Le format letters et la longueur exacte vont ensemble.', 'Indiquez format\u00a0: letters et length\u00a0: 3, ou aucun des deux.'),
  'wrong-type/digits': () => told('Un entier n’a pas de décimales.', 'Retirez digits, ou écrivez type\u00a0: dec.'),
  'wrong-type/format': () => told('Un texte long n’a pas de format.', 'Écrivez type\u00a0: text.'),
  'wrong-type/exclusive': () => told('Seul un choix multiple a une réponse exclusive.', 'Retirez exclusive, ou écrivez type\u00a0: multi.'),
  'not-for-calculated': ({ property }: Property) => told('Une valeur calculée ne se saisit pas.', `Retirez ${property}.`),

  'list-missing': () => told('Ce choix ne dit pas parmi quoi.', 'Ajoutez list\u00a0: NOM_DE_LA_LISTE.'),
  'list-not-expected': ({ type, property }: Property & { readonly type: ItemKind }) =>
    told(`Le type ${type} a déjà sa liste.`, `Retirez ${property}.`),
  'unknown-list': ({ list, meant }: { readonly list: string; readonly meant: Meant }) => told(noList(list), suggestion(meant)),
  'unknown-list/built-in': ({ list }: { readonly list: string }) =>
    told(noList(list), `Écrivez type\u00a0: ${list.toLowerCase()}, sans list.`),
  'unknown-code': ({ code, of, meant }: Named & { readonly of: string; readonly meant: Meant }) =>
    told(noCode(code, of), suggestion(meant)),
  'unknown-code/unquoted': ({ code, of }: Named & { readonly of: string }) =>
    told(noCode(code, of), `Écrivez "${code}" entre guillemets\u00a0: un code est un texte.`),
  'unknown-code/exclusive': ({ code, list, meant }: Named & { readonly list: string; readonly meant: Meant }) =>
    told(`${quoted(code)} n’est pas dans la liste ${list}.`, suggestion(meant)),

  'wrong-type/number': ({ code }: Named) => told(`${quoted(code)} est un nombre.`, 'Écrivez un nombre, sans guillemets.'),
  'wrong-type/text': ({ code, constant }: Named & { readonly constant: Scalar }) =>
    told(`${quoted(code)} est un texte.`, `Écrivez "${constant}" entre guillemets.`),
  'no-such-day': ({ text }: { readonly text: string }) =>
    told(`${quoted(text)} n’est pas une date.`, 'Écrivez AAAA-MM-JJ, par exemple "2026-03-05".'),
  'no-such-time': ({ text }: { readonly text: string }) =>
    told(`${quoted(text)} n’est pas une heure.`, 'Écrivez HH:MM, par exemple "09:30".'),
  'no-such-time/moment': ({ text }: { readonly text: string }) =>
    told(`${quoted(text)} n’est pas une date avec son heure.`, 'Écrivez AAAA-MM-JJTHH:MM, par exemple "2024-03-05T14:30".'),
};

function noList(list: string): string {
  return `La liste ${quoted(list)} n’existe pas.`;
}

function noCode(code: string, of: string): string {
  return `${quoted(code)} n’est pas un code de ${quoted(of)}.`;
}
