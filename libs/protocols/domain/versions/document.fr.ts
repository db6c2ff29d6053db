import { enumerated, frenchPartialDate, NBSP, quoted } from '../language/french.js';
import type { Duration, PutMetadata, Registry, Visit } from '../language/language.js';
import type { Counted, Place } from './change.js';

interface Titled {
  readonly title: string;
}
interface Labelled {
  readonly label: string;
}
interface Renamed {
  readonly was: string;
  readonly is: string;
}
interface WithForms extends Labelled {
  readonly forms: readonly string[];
}

/** What a version of a protocol says otherwise on its cover, in its calendar and of its forms, each a whole sentence. The browser loads none of it. */
export const DOCUMENT_CHANGES_FRENCH = {
  cover: ({ property, value }: { readonly property: keyof PutMetadata; readonly value: PutMetadata[keyof PutMetadata] }) =>
    `Sur la couverture, ${COVER[property]}${onCover(value)}.`,
  'is-paediatric': ({ paediatric }: { readonly paediatric: boolean }) =>
    paediatric ? 'Le contexte devient pédiatrique.' : 'Le contexte n’est plus pédiatrique.',
  'demonstration-mention': () => 'La mention de démonstration change.',
  uncollected: () => 'Les éléments du PUT laissés sans champ changent.',
  registries: ({ registries }: { readonly registries: readonly Registry[] }) =>
    registries.length > 0
      ? `Ce qui est recueilli dans un registre, et pas ici, change${NBSP}: ${registries.map(({ name, forms }) => `${name} (${enumerated(forms, 'et')})`).join(', ')}. Les fiches commencées restent.`
      : 'Plus rien n’est recueilli dans un registre\u00a0: tout l’est ici.',
  reuse: () => 'Ce que la FAT de l’accès précoce reprend de ce recueil change.',

  'form-removed': ({ title }: Titled) => `${form(title)} est retirée.`,
  'form-added': ({ title }: Titled) => `${form(title)} est ajoutée.`,
  'order-of-forms': () => 'L’ordre des fiches change.',
  'calendar-day': ({ counted, place }: { readonly counted: Counted; readonly place: Place | undefined }) =>
    `${COUNTED[counted]} ${isNow(place)}. Les dates prévues sont recalculées.`,
  'end-of-follow-up': ({ places }: { readonly places: readonly Place[] }) =>
    `La fin du suivi ${
      places.length > 0 ? `se lit désormais dans ${enumerated(places.map(placeIn), 'et')}` : 'ne se lit plus dans aucune fiche'
    }. Le calendrier des patients suivis est recalculé.`,
  'visit-removed': ({ label }: Labelled) => `${visit(label)} est retirée.`,
  'visit-added': ({ visit: added }: { readonly visit: Visit }) => `${visit(added.label)} est ajoutée${NBSP}: ${momentOf(added)}.`,
  'order-of-visits': () => 'L’ordre des visites change.',
  'unscheduled-visits': () => 'Les visites non programmées changent.',
  'visit-renamed': ({ was, is }: Renamed) => `${visit(was)} s’appelle désormais ${quoted(is)}.`,
  'visit-held': ({ visit: held }: { readonly visit: Visit }) => `${visit(held.label)} a lieu désormais ${momentOf(held)}.`,
  'visit-anchor': ({ label, place }: Labelled & { readonly place: Place | undefined }) =>
    `${visit(label)} se compte autrement${NBSP}: son jour 0 ${isNow(place)}.`,
  'visit-loses-forms': ({ label, forms }: WithForms) => `${visit(label)} ne demande plus ${enumerated(forms, 'et')}.`,
  'visit-gains-forms': ({ label, forms }: WithForms) => `${visit(label)} demande en plus ${enumerated(forms, 'et')}.`,
  'visit-order-of-forms': ({ label }: Labelled) => `${visit(label)}${NBSP}: l’ordre des fiches change.`,
  'visit-after-stop': ({ label, kept }: Labelled & { readonly kept: boolean }) =>
    `${visit(label)} ${kept ? 'reste due' : 'n’est plus due'} après l’arrêt définitif.`,
};

const form = (title: string) => `La fiche ${quoted(title)}`;
const visit = (label: string) => `La visite ${quoted(label)}`;

const COVER: Readonly<Record<keyof PutMetadata, string>> = {
  kind: 'le type de PUT',
  title: 'le titre',
  medicine: 'la spécialité',
  inn: 'la DCI',
  indication: 'l’indication',
  holder: 'l’exploitant',
  grantedOn: 'la date d’octroi',
  availableOn: 'la date de mise à disposition',
  updatedOn: 'la date de mise à jour',
  reportEveryMonths: 'la périodicité des rapports de synthèse',
  contact: 'le contact',
  dataProtection: 'le contact pour la protection des données',
  adverseEffects: 'le canal de déclaration des effets indésirables',
};

function onCover(value: PutMetadata[keyof PutMetadata]): string {
  if (value === undefined) return `${NBSP}: retiré`;
  return typeof value === 'object' ? ' change' : `${NBSP}: ${quoted(frenchDay(String(value)))}`;
}

function frenchDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? frenchPartialDate(text) : text;
}

const COUNTED: Readonly<Record<Counted, string>> = {
  anchor: 'Le jour 0 des visites',
  forecast: 'La prévision du jour 0',
  stop: 'Le jour de l’arrêt définitif',
};

function isNow(place: Place | undefined): string {
  return place ? `est désormais ${placeIn(place)}` : 'n’est plus dit';
}

/** `« Évolution » (fiche EI)`. */
function placeIn({ label, form: code }: Place): string {
  return `${quoted(label)} (fiche ${code})`;
}

function momentOf({ offset, window, every }: Visit): string {
  const again = every ? `, puis ${interval(every)}, ${every.times} fois en tout` : '';
  return `à ${offset.value} ${UNITS[offset.unit]}${again} (fenêtre${NBSP}: ${window.before} jours avant, ${window.after} après)`;
}

/** `tous les mois`, `toutes les 3 semaines`. */
function interval({ unit, value }: Duration): string {
  return `${unit === 'weeks' ? 'toutes' : 'tous'} les ${value === 1 ? '' : `${value} `}${UNITS[unit]}`;
}

const UNITS: Readonly<Record<Duration['unit'], string>> = { days: 'jours', weeks: 'semaines', months: 'mois' };
