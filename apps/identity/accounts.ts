/**
 * The people of the demonstration, as each provider knows them. All are invented; RPPS numbers have a right check digit. The subject
 * of Plage and of the operator's provider is the account's name, so that the demonstration's data can name it beforehand.
 */

/** The names under which the providers stand in addresses: `/identity/<name>`. */
export const PROVIDERS = ['plage', 'psc', 'operateur'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** A person at one provider: what the sign-in page lists, and the claims that `userinfo` gives. */
export interface Account {
  readonly login: string;
  readonly name: string;
  /** What the sign-in page says beside the name. */
  readonly description: string;
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
}

interface Site {
  readonly finess: string;
  readonly finessJuridique: string;
  readonly libelle: string;
}

const NANCY: Site = { finess: '540002698', finessJuridique: '540023264', libelle: 'CHRU de Nancy – Hôpitaux de Brabois' };
const BOURG: Site = { finess: '010000024', finessJuridique: '010780054', libelle: 'CH de Bourg-en-Bresse Fleyriat' };
/** Centres that follow nobody whom the others know: what a dispensing pharmacist and a stranger see. */
const LYON: Site = { finess: '690000880', finessJuridique: '690780226', libelle: 'Centre de lutte contre le cancer de Lyon' };
const REUNION: Site = { finess: '970408563', finessJuridique: '970400016', libelle: 'CHU de La Réunion – Félix-Guyon' };

const DOMAINS: ReadonlyMap<Site | undefined, string> = new Map([
  [NANCY, 'chru-nancy'],
  [BOURG, 'ch-bourg'],
  [LYON, 'clcc-lyon'],
  [REUNION, 'chu-reunion'],
]);

type PlageRole = 'médecin' | 'pharmacien' | 'personnel non médical';

interface PlagePerson {
  readonly login: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: PlageRole;
  readonly sites: readonly Site[];
  readonly rpps?: string;
}

/**
 * The claim that tells médecin, pharmacien and personnel non médical apart is not public: `profils.<id>.roles` and `rpps` are our
 * assumption, and the product reads their places from its configuration.
 */
function plage({ login, givenName, familyName, role, sites, rpps }: PlagePerson): Account {
  const profils = Object.fromEntries(
    sites.map((site, index) => [
      String(1001 + index),
      { niveau: 'ET', entite: { niveau: 'ET', ...site, statut: ['PUBLIC'] }, roles: [role], ...(rpps && { rpps }) },
    ]),
  );
  return {
    login,
    name: `${givenName} ${familyName}`,
    description: `${role} — ${sites.map((site) => site.libelle).join(' et ')}`,
    claims: {
      sub: login,
      given_name: givenName,
      family_name: familyName,
      email: `${login}@${DOMAINS.get(sites[0])}.exemple.fr`,
      email_verified: true,
      phone_number: '+33300000000',
      phone_number_verified: false,
      profile_atih: { idProfilSelectionne: 1001, ...(rpps && { rpps }), profils },
    },
  };
}

interface HealthProfessional {
  readonly login: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly rpps: string;
  readonly profession: '10' | '21';
  readonly site: Site;
}

/** The shape of the ANS test fixtures: Pro Santé Connect knows no profiles, only where a professional works. */
function proSanteConnect({ login, givenName, familyName, rpps, profession, site }: HealthProfessional): Account {
  const label = profession === '10' ? 'médecin' : 'pharmacien';
  return {
    login,
    name: `${givenName} ${familyName}`,
    description: `${label} — ${site.libelle}`,
    claims: {
      sub: `f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:8${rpps}`,
      preferred_username: `8${rpps}`,
      SubjectNameID: `8${rpps}`,
      given_name: givenName,
      family_name: familyName,
      SubjectRole: [`${profession}^1.2.250.1.213.1.1.5.5`],
      SubjectOrganization: site.libelle,
      SubjectOrganizationID: `F${site.finess}`,
      Secteur_Activite: 'SA01^1.2.250.1.71.4.2.4',
      Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
      otherIds: [{ identifiant: rpps, origine: 'RPPS', qualite: 1 }],
      SubjectRefPro: {
        codeCivilite: 'MME',
        exercices: [
          {
            codeProfession: profession,
            codeCategorieProfessionnelle: 'C',
            nomDexercice: familyName,
            prenomDexercice: givenName,
            codeTypeSavoirFaire: 'S',
            codeSavoirFaire: profession === '10' ? 'SM26' : '',
            activities: [
              {
                codeModeExercice: 'S',
                codeSecteurDactivite: 'SA01',
                numeroFinessSite: site.finess,
                numeroFinessetablissementJuridique: site.finessJuridique,
                identifiantTechniqueDeLaStructure: `F${site.finess}`,
                raisonSocialeSite: site.libelle,
                ancienIdentifiantDeLaStructure: `1${site.finess}`,
              },
            ],
          },
        ],
      },
    },
  };
}

function staff(login: string, givenName: string, familyName: string, domain: string, description: string): Account {
  return {
    login,
    name: `${givenName} ${familyName}`,
    description,
    claims: { sub: login, given_name: givenName, family_name: familyName, email: `${login}@${domain}.exemple.fr`, email_verified: true },
  };
}

/** Everyone who can sign in, by provider. The password of all is `demo`. */
export const ACCOUNTS: Readonly<Record<ProviderName, readonly Account[]>> = {
  plage: [
    plage({
      login: 'prescripteur-a',
      givenName: 'Hélène',
      familyName: 'Marchetti',
      role: 'médecin',
      sites: [NANCY],
      rpps: '99700410378',
    }),
    plage({
      login: 'prescripteur-a2',
      givenName: 'Marie-Antoinette',
      familyName: 'de La Rochefoucauld-Montbéliard',
      role: 'médecin',
      sites: [NANCY],
      rpps: '99700410741',
    }),
    plage({ login: 'pharmacien-a', givenName: 'Julien', familyName: 'Thévenot', role: 'pharmacien', sites: [NANCY], rpps: '99700411111' }),
    plage({ login: 'pnm-a', givenName: 'Sophie', familyName: 'Lemaître', role: 'personnel non médical', sites: [NANCY] }),
    plage({ login: 'prescripteur-b', givenName: 'Étienne', familyName: 'Garnier', role: 'médecin', sites: [BOURG], rpps: '99700411483' }),
    plage({ login: 'pharmacien-b', givenName: 'Nadia', familyName: 'Benhamou', role: 'pharmacien', sites: [BOURG], rpps: '99700411855' }),
    plage({ login: 'pnm-b', givenName: 'Lucas', familyName: 'Perrin', role: 'personnel non médical', sites: [BOURG] }),
    plage({
      login: 'prescripteur-ab',
      givenName: 'François-Xavier',
      familyName: 'Delaunay',
      role: 'médecin',
      sites: [NANCY, BOURG],
      rpps: '99700412226',
    }),
    plage({ login: 'pharmacien-l', givenName: 'Bérengère', familyName: 'Colin', role: 'pharmacien', sites: [LYON], rpps: '99700420054' }),
    plage({
      login: 'pharmacien-r',
      givenName: 'Jean-Fabrice',
      familyName: 'Payet',
      role: 'pharmacien',
      sites: [REUNION],
      rpps: '99700420021',
    }),
    plage({ login: 'nouveau', givenName: 'Chloé', familyName: 'Fournier', role: 'médecin', sites: [NANCY], rpps: '99700412598' }),
  ],
  psc: [
    proSanteConnect({
      login: 'medecin-psc',
      givenName: 'Inès',
      familyName: 'Roussel',
      rpps: '99700366240',
      profession: '10',
      site: NANCY,
    }),
    proSanteConnect({
      login: 'pharmacien-psc',
      givenName: 'Mathieu',
      familyName: 'Cordier',
      rpps: '99700412960',
      profession: '21',
      site: NANCY,
    }),
  ],
  operateur: [
    staff('exploitant', 'Isabelle', 'Courtois', 'laboratoire-tecvayli', 'exploitant de TECVAYLI'),
    staff('exploitant-2', 'Thomas', 'Weber', 'laboratoire-enhertu', 'exploitant d’ENHERTU'),
    staff('exploitant-3', 'Claire', 'Vandamme', 'laboratoire-vyvgart', 'exploitant de VYVGART'),
    staff('exploitant-4', 'Antoine', 'Lefèvre', 'laboratoire-kaftrio', 'exploitant de KAFTRIO'),
    staff('exploitant-5', 'Fatima', 'Belkacem', 'laboratoire-demonstration', 'exploitant de la thérapie génique'),
    staff('data-manager', 'Aurélie', 'Nguyen', 'operateur', 'data manager de l’opérateur'),
    staff('gestionnaire', 'Philippe', 'Moreau', 'operateur', 'gestionnaire de l’opérateur'),
    staff('gestionnaire-2', 'Sandrine', 'Leroux', 'operateur', 'second gestionnaire de l’opérateur'),
    staff('administrateur', 'Karim', 'Haddad', 'hebergeur', 'administrateur de l’installation'),
  ],
};
