import { foldTerm, readDictionary, wordsToFind } from './dictionary.js';
import { say } from './say.js';

const SOC = '90000001$Affections inventées$AFF$$$$$\n';
const PT = '91000001$Malaise inventé$$90000001$$$$$$$\r\n91000002$Éruption inventée$$90000009$$$$$$$\r\n';
const LLT =
  '92000001$Malaise d’invention$91000001$$$$$$$Y$\n92000002$Vieux malaise$91000001$$$$$$$N$\n92000003$Éruption de l’œil$91000002$$$$$$$Y$\n';

describe('a dictionary in its standard files', () => {
  it('has each lowest level term with its preferred term, its organ class and whether it is still in use', () => {
    expect(readDictionary({ llt: LLT, pt: PT, soc: SOC })).toEqual({
      ok: true,
      terms: [
        {
          code: '92000001',
          name: 'Malaise d’invention',
          ptCode: '91000001',
          ptName: 'Malaise inventé',
          socName: 'Affections inventées',
          current: true,
        },
        {
          code: '92000002',
          name: 'Vieux malaise',
          ptCode: '91000001',
          ptName: 'Malaise inventé',
          socName: 'Affections inventées',
          current: false,
        },
        { code: '92000003', name: 'Éruption de l’œil', ptCode: '91000002', ptName: 'Éruption inventée', socName: '', current: true },
      ],
    });
  });

  it.each([
    [
      'a term without its preferred term',
      { llt: LLT, pt: '91000001$Malaise$$90000001$\n' },
      'llt.asc, ligne 3\u00a0: le terme préférentiel 91000002 n’est pas dans pt.asc.',
    ],
    ['another separator', { llt: LLT.replaceAll('$', ';'), pt: PT }, 'llt.asc, ligne 1\u00a0:'],
    ['a code that is none', { llt: LLT, pt: PT.replace('91000002', '9100002') }, 'pt.asc, ligne 2\u00a0:'],
    ['twice one code', { llt: LLT + LLT, pt: PT }, 'llt.asc\u00a0: le code 92000001 revient plusieurs fois.'],
    ['an empty file', { llt: '', pt: PT }, 'llt.asc est vide.'],
  ])('refuses %s, by its line', (_title, files, said) => {
    const read = readDictionary(files);
    expect(read.ok ? [] : read.problems.map(say)).toEqual(expect.arrayContaining([expect.stringContaining(said)]));
  });

  it('tells no more than ten lines of a file that is wrong throughout', () => {
    const read = readDictionary({ llt: LLT, pt: 'faux\n'.repeat(50) });
    expect(read.ok ? [] : read.problems).toHaveLength(11);
  });
});

it.each([
  ['le patient a eu des céphalées intenses', ['cephalee', 'intense']],
  ['Choc', ['choc']],
  ['IV', ['iv']],
  ['yeux rouges, yeux', ['rouge', 'yeux']],
  ['  ', []],
])('of « %s » it looks for %j', (text, words) => expect(wordsToFind(text)).toEqual(words));

it('compares terms without case, accents or punctuation', () => {
  expect([foldTerm('Éruption de l’ŒIL'), foldTerm('  Choc-anaphylactique ')]).toEqual(['eruption de l oeil', 'choc anaphylactique']);
});
