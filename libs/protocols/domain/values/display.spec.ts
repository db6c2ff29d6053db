import { displayValue } from './display.js';
import type { Condition, Item, Operand, Value } from '../language/language.js';
import { choice, date, dec, form, int, is, item, multi, printCondition, printOperand, protocol, text, yes } from '../testing.js';

const lists = { ABC: ['A', 'B'].map((code) => ({ code, label: `choix ${code}` })) };

describe('a value as people read it', () => {
  it.each<[Item, Value | undefined, string]>([
    [dec('w', { unit: 'kg' }), '70.5', '70,5\u00a0kg'],
    [int('n'), 0, '0'],
    [date('d'), '2026-03-05', '05/03/2026'],
    [date('d', { type: 'month' }), '2026-03', '03/2026'],
    [date('d', { type: 'partialDate' }), '2026', '2026'],
    [yes('y'), 'O', 'Oui'],
    [choice('c', 'ABC'), 'A', 'choix A'],
    [choice('c', 'ABC'), 'Z', 'Z'],
    [multi('m', 'ABC'), ['A', 'B'], 'choix A, choix B'],
    [text('t'), 'mot', 'mot'],
    [text('p', { format: 'phone' }), '0123456789', '01\u00a023\u00a045\u00a067\u00a089'],
    [text('p', { format: 'phone' }), '+262262905050', '+262262905050'],
    [int('n'), { missing: 'ND' }, 'Non disponible'],
    [int('n'), undefined, ''],
  ])('%# %j', (of, value, expected) => expect(displayValue(of, value, lists)).toBe(expected));
});

describe('a rule as people read it', () => {
  const fat = form(choice('sex', 'ABC'), multi('sites', 'ABC'), int('n'), date('birth'), yes('y'), text('t'));
  const all = protocol([fat], { codeLists: lists });
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');

  it.each<[Condition, string]>([
    [is('sex', 'A'), '« sex » est « choix A »'],
    [{ in: ['sex', ['A', 'B']] }, '« sex » est « choix A » ou « choix B »'],
    [{ includes: ['sites', 'B'] }, '« sites » comprend « choix B »'],
    [{ answered: 't' }, '« t » a une réponse'],
    [{ not: is('y', 'O') }, '« y » n’est pas « Oui »'],
    [{ not: { compare: [item('n'), '>', 2.5] } }, 'il n’est pas vrai que « n » est supérieur à 2,5'],
    [
      { all: [is('n', 3), { any: [is('sex', 'A'), { not: { answered: 't' } }] }] },
      '« n » est 3 et (« sex » est « choix A » ou « t » n’a pas de réponse)',
    ],
    [{ any: [is('birth', '2026-03-05')] }, '« birth » est 05/03/2026'],
    [
      { compare: [{ ageInYears: [item('birth'), 'today'] }, '>=', 18] },
      'l’âge en années de « birth » à aujourd’hui est au moins égal à 18',
    ],
  ])('%# %j', (condition, expected) => expect(plain(printCondition(condition, fat, all))).toBe(expected));

  it.each<[Operand, string]>([
    [{ sum: [1, item('n'), { previousVisit: 'n' }] }, 'la somme de 1, « n » et « n » à la visite précédente'],
    [{ round: [{ ratio: [item('n'), 2] }, 1] }, 'le rapport de « n » à 2, arrondi'],
    [{ daysBetween: [{ date: '2026-03-05' }, 'visitDate'] }, 'le nombre de jours du 05/03/2026 à la date prévue de la visite'],
    [{ percentChange: [{ mean: [1, 2] }, { difference: [2, 1] }] }, 'la variation en pour cent de la moyenne de 1 et 2 à 2 moins 1'],
  ])('%# %j', (operand, expected) => expect(plain(printOperand(operand, fat, all))).toBe(expected));
});
