import { FORM_LETTERS } from '#forms/domain';
import { compose } from './letters.js';

describe('an e-mail as plain text', () => {
  const { text } = compose(
    FORM_LETTERS.signatureAwaited.words,
    { name: 'Hélène Dupont', address: 'helene@exemple.fr' },
    'id',
    'https://passerelle.exemple.fr/dossiers/1',
  );

  it('has its link alone on a line, after what it opens', () => {
    expect(text).toContain('\nRelire et signer\u00a0:\nhttps://passerelle.exemple.fr/dossiers/1\n');
  });

  it('has one blank line between paragraphs, and no stray space at the start of a line', () => {
    expect(text).not.toMatch(/\n{3}|\n[ \t]/);
  });

  it('ends with a signature that mail readers know', () => {
    expect(text).toMatch(/\n-- \nPasserelle, .*\nMessage automatique/);
  });
});
