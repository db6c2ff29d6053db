import { holderIdOf, openingProblems, say, ucdCodesOf } from './index.js';

const problems = (...texts: string[]) => openingProblems({ ucdCodes: ucdCodesOf(texts) }).map(({ path, says }) => [path, says.code]);

describe('what an authorisation is opened with', () => {
  it('takes UCD codes as they are copied, and none', () => {
    expect(ucdCodesOf(['3400 8940 6117 5', '', ' 3400892621388'])).toEqual(['3400894061175', '3400892621388']);
    expect(problems('3400 8940 6117 5', '3400892621388')).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it('names the code whose last digit is wrong, that is no UCD, that is there twice', () => {
    expect(problems('3400894061174', '3400935955838', '3400894061175', '3400894061175')).toEqual([
      ['ucdCodes.0', 'wrong-ucd-key'],
      ['ucdCodes.1', 'no-ucd'],
      ['ucdCodes.3', 'ucd-twice'],
    ]);
    expect(say({ code: 'wrong-ucd-key', params: { text: '3400894061174' } })).toMatch(/dernier chiffre de 3400894061174/);
  });

  it.each([
    ['Laboratoires Prévôt & Fils', 'laboratoires-prevot-fils'],
    ['argenx', 'argenx'],
    ['« »', ''],
    ['Compagnie très longue dont le nom ne tient pas en entier', 'compagnie-tres-longue-dont-le-nom-ne-tie'],
  ])('keeps a company by its name: %s', (name, id) => {
    expect(holderIdOf(name)).toBe(id);
  });
});
