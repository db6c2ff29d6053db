import { channelsElsewhere, channelsOf, type AccessKind, type Channels } from './channels.js';
import { say } from './say.js';

const FORMS = ['Fiche EI', 'Fiche SP'];
const plain = ({ says, byPortal }: Channels) => ({ byPortal, words: says.map((each) => say(each).replaceAll('\u00a0', ' ')) });
const said = (kind: AccessKind, forms: readonly string[], status: 'in-force' | 'ended' = 'in-force') =>
  plain(channelsOf({ kind, status, forms, holder: 'Laboratoire' }));

describe('where adverse effects and special situations are declared', () => {
  it('charter P3: before the AMM, by the forms of the PUT, which tell the holder at once', () => {
    const { words, byPortal } = said('AAP-PRE-AMM', FORMS);
    expect(byPortal).toBe(false);
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(/^Avant l’AMM, déclarez ici, .*« Fiche EI », « Fiche SP ».*pharmacovigilance de Laboratoire est prévenue/);
  });

  it('charter C8.4: after the AMM the forms stay, and only the words on the channel change', () => {
    const { words, byPortal } = said('AAP-POST-AMM', FORMS);
    expect(byPortal).toBe(true);
    expect(words[0]).toMatch(/^Depuis l’AMM, déclarez .* \(CRPV\) .* portail national\.$/);
    expect(words[1]).toMatch(/^Les fiches du PUT restent à remplir ici \(« Fiche EI », « Fiche SP »\)/);
  });

  it('charter P3: without a form in the PUT, the holder before the AMM, the CRPV or the portal after it and in compassionate access', () => {
    expect(said('AAP-PRE-AMM', [])).toMatchObject({
      byPortal: false,
      words: [expect.stringContaining('à la pharmacovigilance de Laboratoire')],
    });
    for (const kind of ['AAP-POST-AMM', 'AAC', 'AAC-PRE-PRECOCE', 'CPC'] as const)
      expect(said(kind, [])).toMatchObject({ byPortal: true, words: [expect.stringMatching(/n’a pas de fiche.*CRPV/)] });
  });

  it('charter P3: in compassionate access, as the PUT-SP says', () => {
    for (const kind of ['AAC', 'AAC-PRE-PRECOCE', 'CPC'] as const)
      expect(said(kind, FORMS)).toMatchObject({
        byPortal: false,
        words: [expect.stringMatching(/^Le PUT-SP prévoit des fiches de déclaration/)],
      });
  });

  it('names the holder as French does', () => {
    const { words } = plain(channelsOf({ kind: 'AAP-PRE-AMM', status: 'in-force', forms: FORMS, holder: 'argenx' }));
    expect(words[0]).toContain('la pharmacovigilance d’argenx est prévenue');
  });

  it('charter P3: while no version is in force, whom to tell all the same', () => {
    const shut = (kind: AccessKind) => plain(channelsOf({ kind, status: 'in-force', holder: 'argenx', forms: FORMS, isShut: true })).words;
    expect(shut('AAP-PRE-AMM')).toEqual([
      expect.stringMatching(/aucune nouvelle fiche.*Celles qui sont commencées restent à remplir\.$/),
      'Déclarez à la pharmacovigilance d’argenx, sans attendre, que l’effet soit grave ou non.',
    ]);
    expect(shut('AAP-POST-AMM')[0]).toMatch(/^Depuis l’AMM, déclarez .*CRPV/);
  });

  it('charter R4: the end of the authorisation closes no channel', () => {
    expect(said('AAP-PRE-AMM', FORMS, 'ended').words.at(-1)).toMatch(/continuent par la même voie/);
  });

  it('charter C9.3: to a pharmacist who only dispenses, where to declare from their own pharmacy, and that they enter nothing here', () => {
    const elsewhere = (kind: AccessKind, status: 'in-force' | 'ended' = 'in-force') =>
      plain(channelsElsewhere({ kind, status, holder: 'argenx' }));
    expect(elsewhere('AAP-PRE-AMM')).toEqual({
      byPortal: false,
      words: [
        'Avant l’AMM, déclarez à la pharmacovigilance d’argenx, sans attendre, que l’effet soit grave ou non.',
        expect.stringMatching(/^Vous n’avez rien à saisir dans Passerelle/),
      ],
    });
    expect(elsewhere('AAP-POST-AMM')).toMatchObject({ byPortal: true, words: [expect.stringMatching(/^Depuis l’AMM/), expect.anything()] });
    for (const kind of ['AAC', 'AAC-PRE-PRECOCE', 'CPC'] as const)
      expect(elsewhere(kind)).toMatchObject({
        byPortal: true,
        words: [expect.stringMatching(/^En accès compassionnel.*CRPV/), expect.anything()],
      });
    expect(elsewhere('AAP-PRE-AMM', 'ended').words).toHaveLength(3);
    for (const { words } of (['AAP-PRE-AMM', 'AAP-POST-AMM', 'CPC'] as const).map((kind) => elsewhere(kind)))
      expect(words.join(' ')).not.toMatch(/déclarez ici/);
  });
});
