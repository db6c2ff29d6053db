import { ofName, titledAt } from './elision.js';

describe('« de » before a name', () => {
  it.each(['argenx', 'Établissement Exemple', 'Ipsen', 'Œuvre Santé', 'UCB', 'Ypso', 'Hôpitaux de Paris', 'Hospices civils'])(
    'is elided: d’%s',
    (name) => expect(ofName(name)).toBe(`d’${name}`),
  );

  it.each(['Sanofi', 'Laboratoire d’ENHERTU', 'Yamato', 'Hoffmann', '3M', ''])('stands whole: de %s', (name) =>
    expect(ofName(name)).toBe(`de ${name}`),
  );
});

describe('a title with its place', () => {
  it.each([
    ['Fiche de suivi', 'M3', 'Fiche de suivi – M3'],
    ['Fiche d’accès', '', 'Fiche d’accès'],
    ['Fiche d’accès', undefined, 'Fiche d’accès'],
    ['Bilan hebdomadaire', 'Bilan hebdomadaire, S1 à S12 n°\u00a03', 'Bilan hebdomadaire, S1 à S12 n°\u00a03'],
    ['Bilan hebdomadaire', 'Bilan hebdomadaire', 'Bilan hebdomadaire'],
    ['Bilan', 'Bilans de fin', 'Bilan – Bilans de fin'],
  ])('« %s » at « %s » is « %s »', (title, place, said) => {
    expect(titledAt(title, place)).toBe(said);
  });
});
