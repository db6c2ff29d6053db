import { ofName } from './elision.js';

describe('« de » before a name', () => {
  it.each(['argenx', 'Établissement Exemple', 'Ipsen', 'Œuvre Santé', 'UCB', 'Ypso', 'Hôpitaux de Paris', 'Hospices civils'])(
    'is elided: d’%s',
    (name) => expect(ofName(name)).toBe(`d’${name}`),
  );

  it.each(['Sanofi', 'Laboratoire d’ENHERTU', 'Yamato', 'Hoffmann', '3M', ''])('stands whole: de %s', (name) =>
    expect(ofName(name)).toBe(`de ${name}`),
  );
});
