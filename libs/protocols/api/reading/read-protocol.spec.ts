import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocolsFolder } from '../protocols-folder.js';
import { readProtocol, type ReadProtocol } from './read-protocol.js';
import { tell } from '../say.js';

const tecvayli = readFileSync(join(protocolsFolder(), 'shipped', 'tecvayli.yaml'), 'utf8');
const lineOf = (source: string, text: string) => source.slice(0, source.indexOf(text)).split('\n').length;
/** What people are told of a file. */
const inWords = (read: ReadProtocol) => (read.ok ? [] : read.problems.map((problem) => ({ ...problem, ...tell(problem.says) })));
/** The problems of TECVAYLI once one thing in it is written otherwise. */
const told = (from: string | RegExp, to: string) => {
  const source = tecvayli.replace(from, to);
  expect(source).not.toBe(tecvayli);
  return { source, problems: inWords(readProtocol(source, 'p.yaml')) };
};

describe('reading a protocol', () => {
  it('gives the protocol and the hash of its content, not of its comments or layout', () => {
    const [plain, commented, changed] = [tecvayli, `# à relire\n${tecvayli}\n`, tecvayli.replace('unit: cm', 'unit: mm')].map((source) =>
      readProtocol(source, 'p.yaml'),
    );
    if (!plain?.ok || !commented?.ok || !changed?.ok) throw new Error('unreadable');
    expect(plain.protocol.code).toBe('TECVAYLI');
    expect(plain.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(commented.sha256).toBe(plain.sha256);
    expect(changed.sha256).not.toBe(plain.sha256);
  });

  it('JSON is read too', () => {
    const read = readProtocol(tecvayli, 'p.yaml');
    expect(readProtocol(JSON.stringify(read.ok && read.protocol), 'p.json')).toEqual(read);
  });
});

describe('a protocol file with an error says where it is and what to do', () => {
  it.each<[string, string | RegExp, string, string, RegExp, RegExp]>([
    [
      'an unknown property (charter C1.1)',
      'label: Poids, required: true',
      'label: Poids, requird: true',
      'unknown-property',
      /requird/,
      /required/,
    ],
    ['a property that is missing', '  holder: Janssen-Cilag\n', '', 'missing-property', /holder/, /Ajoutez holder/],
    [
      'a field without its place in the PUT (charter C1.1)',
      'label: Sexe, required: true, binds: patient.sex, place: "Annexe 1, FAT, Patient"',
      'label: Sexe, required: true, binds: patient.sex',
      'missing-property',
      /place/,
      /place/,
    ],
    ['an unknown type', 'type: on, label: "Patient adulte"', 'type: bool, label: "Patient adulte"', 'unknown-type', /bool/, /date/],
    ['an unknown word', 'occurs: once', 'occurs: onc', 'unknown-word', /pas admise/, /once/],
    ['an unknown condition', '{ is: [mm.cyto, HAUT] }', '{ iss: [mm.cyto, HAUT] }', 'unknown-property', /iss/, /is/],
    ['two words in a condition', '{ is: [mm.cyto, HAUT] }', '{ is: [mm.cyto, HAUT], answered: mm.cyto }', 'one-word', /un seul/, /all/],
    ['a number where a text is wanted', 'holder: Janssen-Cilag', 'holder: 12', 'wrong-type', /un texte/, /guillemets/],
    ['a wrong code', 'code: TECVAYLI', 'code: tecvayli', 'wrong-format', /tecvayli/, /ENHERTU-HER2-FAIBLE/],
    ['an item that is not there', '{ is: [mm.cyto, HAUT] }', '{ is: [mm.cito, HAUT] }', 'unknown-item', /mm\.cito/, /mm\.cyto/],
    ['a code that is not in the list', '{ is: [mm.cyto, HAUT] }', '{ is: [mm.cyto, HAUTE] }', 'unknown-code', /HAUTE/, /HAUT/],
    ['a property twice', 'holder: Janssen-Cilag', 'holder: Janssen-Cilag\n  holder: Autre', 'duplicate-key', /deux fois/, /une/],
    ['broken YAML', 'holder: Janssen-Cilag', 'holder: "Janssen-Cilag', 'broken-yaml', /YAML/, /guillemets/],
    ['an alias that leads nowhere', 'holder: Janssen-Cilag', 'holder: *nobody', 'broken-alias', /nobody/, /ancre/],
  ])('%s', (_title, from, to, code, message, fix) => {
    const { problems } = told(from, to);
    expect(problems[0]).toMatchObject({ file: 'p.yaml', code, message: expect.stringMatching(message), fix: expect.stringMatching(fix) });
    expect(problems).toHaveLength(1);
  });

  it.each([
    ['holder: Janssen-Cilag', 'holder: 12', '12', 11],
    ['{ is: [mm.cyto, HAUT] }', '{ is: [mm.cito, HAUT] }', 'mm.cito', undefined],
    ['label: Poids, required: true', 'label: Poids, requird: true', 'requird', undefined],
  ])('at its line and column: %s → %s', (from, to, shown, column) => {
    const { source, problems } = told(from, to);
    const line = lineOf(source, shown === '12' ? 'holder: 12' : shown);
    expect(problems[0]).toMatchObject({ line, column: column ?? (source.split('\n')[line - 1] ?? '').indexOf(shown) + 1 });
  });

  it('all problems of one kind are told at once, in the order of the file', () => {
    const { problems } = told(/occurs: once/g, 'occurs: never');
    expect(problems.map(({ line }) => line)).toEqual([...problems.map(({ line }) => line)].sort((a, b) => a - b));
    expect(problems).toHaveLength(2);
  });
});

describe('a protocol of follow-up with an error', () => {
  const vyvgart = readFileSync(join(protocolsFolder(), 'shipped', 'vyvgart.yaml'), 'utf8');

  it.each([
    [
      'a proposal that says too much',
      '{ form: EI, when: { is: [sp.ei, O] } }',
      '{ form: EI, whn: { is: [sp.ei, O] } }',
      'unknown-property',
      /when/,
    ],
    [
      'a proposal of a form that is not there',
      '{ form: EI, when: { is: [sp.ei, O] } }',
      '{ form: EII, when: { is: [sp.ei, O] } }',
      'unknown-form',
      /EI/,
    ],
    ['a visit that is not there', 'atVisit: [M3, M6]', 'atVisit: [M3, M9]', 'unknown-visit', /M3/],
    ['a visit without a name', 'atVisit: [M3, M6]', 'atVisit: []', 'out-of-bounds', /valeur/],
    ['a moment that is none', 'visitUntil]', 'visitEnd]', 'unknown-word', /visitUntil|Prévus/],
    ['a calendar that never ends', ', times: 9', '', 'missing-property', /times/],
    ['one that ends too late', 'times: 9', 'times: 90', 'too-far', /fin/],
    [
      'a stop that is not there',
      'stop: { form: ARRET, item: arr.date }',
      'stop: { form: ARRET, item: arr.dat }',
      'unknown-item',
      /arr\.date/,
    ],
  ])('%s', (_title, from, to, code, fix) => {
    const read = readProtocol(vyvgart.replace(from, to), 'v.yaml');
    expect(inWords(read)).toContainEqual(expect.objectContaining({ code, fix: expect.stringMatching(fix) }));
  });
});

describe('conditions in a circle', () => {
  it.each([
    [
      'a field that depends on itself',
      { 'label: Poids,': 'label: Poids, when: { answered: pat.poids },' },
      /^Le champ « pat\.poids » dépend de lui-même/,
    ],
    [
      'two that depend on each other',
      {
        'label: Poids,': 'label: Poids, when: { answered: pat.taille },',
        'label: Taille,': 'label: Taille, when: { answered: pat.poids },',
      },
      /^Les champs « pat\.poids » et « pat\.taille » dépendent l’un de l’autre, en cercle/,
    ],
    [
      'one that is wanted when the other is there',
      {
        'label: Poids, required: true': 'label: Poids, requiredWhen: { answered: pat.taille }',
        'label: Taille,': 'label: Taille, when: { answered: pat.poids },',
      },
      /en cercle/,
    ],
  ])('%s', (_title, changes, message) => {
    const source = Object.entries(changes).reduce((text, [from, to]) => text.replace(from, to), tecvayli);
    const circles = inWords(readProtocol(source, 'p.yaml')).filter(({ code }) => code === 'cycle');
    expect(circles.map((each) => each.message.replaceAll('\u00a0', ' '))).toEqual([expect.stringMatching(message)]);
  });

  it('a field that only comes later is no circle', () => {
    const { problems } = told('label: Poids,', 'label: Poids, when: { answered: pat.taille },');
    expect(problems.map(({ code }) => code)).toEqual(['used-before-declared']);
  });
});

describe('a file that is wrong throughout', () => {
  it.each([
    ['in its shape', 'type: on, label: "Patient adulte"', `type: on, ${wrong((n) => `p${n}: 1`)}, label: "Patient adulte"`],
    ['in what it says', '{ is: [mm.cyto, HAUT] }', `{ any: [${wrong((n) => `{ is: [n${n}, A] }`)}] }`],
  ])('tells a hundred problems, and that there are others: %s', (_title, from, to) => {
    const { problems } = told(from, to);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: 'too-many-problems' });
  });
});

function wrong(part: (number: number) => string): string {
  return Array.from({ length: 150 }, (_, index) => part(index)).join(', ');
}

describe('a number that is none', () => {
  it.each(['.nan', '.inf', '-.inf'])('%s is told as it is, without advising quotes', (bound) => {
    const { problems } = told(/min: [\d.]+/, `min: ${bound}`);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'wrong-type', fix: expect.stringMatching(/nombre fini/) }));
    expect(problems.map(({ fix }) => fix).join()).not.toMatch(/Mettez la valeur entre guillemets/);
  });

  it('a number in quotes is told to lose them', () =>
    expect(told(/min: ([\d.]+)/, 'min: "$1"').problems[0]).toMatchObject({ fix: expect.stringMatching(/Retirez les guillemets/) }));
});

describe('a file that is no protocol', () => {
  it('more than a request may carry is refused by the limit that screens and requests state', () =>
    expect(inWords(readProtocol('#'.repeat(1_000_001), 'p.yaml'))).toMatchObject([
      { code: 'too-large', message: expect.stringMatching(/1\u00a0Mo/) },
    ]));

  it.each([
    ['nothing', '', 'empty-file'],
    ['a comment', '# PUT\n\n', 'empty-file'],
    ['the mark of a document', '---\n', 'empty-file'],
    ['a word', 'bonjour', 'wrong-type'],
    ['a list', '- a\n- b', 'wrong-type'],
    ['a web page', '<html><body>', 'wrong-type'],
    ['tabs', 'a:\n\tb: 1', 'tab'],
    ['a tab after spaces', 'a:\n  b: 1\n  \tc: 2', 'tab'],
    ['Latin-1 that was read as UTF-8', 'code: DUPIXENT\nputs: pr\ufffdcoce', 'not-utf-8'],
    ['UTF-16', [...'code: A'].join('\0'), 'not-utf-8'],
    ['brackets without end', '['.repeat(200_000), 'too-deep'],
    ['a ladder of lists', `${'- '.repeat(5000)}a`, 'too-deep'],
    ['something huge', 'a'.repeat(3_000_000), 'too-large'],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(8)}]`)
        .join('\n')}`,
      'broken-alias',
    ],
    ['a prototype', '__proto__: { polluted: true }', 'missing-property'],
  ])('%s', (_title, source, code) => {
    const read = readProtocol(source, 'x.yaml');
    expect(read.ok ? [] : read.problems.map((problem) => problem.code)).toContain(code);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
