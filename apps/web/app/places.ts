import { own } from '#kernel/domain';
import type { IconName } from '#kernel/web';

/** A place of the rail: places, never acts. */
export interface Place {
  readonly path: string;
  readonly label: string;
  /** For the bar of a phone: shorter, or with the hyphen where it may be cut. */
  readonly short?: string;
  readonly icon: IconName;
  /** Other addresses that belong to it. */
  readonly covers?: readonly string[];
}

const HOME: Place = { path: '/', label: $localize`Accueil`, icon: 'home' };
const PATIENTS: Place = { path: '/patients', label: $localize`Patients`, icon: 'people', covers: ['/dossiers/', '/demandes/'] };
const DASHBOARD: Place = { path: '/tableau-de-bord', label: $localize`Tableau de bord`, short: $localize`Tableau`, icon: 'grid' };
const QUERIES: Place = { path: '/queries', label: $localize`Queries`, icon: 'talk' };
const AUTHORISATIONS: Place = { path: '/autorisations', label: $localize`Autorisations`, icon: 'pill' };
const CASES: Place = {
  path: '/pharmacovigilance',
  label: $localize`Pharmacovigilance`,
  short: $localize`Pharmaco\u00advigilance`,
  icon: 'alert',
};
const PROTOCOLS: Place = { path: '/protocoles', label: $localize`Protocoles`, icon: 'book' };
const DESIGNATIONS: Place = { path: '/designations', label: $localize`Désignations`, icon: 'badge' };
const STAFF: Place = { path: '/comptes', label: $localize`Comptes`, icon: 'key' };
const LOOKS: Place = { path: '/journal-des-acces', label: $localize`Journal des accès`, short: $localize`Accès`, icon: 'history' };
const MAILS: Place = { path: '/envois', label: $localize`E-mails`, icon: 'mail' };
const RULES: Place = { path: '/droits', label: $localize`Droits d’accès`, short: $localize`Droits`, icon: 'scales' };

/** Where each kind of person has something to do. What they may do there is the API's answer, row by row. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  prescriber: [HOME, PATIENTS, QUERIES, DASHBOARD, AUTHORISATIONS, DESIGNATIONS, RULES],
  pharmacist: [HOME, PATIENTS, QUERIES, DASHBOARD, AUTHORISATIONS, DESIGNATIONS, RULES],
  pnm: [HOME, PATIENTS, QUERIES, DASHBOARD, AUTHORISATIONS, DESIGNATIONS, RULES],
  exploitant: [HOME, PATIENTS, CASES, QUERIES, DASHBOARD, AUTHORISATIONS, PROTOCOLS, RULES],
  'data-manager': [HOME, PATIENTS, QUERIES, DASHBOARD, CASES, AUTHORISATIONS, PROTOCOLS, RULES],
  gestionnaire: [HOME, PATIENTS, QUERIES, DASHBOARD, AUTHORISATIONS, PROTOCOLS, STAFF, MAILS, LOOKS, RULES],
  administrateur: [HOME, RULES],
};

export function placesOf(role: string | undefined): readonly Place[] {
  return (role && own(PLACES, role)) || [HOME];
}

/** Whether an address is in that place. */
export function isIn({ path, covers = [] }: Place, url: string): boolean {
  const address = url.split(/[?#]/)[0] ?? '';
  return address === path || [`${path}/`, ...covers].some((start) => start !== '//' && address.startsWith(start));
}
