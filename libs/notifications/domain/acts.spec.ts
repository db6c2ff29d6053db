import { MAIL_ACTS } from './acts.js';

const to = (...names: string[]) => names.map((personName) => ({ personName }));

describe('e-mails in the story of a file', () => {
  it('charter C6.1: names together those who were written to together, each once', () => {
    expect(MAIL_ACTS.sent.together?.(to('Ana', 'Bob', 'Ana', 'Éva'))).toBe('E-mails envoyés à Ana, Bob et Éva');
    expect(MAIL_ACTS.sent.together?.(to('Ana', 'Ana'))).toBe('E-mail envoyé à Ana');
  });

  it('says what is not certain one by one', () => {
    expect(MAIL_ACTS.unconfirmed.together).toBeUndefined();
    expect(MAIL_ACTS.nobody.sentence({}, 0)).toBe(
      'E-mail sans destinataire\u00a0: l’exploitant n’a aucun compte actif, le gestionnaire est averti',
    );
  });
});
