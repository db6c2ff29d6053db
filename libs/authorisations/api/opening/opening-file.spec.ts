import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readOpeningFile } from './opening-file.js';

const SAMPLE = readFileSync(path.resolve('libs/authorisations/api/opening/opening-sample.yaml'), 'utf8');
const lineOf = (text: string, source = SAMPLE) => source.split('\n').findIndex((line) => line.includes(text)) + 1;
const wrongOf = async (source: string) => {
  const read = await readOpeningFile(source);
  return read.ok ? [] : read.wrong.map(({ line, says }) => [line, says]);
};

describe('charter R1: the file of an opening', () => {
  it('says what the screen asks', async () => {
    const read = await readOpeningFile(SAMPLE);
    expect(read).toMatchObject({
      ok: true,
      opening: {
        holder: { name: 'Laboratoires Prévôt' },
        group: { access: 'single' },
        authorisations: [{ code: 'NOUV', term: '2027-03-14' }],
      },
    });
  });

  it('is told wrong at its lines, all at once, in the words of the screen', async () => {
    const source = SAMPLE.replace('3400894061175', '3400894061174')
      .replace('access: single', 'access: autre')
      .replace("'2026-03-15'", 'demain');
    expect(await wrongOf(source)).toEqual([
      [lineOf('access:', source), expect.stringMatching(/un seul accès/)],
      [lineOf('day: demain', source), expect.any(String)],
    ]);
    expect(await wrongOf(SAMPLE.replace('3400894061175', '3400894061174'))).toEqual([
      [lineOf('ucdCodes'), expect.stringMatching(/Le dernier chiffre de 3400894061174/)],
    ]);
  });

  it.each([
    ['no YAML', 'holder: [', /YAML/],
    ['a part that is none', `${SAMPLE}\ncentre: CHU\n`, /« centre »|«\u00a0centre\u00a0»/],
    ['nothing to open', 'holder: Laboratoires Prévôt\n', /aucune autorisation/],
    ['no company', SAMPLE.replace('holder: Laboratoires Prévôt', ''), /nom de l’exploitant/],
    ['an unknown word', SAMPLE.replace('inn:', 'dci:'), /dci/],
    ['a list in the place of an authorisation', SAMPLE.replace(/authorisations:[^]*/, 'authorisations: [[1]]\n'), /./],
    ['nothing', '', /./],
  ])('is refused with what is wrong: %s', async (_, source, says) => {
    const wrong = await wrongOf(source);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.map(([, said]) => said).join('\n')).toMatch(says);
  });
});
