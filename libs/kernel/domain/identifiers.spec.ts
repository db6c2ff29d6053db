import { compactIdentifier, hasFinessKey, hasRppsKey, isFiness, isRpps } from './identifiers.js';
import { firstLetters, folded, hasWords, withoutAccents } from './letters.js';

describe('FINESS and RPPS', () => {
  it.each(['010000024', '540002698', '2A0000154', '2B0000012'])('%s is a FINESS number with its key', (number) =>
    expect(hasFinessKey(number)).toBe(true),
  );
  it.each(['458174839', '1B0062023', ''])('%s fails the key', (number) => expect(hasFinessKey(number)).toBe(false));
  it('a fictive number has the form without the key', () => {
    expect(isFiness('458174839')).toBe(true);
    expect(isFiness('2C0000154')).toBe(false);
  });
  it.each(['10003879623', '99700366240', '99700218896'])('%s is an RPPS number with its key', (number) =>
    expect(hasRppsKey(number)).toBe(true),
  );
  it('a wrong key is seen apart from a wrong form', () => {
    expect(isRpps('10102727017')).toBe(true);
    expect(hasRppsKey('10102727017')).toBe(false);
    expect(isRpps('1010272701')).toBe(false);
  });
  it('spaces and dots around are taken away', () => expect(compactIdentifier(' 2a 000\u202f015.4 ')).toBe('2A0000154'));
});

describe('letters', () => {
  it.each([
    ['dupont', 3, 'DUP'],
    ['Éloïse', 2, 'EL'],
    ['Œdipe', 3, 'OED'],
    ["d'Artagnan", 3, 'DAR'],
    ['Le Goff', 3, 'LEG'],
    ['Li', 3, 'LI'],
    ['1234', 3, ''],
    ['Þórsson', 3, 'THO'],
    ['ẞtraße', 3, 'SST'],
    ['Łukasz', 3, 'LUK'],
    ['Đặng', 3, 'DAN'],
    ['Ørsted', 3, 'ORS'],
    ['Ångström', 3, 'ANG'],
    ['ıŞık', 3, 'ISI'],
    ['ﬁnn', 3, 'FIN'],
    ['Ｄｕｐｏｎｔ', 3, 'DUP'],
    ['N’Diaye', 3, 'NDI'],
    ['李', 3, ''],
  ])('%s gives %i letters: %s', (name, count, expected) => expect(firstLetters(name, count)).toBe(expected));
  it('folds for searching', () => {
    expect(withoutAccents('Çà et là')).toBe('Ca et la');
    expect(folded('  Hôpital  Nord ')).toBe('hopital nord');
  });

  it.each(['lefevre', 'LEFÈVRE anne', 'annelise', 'anne lise', 'anne–lise', "l'exploitant", 'l’exploitant lefevre', 'a.lefevre@', ''])(
    '%s is found in what a screen shows',
    (typed) => expect(hasWords(['Anne-Lise Lefèvre', 'a.lefevre@labo.example', 'Pharmacovigilance de l’exploitant'], typed)).toBe(true),
  );
  it.each(['martin', 'lefevre martin', '???', ' – '])('%s is not', (typed) =>
    expect(hasWords(['Anne-Lise Lefèvre', undefined], typed)).toBe(false),
  );
});
