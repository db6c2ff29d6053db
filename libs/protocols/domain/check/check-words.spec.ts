import fc from 'fast-check';
import { checkProtocol } from './check-protocol.js';
import type { Protocol } from '../language/language.js';
import { accessForm, codeLists, text, whole, yes } from '../testing.js';

const protocol = whole([accessForm(yes('fume'), text('combien', { help: 'Par jour' }))]);

/** What people read of it; the rest is words of the language, which the schema holds. */
const READ = new Set([
  'label',
  'title',
  'message',
  'meaning',
  'help',
  'rowLabel',
  'place',
  'name',
  'indication',
  'holder',
  'adverseEffects',
]);

/** Every text of the document that is read, by its path. */
function texts(content: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof content === 'string') return READ.has(String(path.at(-1))) ? [path] : [];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, each]) => texts(each, [...path, Array.isArray(content) ? Number(name) : name]));
}

function replaced(content: unknown, [first, ...rest]: readonly (string | number)[], by: string): unknown {
  if (first === undefined) return by;
  if (Array.isArray(content)) return content.map((each: unknown, index) => (index === first ? replaced(each, rest, by) : each));
  const record = content as Readonly<Record<string, unknown>>;
  return { ...record, [first]: replaced(Object.getOwnPropertyDescriptor(record, first)?.value, rest, by) };
}

const problems = (of: unknown) => checkProtocol(of as Protocol).map(({ code, path }) => [code, path.join('/')]);

describe('the words of a protocol', () => {
  it('no text of it may be invisible, or hold what is never printed', () => {
    expect(checkProtocol(protocol)).toEqual([]);
    fc.assert(
      fc.property(
        fc.constantFrom(...texts(protocol)),
        fc.constantFrom('  ', '\u200b', '\u3164\u2800', 'a\u0085', '\u202ea'),
        (path, word) => {
          const told = problems(replaced(protocol, path, word)).filter(([, at]) => at === path.join('/'));
          expect(told.map(([code]) => code)).toContain(
            /^[\s\u200b\u3164\u2800]+$/.test(word) ? (path.at(-1) === 'place' ? 'place-missing' : 'blank-text') : 'unprintable',
          );
        },
      ),
    );
  });

  it.each(['A.', 'a.', ' A. ', 'A\u200b.'])('two choices that both read « A. » (%j) are told', (label) => {
    const ABC = [
      { code: 'A', label: 'A.' },
      { code: 'B', label },
    ];
    expect(problems({ ...protocol, codeLists: { ...codeLists, ABC } })).toContainEqual(['duplicate-label', 'codeLists/ABC/1/label']);
  });
});
