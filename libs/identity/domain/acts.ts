import { ofStream } from '#kernel/domain';
import type { FactorMeans } from './second-factor.js';

const PERSON = { subject: 'Person' };
const FACTOR = { subject: 'SecondFactor' };

/** What people do with their own sign-in. */
export const IDENTITY_ACTS = {
  signedIn: ofStream<{
    readonly provider: string;
    /** Ids of the profiles that the provider opened and closed since the last time. */
    readonly opened?: readonly string[];
    readonly closed?: readonly string[];
  }>('person', { ...PERSON, name: 'person.signed-in', label: 'Connexion' }),
  putToSleep: ofStream<{
    /** Without a sign-in. */
    readonly days: number;
    /** Ids of the profiles that were closed; none of staff. */
    readonly closed?: readonly string[];
  }>('person', { ...PERSON, name: 'person.put-to-sleep', label: 'Compte mis en sommeil' }),
  toldToHaveLeft: ofStream<{
    readonly centreId: string;
    /** Ids of the profiles that were closed. */
    readonly closed: readonly string[];
  }>('person', { ...PERSON, name: 'person.told-to-have-left', label: 'Départ signalé par le centre\u00a0: profil mis en sommeil' }),
  signedOut: ofStream('person', { ...PERSON, name: 'person.signed-out', label: 'Déconnexion' }),
  locked: ofStream('person', { ...PERSON, name: 'session.locked', label: 'Session verrouillée' }),
  endedElsewhere: ofStream('person', { subject: 'Session', name: 'session.ended-elsewhere', label: 'Session fermée depuis une autre' }),
  profileChosen: ofStream<{ readonly centreId: string; readonly role: string }>('person', {
    subject: 'Profile',
    name: 'profile.chosen',
    label: 'Profil choisi',
  }),
  centreRenamed: ofStream<{
    /** `finess`: a file of the register; else whom the identity provider told of, as someone signed in. */
    readonly by?: 'finess';
  }>('centre', {
    subject: 'Centre',
    name: 'centre.renamed',
    label: 'Centre renommé',
    sentence: ({ by }) => (by === 'finess' ? 'Centre renommé par un fichier FINESS' : 'Centre renommé par le fournisseur d’identité'),
  }),
  centresImported: ofStream<{ readonly made: number; readonly changed: number; readonly unchanged: number }>('installation', {
    subject: 'Centre',
    name: 'centre.imported',
    label: 'Fichier FINESS importé',
    sentence: ({ made = 0, changed = 0, unchanged = 0 }) =>
      `Fichier FINESS importé\u00a0: ${made} nouveaux centres, ${changed} mis à jour, ${unchanged} inchangés`,
  }),
  factorEnrolled: ofStream<{ readonly means: FactorMeans }>('person', {
    ...FACTOR,
    name: 'second-factor.enrolled',
    label: 'Second facteur ajouté',
  }),
  factorRenamed: ofStream('person', { ...FACTOR, name: 'second-factor.renamed', label: 'Second facteur renommé' }),
  factorRemoved: ofStream('person', { ...FACTOR, name: 'second-factor.removed', label: 'Second facteur retiré' }),
  factorGiven: ofStream<{ readonly means: FactorMeans }>('person', {
    ...FACTOR,
    name: 'second-factor.given',
    label: 'Second facteur donné à la connexion',
  }),
  factorRefused: ofStream<{ readonly kind: 'passkey' | 'app'; readonly failures?: number }>('person', {
    ...FACTOR,
    name: 'second-factor.refused',
    label: 'Second facteur refusé',
  }),
} as const;
