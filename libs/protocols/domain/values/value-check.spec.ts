import type { Item } from '../language/language.js';
import { choice, date, dec, group, int, item, multi, on, text, yes, calc, seen, worded } from '../testing.js';
import { normaliseTyped } from './typed.js';
import { checkValue, warnValue } from './value-check.js';
import { say } from '../say.js';

const lists = { ABC: ['A', 'B', 'C', 'AUCUNE'].map((code) => ({ code, label: `choix ${code}` })) };
const scope = seen({ start: '2026-03-10', birth: '1980-05' }, on);
const weight = dec('poids', { unit: 'kg', min: 0.5, max: 300, digits: 1 });
const letters = text('nom', { format: 'letters', length: 3, maxLength: 3 });

describe('a value that may stand', () => {
  it.each<[string, Item, unknown]>([
    ['a decimal as text', weight, '70.5'],
    ['both bounds', weight, '300'],
    ['an integer', int('i'), 0],
    ['three letters', letters, 'DUP'],
    ['a FINESS number of Corsica', text('f', { format: 'finess' }), '2A0000154'],
    ['a fictive RPPS number', text('r', { format: 'rpps' }), '10102727017'],
    ['an address', text('e', { format: 'email' }), 'a.b@hopital-nord.fr'],
    ['a number abroad', text('p', { format: 'phone' }), '+262262905050'],
    ['today, where today is the limit', date('d', { notAfter: 'today' }), '2026-08-15'],
    ['this month, where today is the limit', date('d', { type: 'month', notAfter: 'today' }), '2026-08'],
    ['a year within which the limit falls', date('d', { type: 'partialDate', notBefore: item('start') }), '2026'],
    ['a date whose limit is not known yet', date('d', { notBefore: item('nothing') }), '1907-01-01'],
    ['a code', choice('c', 'ABC'), 'B'],
    ['codes in the order of the list', multi('m', 'ABC'), ['A', 'C']],
    ['an exclusive code alone', multi('m', 'ABC', { exclusive: 'AUCUNE' }), ['AUCUNE']],
    ['a reason the PUT accepts', yes('y', { missingReasons: ['ND'] }), { missing: 'ND' }],
    ['several lines in a long text', text('l', { type: 'long' }), 'a\nb'],
  ])('%s', (_title, of, value) => expect(checkValue(of, value, lists, scope)).toBeNull());
});

describe('a value that may not stand says what is wrong, what is expected, and an example', () => {
  it.each<[Item, unknown, string, RegExp]>([
    [weight, '350', 'out-of-bounds', /350\u00a0kg est trop grand\u00a0: indiquez un nombre compris entre 0,5 et 300\u00a0kg/],
    [weight, '0.4', 'out-of-bounds', /trop petit/],
    [weight, 70.5, 'wrong-shape', /nombre est attendu, par exemple/],
    [weight, '70.55', 'too-precise', /au plus 1 chiffre après la virgule/],
    [weight, '1e2', 'wrong-shape', /nombre/],
    [int('i', { min: 3 }), 2, 'out-of-bounds', /d’au moins 3/],
    [int('i', { max: 3 }), 4, 'out-of-bounds', /d’au plus 3/],
    [int('i'), '3', 'wrong-shape', /entier/],
    [int('i'), Number.NaN, 'wrong-shape', /entier/],
    [letters, 'DU', 'wrong-format', /exactement 3 lettres.*par exemple DUP.*LIX/],
    [letters, 'dup', 'wrong-format', /A à Z/],
    [text('f', { format: 'finess' }), '12345', 'wrong-format', /9 caractères/],
    [text('r', { format: 'rpps' }), '1234', 'wrong-format', /11 chiffres.*saisi 4/],
    [text('e', { format: 'email' }), 'a@b', 'wrong-format', /adresse électronique/],
    [text('p', { format: 'phone' }), '123', 'wrong-format', /10 chiffres/],
    [text('t', { maxLength: 3 }), 'abcd', 'too-long', /4 caractères/],
    [text('t'), '  ', 'wrong-shape', /texte/],
    [text('t'), 'a\u0007', 'wrong-shape', /ne s’imprime pas/],
    [text('t'), 'a\ud800', 'wrong-shape', /ne s’imprime pas/],
    [text('l', { type: 'long' }), '\udc00\n', 'wrong-shape', /ne s’imprime pas/],
    [date('d'), '2026-02-30', 'wrong-shape', /n’existe pas.*05\/03\/2024/],
    [date('d', { notAfter: 'today' }), '2026-08-16', 'too-late', /16\/08\/2026 est trop tard.*futur/],
    [date('d', { notBefore: item('start') }), '2026-03-09', 'too-early', /ne peut pas précéder le 10\/03\/2026/],
    [date('d', { type: 'month', notBefore: item('birth') }), '1980-04', 'too-early', /04\/1980/],
    [date('d', { type: 'month' }), '2026-13', 'wrong-shape', /03\/2024/],
    [date('d', { type: 'partialDate' }), '26', 'wrong-shape', /année/],
    [choice('c', 'ABC'), 'Z', 'unknown-code', /choix A, choix B, choix C ou choix AUCUNE/],
    [choice('c', 'CONSTRUCTOR'), 'A', 'unknown-code', /liste/],
    [yes('y'), true, 'wrong-shape', /Oui ou Non/],
    [multi('m', 'ABC'), ['C', 'A'], 'wrong-shape', /ordre/],
    [multi('m', 'ABC'), ['A', 'A'], 'wrong-shape', /une fois/],
    [multi('m', 'ABC'), ['Z'], 'unknown-code', /Z/],
    [multi('m', 'ABC'), [], 'wrong-shape', /au moins une/],
    [multi('m', 'ABC', { exclusive: 'AUCUNE' }), ['A', 'AUCUNE'], 'exclusive', /«\u00a0choix AUCUNE\u00a0»/],
    [yes('y'), { missing: 'ND' }, 'reason-not-accepted', /Une réponse est attendue/],
    [yes('y', { missingReasons: ['NF'] }), { missing: 'XX' }, 'reason-not-accepted', /Non fait/],
    [yes('y', { missingReasons: ['ND'] }), { missing: 'ND', more: 1 }, 'wrong-shape', /Oui ou Non/],
    [calc('t', 1), 1, 'calculated', /ne se saisit pas/],
    [text('t'), null, 'wrong-shape', /texte/],
  ])('%# %j', (of, value, code, message) => {
    const problem = checkValue(of, value, lists, scope);
    expect(problem).toMatchObject({ code });
    expect(problem && say(problem.says)).toMatch(message);
  });

  it('a wrong key of FINESS or RPPS only warns', () => {
    expect(warnValue(text('r', { format: 'rpps' }), '10102727017')?.says).toEqual({ code: 'odd-key', params: { of: 'rpps' } });
    expect(warnValue(text('f', { format: 'finess' }), '1B0062023')).not.toBeNull();
    expect(warnValue(text('r', { format: 'rpps' }), '10003879623')).toBeNull();
    expect(warnValue(group('g', []) as never, 'x')).toBeNull();
  });
});

describe('what people type', () => {
  it.each<[Item, string, unknown]>([
    [weight, '70,5', '70.5'],
    [weight, ' 1\u202f070,50 ', '1070.50'],
    [weight, '007', '7'],
    [weight, ',5', '0.5'],
    [weight, '-0', '0'],
    [weight, '72,4 kg', '72.4'],
    [weight, '72,4KG', '72.4'],
    [int('i', { unit: 'cm' }), '171\u00a0cm', 171],
    [int('i'), '12', 12],
    [int('i'), '1 200', 1200],
    [date('d'), '05/03/2024', '2024-03-05'],
    [date('d'), '5-3-2024', '2024-03-05'],
    [date('d'), '05032024', '2024-03-05'],
    [date('d'), '1508', '2026-08-15'],
    [date('d'), '1608', '2026-08-16'],
    [date('d', { notAfter: 'today' }), '1608', '2025-08-16'],
    [date('d'), '29/02', '2028-02-29'],
    [date('d', { notAfter: 'today' }), '29/02', '2024-02-29'],
    [date('d'), '2024-03-05', '2024-03-05'],
    [date('d'), '031125', '2025-11-03'],
    [date('d'), '3/12/26', '2026-12-03'],
    [date('d'), '05/03/61', '1961-03-05'],
    [date('d', { type: 'month' }), '0361', '1961-03'],
    [date('d', { type: 'month' }), '03/61', '1961-03'],
    [date('d', { type: 'month' }), '0826', '2026-08'],
    [date('d', { type: 'month' }), '09/26', '2026-09'],
    [date('d', { type: 'month', notAfter: 'today' }), '09/26', '1926-09'],
    [date('d', { type: 'month' }), '3/2024', '2024-03'],
    [date('d', { type: 'month' }), '032024', '2024-03'],
    [date('d', { type: 'partialDate' }), '2024', '2024'],
    [date('d', { type: 'partialDate' }), '03/2024', '2024-03'],
    [date('d', { type: 'partialDate' }), '05/03/2024', '2024-03-05'],
    [letters, 'dupont', 'DUP'],
    [letters, 'Œdipe', 'OED'],
    [text('f', { format: 'finess' }), '2a 000015 4', '2A0000154'],
    [text('p', { format: 'phone' }), '01 23 45 67 89', '0123456789'],
    [text('e', { format: 'email' }), 'Marie.Curie@Hopital.FR', 'marie.curie@hopital.fr'],
    [text('t'), '  deux   mots ', 'deux mots'],
    [choice('c', 'ABC'), 'A', 'A'],
    [weight, '   ', undefined],
  ])('%# %j', (of, typed, value) => expect(normaliseTyped(of, typed, scope)).toEqual({ ok: true, value }));

  it.each<[Item, string]>([
    [weight, 'soixante'],
    [weight, '1,2,3'],
    [int('i'), '1,5'],
    [date('d'), '31/02/2024'],
    [date('d'), '3/24'],
    [date('d'), '310225'],
    [weight, '72 cm'],
    [date('d', { type: 'month' }), '1361'],
    [date('d', { type: 'month' }), '13/2024'],
    [date('d', { type: 'partialDate' }), 'hier'],
  ])('%# %j is not understood, and says how to write it', (of, typed) =>
    expect(worded(normaliseTyped(of, typed, scope))).toMatchObject({ ok: false, message: expect.stringMatching(/exemple|2024/) }),
  );

  it.each<[Item, string, RegExp]>([
    [int('i', { unit: 'cm', min: 30, max: 250 }), 'grand', /^Un nombre entier est attendu entre 30 et 250\u00a0cm, par exemple 140\.$/],
    [int('i', { min: 1900 }), 'x', /d’au moins 1\s?900, par exemple 1\s?900\./],
    [int('i'), 'x', /^Un nombre entier est attendu, par exemple 12\.$/],
    [weight, 'x', /entre 0,5 et 300\u00a0kg, par exemple 70,5\./],
    [dec('c', { min: 0.1, max: 0.3, digits: 2 }), 'x', /par exemple 0,2\./],
    [date('d', { type: 'month' }), '31/02/2020', /^Indiquez seulement le mois et l’année, par exemple 03\/2024\.$/],
  ])('%# %j says what this very field expects', (of, typed, message) =>
    expect(worded(normaliseTyped(of, typed, scope))).toMatchObject({ ok: false, message: expect.stringMatching(message) }),
  );
});
