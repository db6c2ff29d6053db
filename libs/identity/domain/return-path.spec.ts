import { localPath } from './return-path.js';

describe('where one goes after signing in', () => {
  it.each(['/', '/patients?etat=sent', '/dossiers/0a1b/fiches/2c3d/signature/prescriber#haut', '/connexion?x=%C3%A9'])(
    '%s is ours',
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  it.each([
    '',
    'patients',
    '//ailleurs.fr',
    '/\\ailleurs.fr',
    'https://ailleurs.fr',
    'javascript:alert(1)',
    '/a\nb',
    '/a b',
    undefined,
    ['/a'],
    `/${'a'.repeat(600)}`,
  ])('%j is not: home instead', (path) => {
    expect(localPath(path)).toBe('/');
  });
});
