import { globSync, readdirSync, readFileSync } from 'node:fs';
import { SCREENS } from './screens.mjs';

const names = SCREENS.map(([, name]) => name);

/** What each address of the product shows, as pictures; a few have none, and the reason says why. */
const SHOWN: Readonly<Record<string, readonly string[] | { readonly reason: string }>> = {
  connexion: ['connexion'],
  profil: ['choix-du-profil'],
  questionnaire: ['questionnaire'],
  'second-facteur': { reason: 'a door like « connexion », which is shown; only who enrolled a second factor meets it' },
  reconnexion: { reason: 'a tab that closes itself once the person has signed in again' },
  '': [
    'accueil-prescripteur',
    'accueil-pharmacien',
    'accueil-exploitant',
    'accueil-data-manager',
    'accueil-gestionnaire',
    'tableau-de-bord-pui',
  ],
  patients: ['patients'],
  'demandes/nouvelle': ['nouvelle-demande'],
  'dossiers/:id': ['dossier-vyvgart', 'avis-a-rendre', 'transfert'],
  'dossiers/:id/journal': ['journal'],
  'dossiers/:id/acces': ['acces-au-dossier'],
  'dossiers/:id/fiches/:formId': ['fiche-acces', 'fiche-suivi', 'fiche-effet-indesirable'],
  'signature/:role': ['signature'],
  queries: ['queries', 'queries-pharmacien'],
  'journal-des-acces': ['journal-des-acces'],
  dispensation: ['dispensation'],
  liste: ['liste-de-fiches'],
  'mes-acces': ['mes-acces'],
  'mes-sessions': { reason: 'a list of one’s own, which tells of the device that takes pictures' },
  verrouille: { reason: 'leads to « connexion », which is shown' },
  'queries/fiches': { reason: 'a list of the parts of « queries » and « relecture-de-valeurs », which are shown' },
  'queries/relecture': ['relecture-de-valeurs'],
  pharmacovigilance: ['pharmacovigilance'],
  'pharmacovigilance/:id': ['declaration'],
  statuts: ['statuts'],
  autorisations: ['autorisations'],
  'autorisations/:id': ['autorisation', 'relais'],
  protocoles: ['protocoles'],
  'protocoles/versions/:id': ['version-de-protocole'],
  'protocoles/versions/:id/differences/:other': ['differences-de-versions'],
  'protocoles/versions/:id/passage/:other': ['passage-de-fiches'],
  'protocoles/versions/:id/fiches/:code': ['apercu-de-fiche'],
  designations: ['designations'],
  'revue-des-acces': ['revue-des-acces'],
  'revues-des-acces': ['revues-des-acces'],
  centres: ['centres'],
  comptes: ['comptes'],
  droits: ['droits'],
  'tableau-de-bord': ['tableau-de-bord-pui', 'tableau-de-bord-exploitant', 'tableau-de-bord-data-manager'],
  fiches: ['tableau-patients-fiches'],
  manquants: ['donnees-manquantes'],
  envois: ['envois'],
  'reponses-gardees': ['reponses-gardees'],
  '**': ['page-introuvable'],
};

describe('docs/screens', () => {
  it('holds every picture that the tool takes, at both widths, and no other', () => {
    const files = names.flatMap((name) => [`${name}-1440.png`, `${name}-390.png`]);
    expect(readdirSync('docs/screens').toSorted()).toEqual(files.toSorted());
  });

  it('shows every address of the product, or says why not', () => {
    const written = ['apps/web/app/routes.ts', 'libs/forms/web/form.routes.ts', ...globSync('libs/*/web/capability/index.ts')];
    // Those of the rail begin with a slash: they lead to pages that are named here too.
    const paths = written.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bpath: '(?!\/)([^']*)'/g)].map(([, path]) => path ?? ''),
    );
    expect(paths.length).toBeGreaterThan(25);
    expect([...new Set(paths)].toSorted()).toEqual(Object.keys(SHOWN).toSorted());
  });

  it('names only pictures that are taken', () => {
    const shown = Object.values(SHOWN).flatMap((each) => ('reason' in each ? [] : each));
    expect(shown.filter((name) => !names.includes(name))).toEqual([]);
  });
});
