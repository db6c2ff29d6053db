import { isIn, placesOf } from '#kernel/web';
import { CAPABILITIES } from './capabilities.js';

const PLACES = CAPABILITIES.flatMap(({ places }) => places);
const rail = (role?: string) => placesOf(PLACES, role).map(({ path }) => path);

describe('the places of the rail', () => {
  const hospital = ['/', '/patients', '/queries', '/tableau-de-bord', '/autorisations', '/designations', '/droits'];

  it.each([
    ['prescriber', hospital],
    ['pharmacist', [...hospital.slice(0, 5), '/dispensation', '/designations', '/revue-des-acces', '/droits']],
    ['pnm', hospital],
    ['exploitant', ['/', '/patients', '/pharmacovigilance', '/queries', '/tableau-de-bord', '/autorisations', '/protocoles', '/droits']],
    ['data-manager', ['/', '/patients', '/queries', '/tableau-de-bord', '/pharmacovigilance', '/autorisations', '/protocoles', '/droits']],
    [
      'gestionnaire',
      [
        ...['/', '/patients', '/queries', '/tableau-de-bord', '/autorisations', '/protocoles'],
        ...['/centres', '/revues-des-acces', '/comptes', '/envois', '/journal-des-acces', '/droits'],
      ],
    ],
    ['administrateur', ['/', '/droits']],
    ['patient', ['/']],
    [undefined, ['/']],
    ['constructor', ['/']],
  ])('of %s, in their order', (role, places) => {
    expect(rail(role)).toEqual(places);
  });

  it('no two stand at one rank, no matter who looks', () => {
    for (const role of ['pharmacist', 'exploitant', 'data-manager', 'gestionnaire'])
      expect(new Set(rail(role)).size).toBe(rail(role).length);
    expect(new Set(PLACES.map(({ rank }) => rank)).size).toBe(PLACES.length);
  });

  it('an address belongs to its place, and all to none but home', () => {
    const holds = (url: string) => PLACES.filter((place) => isIn(place, url)).map(({ path }) => path);
    expect(holds('/dossiers/1/fiches/2?champ=x')).toEqual(['/patients']);
    expect(holds('/queries/fiches')).toEqual(['/queries']);
    expect(holds('/?x=1')).toEqual(['/']);
    expect(holds('/queriesx')).toEqual([]);
  });
});
