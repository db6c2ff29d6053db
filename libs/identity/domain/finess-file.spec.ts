import { finessText, readFinessFile, say } from './index.js';

/** A line of the open file: the cells that we read where they stand, the others empty. */
const place = (id: string, legalId: string, name: string, group = '1102', longName = ''): string[] => {
  const cells = Array.from({ length: 32 }, () => '');
  return Object.assign(cells, { 0: 'structureet', 1: id, 2: legalId, 3: name, 4: longName, 20: group });
};
const CH = place('010000024', '010780054', 'CH DE FLEYRIAT', '1102', 'CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT');
const told = (...lines: string[][]) => {
  const { centres, wrong, aside } = readFinessFile(lines);
  return { centres: centres.map(({ line, id }) => [line, id]), wrong: wrong.map(({ line, says }) => [line, says.code]), aside };
};

describe('a file of the national register of establishments', () => {
  it('is read as it is published: title, establishments, then where they are on a map', () => {
    const title = ['finess', 'etalab', '51', '2026-11-03'];
    const map = ['geolocalisation', '010000024', '870215.5', '6571507.9', '1,ATLASANTE', '2026-11-03'];
    const read = readFinessFile([title, CH, map]);
    expect(read).toEqual({
      centres: [{ line: 2, id: '010000024', legalId: '010780054', name: 'CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT' }],
      wrong: [],
      aside: 0,
    });
  });

  it('leaves aside what is no hospital, and counts it', () => {
    expect(told(CH, place('010000032', '010780062', 'PHARMACIE DU MARCHÉ', '3201'))).toMatchObject({
      centres: [[1, '010000024']],
      aside: 1,
    });
  });

  it('names the line of each that is broken, and reads the others', () => {
    const short = ['structureet', '010000024', '010780054', 'CH DE FLEYRIAT'];
    const wrongKey = place('010000025', '010780054', 'CH');
    const noNumber = place('01000', '010780054', 'CH');
    const noLegal = place('540002698', '', 'CHRU DE NANCY', '1101');
    const nameless = place('540002698', '540023264', '');
    expect(told(short, wrongKey, CH, noNumber, noLegal, nameless)).toEqual({
      centres: [[3, '010000024']],
      wrong: [
        [1, 'cells-missing'],
        [2, 'wrong-finess-key'],
        [4, 'no-finess'],
        [5, 'no-legal-finess'],
        [6, 'no-centre-name'],
      ],
      aside: 0,
    });
  });

  it('takes a centre that is told twice once, and says where it stood first', () => {
    const { centres, wrong } = readFinessFile([CH, CH]);
    expect(centres).toHaveLength(1);
    expect(wrong.map(({ says }) => say(says))).toEqual(['Ce centre est déjà à la ligne 1\u00a0: une seule des deux est gardée.']);
  });

  it('reads numbers as they are written by hand', () => {
    expect(told(place('01 000 002 4', '010780054', 'CH'))).toMatchObject({ centres: [[1, '010000024']] });
  });

  it('is read in the encoding of Windows when it is not in UTF-8', () => {
    const tried: string[] = [];
    const text = finessText((encoding) => {
      tried.push(encoding);
      if (encoding === 'utf-8') throw new Error('no such bytes');
      return 'HÔPITAL';
    });
    expect([text, tried]).toEqual(['HÔPITAL', ['utf-8', 'windows-1252']]);
  });
});
