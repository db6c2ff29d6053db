import { describe, expect, it } from '@jest/globals';
import { csvAnswer, csvDay, csvInstant, csvText, everyPage, type CsvValue } from './csv.js';

async function text(rows: readonly (readonly CsvValue[])[]): Promise<string> {
  const columns = (rows[0] ?? []).map((_, index) => [`Colonne ${index + 1}`, (row: readonly CsvValue[]) => row[index]] as const);
  let all = '';
  for await (const piece of csvText(columns, rows)) all += piece;
  return all;
}

describe('a table as CSV', () => {
  it('is UTF-8 with its mark, its headings, and a semicolon between cells', async () => {
    expect(await text([['Évènement', 1.5, null]])).toBe('\uFEFFColonne 1;Colonne 2;Colonne 3\r\nÉvènement;1,5;\r\n');
  });

  it.each([
    ['=1+1', `'=1+1`],
    ['+33', `'+33`],
    ['-2', `'-2`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['  =HYPERLINK("x")', `"'  =HYPERLINK(""x"")"`],
    ['\t=1', `'\t=1`],
    ['a;b', '"a;b"'],
    ['dit « "oui" »', '"dit « ""oui"" »"'],
    ['une\nligne', '"une\nligne"'],
    ['DUP JE', 'DUP JE'],
    ['＝1+1', `'＝1+1`],
    [' espaces ', '" espaces "'],
    ['-2,5', `'-2,5`],
  ])('a text %j is never computed by a spreadsheet, nor breaks the line', async (value, cell) => {
    expect((await text([[value]])).split('\r\n')[1]).toBe(cell);
  });

  it.each<[CsvValue, string]>([
    [-2, '-2'],
    [-2.5, '-2,5'],
    [{ number: '-2.5' }, '-2,5'],
    [{ number: '-1000002,75' }, '-1000002,75'],
    [csvAnswer('-2,5'), '-2,5'],
    [csvAnswer('-2,5\u00a0kg', 'kg'), '-2,5'],
    [csvAnswer('70,5\u00a0kg', 'kg'), '70,5'],
    [csvAnswer('-2,5 · -3', undefined), `'-2,5 · -3`],
    [csvAnswer('Non fait', 'kg'), 'Non fait'],
    [csvAnswer(undefined, 'kg'), ''],
  ])('a number leaves as a number: %j is %s', async (value, cell) => {
    expect((await text([[value]])).split('\r\n')[1]).toBe(cell);
  });

  it('is written as it is read: a long list is never held whole', async () => {
    let read = 0;
    const rows = everyPage(async (cursor) => {
      const from = Number(cursor ?? 0);
      read = from + 50;
      const items = Array.from({ length: 50 }, (_, index) => ({ text: `ligne ${from + index} ${'x'.repeat(500)}` }));
      return { items, ...(read < 5000 && { next: String(read) }) };
    });
    let [pieces, last] = [0, ''];
    for await (const piece of csvText([['Ligne', ({ text: said }) => said]], rows)) {
      pieces++;
      if (pieces === 1) expect(read).toBeLessThanOrEqual(100);
      last = piece;
    }
    expect(pieces).toBeGreaterThan(100);
    expect(last).toContain('ligne 4999');
  });

  it('writes days, months and instants as people here read them, with the hour of Paris', () => {
    expect(csvDay('2026-11-22')).toBe('22/11/2026');
    expect(csvDay('1961-03')).toBe('03/1961');
    expect(csvDay(undefined)).toBeUndefined();
    expect(csvInstant('2026-11-22T18:39:55.000Z')).toBe('22/11/2026 19:39');
    expect(csvInstant('2026-07-13T22:05:00.000Z')).toBe('14/07/2026 00:05');
    expect(csvInstant(undefined)).toBeUndefined();
  });
});
