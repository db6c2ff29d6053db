import { registrationNumber } from './registration-number.js';
import { isMistyped, readSearch, type PatientSearch } from './search.js';
import { searchInWords, whatWasUnderstood } from './words.js';

describe('a search of patients', () => {
  it.each<[string, object | undefined]>([
    ['TECVAYLI-482137', { by: 'number', number: 'TECVAYLI-482137' }],
    [' tecvayli - 482137 ', { by: 'number', number: 'TECVAYLI-482137' }],
    ['482 137', { by: 'digits', digits: '482137' }],
    ['VYV 775537', { by: 'number', number: 'VYV-775537' }],
    ['vyv775537', { by: 'number', number: 'VYV-775537' }],
    ['VYV\u2011775\u202f537', { by: 'number', number: 'VYV-775537' }],
    ['vyv–775537', { by: 'number', number: 'VYV-775537' }],
    ['ab1482137', { by: 'number', number: 'AB1-482137' }],
    ['vyv 77', { by: 'beginning', code: 'VYV', digits: '77' }],
    ['29/02/1980', { by: 'birth', month: '1980-02', day: '1980-02-29' }],
    ['29 02 1980', { by: 'birth', month: '1980-02', day: '1980-02-29' }],
    ['29.2.1980', { by: 'birth', month: '1980-02', day: '1980-02-29' }],
    ['29021980', { by: 'birth', month: '1980-02', day: '1980-02-29' }],
    ['1980-02-29', { by: 'birth', month: '1980-02', day: '1980-02-29' }],
    ['29 février 1980', { by: 'birth', month: '1980-02', day: '1980-02-29' }],
    ['1er mars 1961', { by: 'birth', month: '1961-03', day: '1961-03-01' }],
    ['Né le 29/02/1980', { by: 'birth', month: '1980-02', day: '1980-02-29' }],
    ['née en févr. 1980', { by: 'birth', month: '1980-02' }],
    ['1961-03', { by: 'birth', month: '1961-03' }],
    ['30/02/1980', undefined],
    ['tec-5', { by: 'beginning', code: 'TEC', digits: '5' }],
    ['4821', { by: 'beginning', code: '', digits: '4821' }],
    ['tec-%', undefined],
    ['mars 1961', { by: 'birth', month: '1961-03' }],
    ['Décembre  1961', { by: 'birth', month: '1961-12' }],
    ['mardi 1961', { by: 'beginning', code: 'MARDI', digits: '1961' }],
    ['03/1961', { by: 'birth', month: '1961-03' }],
    ['3-1961', { by: 'birth', month: '1961-03' }],
    ['13/1961', undefined],
    ['dup', { by: 'letters', family: 'DUP', given: '' }],
    ['DUP JE', { by: 'letters', family: 'DUP', given: 'JE' }],
    ['dupje', { by: 'letters', family: 'DUP', given: 'JE' }],
    ['Éli', { by: 'letters', family: 'ELI', given: '' }],
    ['Dupont', undefined],
    ["'; DROP", undefined],
  ])('%j', (typed, search) => expect(readSearch(typed)).toEqual(search));

  it('tells a number that was mistyped, and nothing else, for wrong', () => {
    const number = registrationNumber('TEC', 7, () => 0);
    const wrong = number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10);
    const isWrong = (typed: string) => isMistyped(readSearch(typed) as PatientSearch);
    expect([number, number.slice(4), 'DUP', '03/1961'].map(isWrong)).toEqual([false, false, false, false]);
    expect([wrong, wrong.slice(4)].map(isWrong)).toEqual([true, true]);
  });

  it.each([
    ['vyv775537', 'Numéro VYV-775537'],
    ['482137', 'Numéro finissant par 482137'],
    ['tec-48', 'Numéro commençant par TEC…-48'],
    ['29/02/1980', 'Né le 29/02/1980'],
    ['fevrier 1980', 'Né en février 1980'],
    ['dup je', 'Nom commençant par DUP, prénom par JE'],
  ])('says what it understood of %j', (typed, words) => expect(searchInWords(readSearch(typed) as PatientSearch)).toBe(words));

  it('says what can be searched when nothing was understood, and nothing of an empty box', () => {
    expect(whatWasUnderstood('30/02/1980')).toMatch(/non comprise.*29\/02\/1980/);
    expect(whatWasUnderstood(' \u200b')).toBe('');
    expect(whatWasUnderstood('dup')).toBe('Nom commençant par DUP');
  });

  it('understands every number as screens write it, whatever stands for its hyphen', () => {
    for (const code of ['TEC', 'VYV', 'A1', 'X9Y8Z7W6'])
      for (let rank = 0; rank < 50; rank++) {
        const number = registrationNumber(code, rank, (round, half) => round * 31 + half * 17);
        for (const between of ['-', ' ', '', '\u2011', ' – '])
          for (const written of [number.replace('-', between), number.replace('-', between).toLowerCase()])
            expect(readSearch(written)).toEqual({ by: 'number', number });
      }
  });
});
