import type { ExternalCentre, ExternalPerson, HospitalRole } from '#identity/domain';
import type { StaffRole } from '#identity/api';

/** Invented people in hospitals whose FINESS numbers have a right key. Most of the demonstration's accounts are of the first two centres. */
export const NANCY: ExternalCentre = { id: '540002698', legalId: '540023264', name: 'CHRU de Nancy – Hôpitaux de Brabois' };
export const BOURG: ExternalCentre = { id: '010000024', legalId: '010780054', name: 'CH de Bourg-en-Bresse Fleyriat' };
export const REUNION: ExternalCentre = { id: '970408563', legalId: '970400016', name: 'CHU de La Réunion – Félix-Guyon' };
export const LYON: ExternalCentre = { id: '690000880', legalId: '690780226', name: 'Centre de lutte contre le cancer de Lyon' };

interface Hospital {
  readonly login: string;
  readonly name: readonly [given: string, family: string];
  readonly role: HospitalRole;
  readonly centres: readonly ExternalCentre[];
  readonly rpps?: string;
  /** Specialty and ward, as a FAT asks them. */
  readonly works?: readonly [specialty: string, ward: string];
}

const HAEMATOLOGY = ['Hématologie', 'Hématologie clinique'] as const;
const ONCOLOGY = ['Oncologie médicale', 'Oncologie sénologique'] as const;

/** Some of them can sign in (apps/identity); `nouveau` is left out on purpose: nobody knows them before they come. */
export const HOSPITAL: readonly Hospital[] = [
  { login: 'prescripteur-a', name: ['Hélène', 'Marchetti'], role: 'prescriber', centres: [NANCY], rpps: '99700410378', works: HAEMATOLOGY },
  {
    login: 'prescripteur-a2',
    name: ['Marie-Antoinette', 'de La Rochefoucauld-Montbéliard'],
    role: 'prescriber',
    centres: [NANCY],
    rpps: '99700410741',
    works: ONCOLOGY,
  },
  { login: 'pharmacien-a', name: ['Julien', 'Thévenot'], role: 'pharmacist', centres: [NANCY], rpps: '99700411111' },
  { login: 'pnm-a', name: ['Sophie', 'Lemaître'], role: 'pnm', centres: [NANCY] },
  { login: 'prescripteur-b', name: ['Étienne', 'Garnier'], role: 'prescriber', centres: [BOURG], rpps: '99700411483', works: ONCOLOGY },
  { login: 'pharmacien-b', name: ['Nadia', 'Benhamou'], role: 'pharmacist', centres: [BOURG], rpps: '99700411855' },
  { login: 'pnm-b', name: ['Lucas', 'Perrin'], role: 'pnm', centres: [BOURG] },
  {
    login: 'prescripteur-ab',
    name: ['François-Xavier', 'Delaunay'],
    role: 'prescriber',
    centres: [NANCY, BOURG],
    rpps: '99700412226',
    works: HAEMATOLOGY,
  },
  {
    login: 'prescripteur-r',
    name: ['Marie-Josée', 'Hoarau'],
    role: 'prescriber',
    centres: [REUNION],
    rpps: '99700420013',
    works: HAEMATOLOGY,
  },
  { login: 'pharmacien-r', name: ['Jean-Fabrice', 'Payet'], role: 'pharmacist', centres: [REUNION], rpps: '99700420021' },
  { login: 'prescripteur-l', name: ['Camille', 'Vasseur'], role: 'prescriber', centres: [LYON], rpps: '99700420039', works: ONCOLOGY },
  { login: 'prescripteur-l2', name: ['Rachid', 'Amrani'], role: 'prescriber', centres: [LYON], rpps: '99700420047', works: HAEMATOLOGY },
  {
    login: 'prescripteur-n',
    name: ['Solène', 'Kervella'],
    role: 'prescriber',
    centres: [NANCY],
    rpps: '99700420062',
    works: ['Neurologie', 'Neurologie, pathologie neuromusculaire'],
  },
  {
    login: 'prescripteur-p',
    name: ['Gilles', 'Peltier'],
    role: 'prescriber',
    centres: [NANCY, BOURG],
    rpps: '99700420070',
    works: ['Pneumologie pédiatrique', 'CRCM pédiatrique'],
  },
  { login: 'pharmacien-l', name: ['Bérengère', 'Colin'], role: 'pharmacist', centres: [LYON], rpps: '99700420054' },
];

const DOMAINS: ReadonlyMap<ExternalCentre, string> = new Map([
  [NANCY, 'chru-nancy'],
  [BOURG, 'ch-bourg'],
  [REUNION, 'chu-reunion'],
  [LYON, 'clcc-lyon'],
]);

/** As Plage would tell them: its subject is the account's name. */
export function asExternal({ login, name: [givenName, familyName], role, centres, rpps }: Hospital): ExternalPerson {
  const [first = NANCY] = centres;
  return {
    provider: 'plage',
    subject: login,
    givenName,
    familyName,
    email: `${login}@${DOMAINS.get(first)}.exemple.fr`,
    ...(rpps && { rpps }),
    profiles: centres.map((centre, index) => ({ externalId: String(1001 + index), centre, role })),
  };
}

/** People of Pro Santé Connect. It gives no address: theirs was entered beside, else their e-mails would wait on the manager’s desk. */
export const PRO_SANTE_CONNECT: readonly ExternalPerson[] = (
  [
    ['medecin-psc', '99700366240', 'Inès', 'Roussel', 'prescriber'],
    ['pharmacien-psc', '99700412960', 'Mathieu', 'Cordier', 'pharmacist'],
  ] as const
).map(([login, rpps, givenName, familyName, role]) => ({
  provider: 'psc',
  subject: `f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:8${rpps}`,
  givenName,
  familyName,
  email: `${login}@chru-nancy.exemple.fr`,
  rpps,
  profiles: [{ externalId: '0', centre: NANCY, role }],
}));

interface StaffAccount {
  readonly login: string;
  readonly name: readonly [given: string, family: string];
  readonly role: StaffRole;
  readonly domain: string;
  readonly holderId?: string;
  /** Codes of the authorisations they are assigned. */
  readonly scope: readonly string[];
}

const ALL = ['TEC', 'TECAC', 'ENH', 'ENHP', 'VYV', 'KAF', 'TGH', 'TPZ'];

/** The holders', the operator's and the host's side. */
export const STAFF: readonly StaffAccount[] = [
  {
    login: 'exploitant',
    name: ['Isabelle', 'Courtois'],
    role: 'exploitant',
    domain: 'laboratoire-tecvayli',
    holderId: 'janssen-cilag',
    scope: ['TEC', 'TECAC'],
  },
  {
    login: 'exploitant-2',
    name: ['Thomas', 'Weber'],
    role: 'exploitant',
    domain: 'laboratoire-enhertu',
    holderId: 'daiichi-sankyo-astrazeneca',
    scope: ['ENH', 'ENHP'],
  },
  {
    login: 'exploitant-3',
    name: ['Claire', 'Vandamme'],
    role: 'exploitant',
    domain: 'laboratoire-vyvgart',
    holderId: 'argenx',
    scope: ['VYV'],
  },
  {
    login: 'exploitant-4',
    name: ['Antoine', 'Lefèvre'],
    role: 'exploitant',
    domain: 'laboratoire-kaftrio',
    holderId: 'vertex',
    scope: ['KAF'],
  },
  {
    login: 'exploitant-5',
    name: ['Fatima', 'Belkacem'],
    role: 'exploitant',
    domain: 'laboratoire-demonstration',
    holderId: 'laboratoire-demonstration',
    scope: ['TGH', 'TPZ'],
  },
  { login: 'data-manager', name: ['Aurélie', 'Nguyen'], role: 'data-manager', domain: 'operateur', scope: ALL },
  {
    login: 'gestionnaire',
    name: ['Philippe', 'Moreau'],
    role: 'gestionnaire',
    domain: 'operateur',
    scope: ALL,
  },
  {
    login: 'gestionnaire-2',
    name: ['Sandrine', 'Leroux'],
    role: 'gestionnaire',
    domain: 'operateur',
    scope: ALL,
  },
  { login: 'administrateur', name: ['Karim', 'Haddad'], role: 'administrateur', domain: 'hebergeur', scope: [] },
];
