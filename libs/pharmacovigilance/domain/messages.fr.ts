import { frenchDate, ofName, type CalendarDate } from '#kernel/domain';
import type { AccessKind } from './channels.js';

interface OnDay {
  readonly day: CalendarDate;
}

const since = (turn: string, { day }: OnDay) =>
  `La déclaration ${turn} le ${frenchDate(day)}\u00a0: indiquez un jour à partir de celui-là.`;

interface ToHolder {
  readonly holder: string;
}

interface ByForms extends ToHolder {
  /** Their titles. */
  readonly forms: readonly string[];
}

const AT_ONCE = 'sans attendre, que l’effet soit grave ou non';
const TO_PORTAL = 'au centre régional de pharmacovigilance (CRPV) dont dépend votre établissement, ou sur le portail national';

const named = (titles: readonly string[]) => titles.map((title) => `«\u00a0${title}\u00a0»`).join(', ');

/** Why nothing was transmitted on a day, where one declares, and what is wrong with the files of a dictionary. */
export const PHARMACOVIGILANCE_FRENCH = {
  'day-to-come': () => 'Ce jour n’est pas encore venu\u00a0: indiquez celui où la déclaration a été transmise.',
  'received-later': ({ day }: OnDay) =>
    `La déclaration n’a été reçue que le ${frenchDate(day)}\u00a0: elle n’a pas pu être transmise avant.`,
  'serious-since': (on: OnDay) => since('est devenue grave', on),
  'sooner-since': (on: OnDay) => since('a vu son délai raccourci', on),

  'declare-by-portal': () => `Depuis l’AMM, déclarez ${AT_ONCE}, ${TO_PORTAL}.`,
  'declare-by-forms': ({ forms, holder }: ByForms) =>
    `Avant l’AMM, déclarez ici, ${AT_ONCE}, par les fiches du PUT (${named(forms)})\u00a0: la pharmacovigilance ${ofName(holder)} est prévenue dès le premier enregistrement.`,
  'declare-as-put-sp': ({ forms, holder }: ByForms) =>
    `Le PUT-SP prévoit des fiches de déclaration (${named(forms)})\u00a0: déclarez ici, ${AT_ONCE}. La pharmacovigilance ${ofName(holder)} est prévenue dès le premier enregistrement.`,
  'declare-to-holder': ({ holder }: ToHolder) => `Déclarez à la pharmacovigilance ${ofName(holder)}, ${AT_ONCE}.`,
  'forms-are-filled-too': ({ forms, holder }: ByForms) =>
    `Les fiches du PUT restent à remplir ici (${named(forms)})\u00a0: elles préviennent ${holder} et ne remplacent pas cette déclaration.`,
  'forms-are-shut': () =>
    'Aucune version du protocole n’est en vigueur aujourd’hui\u00a0: aucune nouvelle fiche de déclaration ne s’ouvre ici. Celles qui sont commencées restent à remplir.',
  'no-form-to-holder': ({ holder }: ToHolder) =>
    `Ce PUT-RD n’a pas de fiche de déclaration\u00a0: avant l’AMM, déclarez à la pharmacovigilance ${ofName(holder)}, ${AT_ONCE}.`,
  'no-form-by-portal': ({ kind }: { readonly kind: AccessKind }) => {
    const [put, why] = kind === 'AAP-POST-AMM' ? ['PUT-RD', 'depuis l’AMM'] : ['PUT-SP', 'en accès compassionnel'];
    return `Ce ${put} n’a pas de fiche de déclaration\u00a0: ${why}, déclarez ${AT_ONCE}, ${TO_PORTAL}.`;
  },
  'elsewhere-to-holder': ({ holder }: ToHolder) => `Avant l’AMM, déclarez à la pharmacovigilance ${ofName(holder)}, ${AT_ONCE}.`,
  'elsewhere-compassionate': () => `En accès compassionnel, déclarez ${AT_ONCE}, ${TO_PORTAL}.`,
  'elsewhere-enters-nothing': () =>
    'Vous n’avez rien à saisir dans Passerelle\u00a0: le centre qui suit le patient remplit les fiches du PUT. Prévenez-le aussi, pour qu’il les remplisse.',
  'channel-stays': () => 'L’autorisation est terminée\u00a0: pour les patients suivis, les déclarations continuent par la même voie.',

  'malformed-line': ({ file, line, fields }: { readonly file: string; readonly line: number; readonly fields: number }) =>
    `${file}, ligne ${line}\u00a0: une ligne a au moins ${fields} champs séparés par «\u00a0$\u00a0» et commence par un code de huit chiffres.`,
  'empty-file': ({ file }: { readonly file: string }) => `${file} est vide.`,
  'unknown-preferred': ({ line, ptCode }: { readonly line: number; readonly ptCode: string }) =>
    `llt.asc, ligne ${line}\u00a0: le terme préférentiel ${ptCode || '(vide)'} n’est pas dans pt.asc.`,
  'code-twice': ({ code }: { readonly code: string }) => `llt.asc\u00a0: le code ${code} revient plusieurs fois.`,
  'and-more': ({ more }: { readonly more: number }) => `… et ${more} autres.`,
};
