import { registrationNumber } from './registration-number.js';
import { isMistyped, readSearch, type PatientSearch } from './search.js';

describe('a search of patients', () => {
  it.each<[string, PatientSearch | undefined]>([
    ['TECVAYLI-482137', { by: 'number', number: 'TECVAYLI-482137' }],
    [' tecvayli - 482137 ', { by: 'number', number: 'TECVAYLI-482137' }],
    ['482 137', { by: 'digits', digits: '482137' }],
    ['tec-5', { by: 'beginning', code: 'TEC', digits: '5' }],
    ['4821', { by: 'beginning', code: '', digits: '4821' }],
    ['tec-%', undefined],
    ['mars 1961', { by: 'birth', month: '1961-03' }],
    ['Décembre  1961', { by: 'birth', month: '1961-12' }],
    ['mardi 1961', undefined],
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
});
