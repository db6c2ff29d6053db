import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where days that people type are read: nowhere else, so that a short date means the same everywhere. */
const READERS: Readonly<Record<string, string>> = {
  'libs/kernel/domain/typed-day.ts': 'the reader',
  'libs/protocols/domain/kinds/typed-dates.ts': 'months and dates known in part, of forms: the same reader for their days',
  'libs/patients/domain/search.ts': 'what is looked for: a whole birth date or its month, never a short date',
};
/** The boxes of days. */
const BOXES = ['libs/kernel/web/parts/date-box.ts', 'libs/forms/web/fields/kinds/dates.ts'];
/** Where a day that a program sends is judged; the rest of the API asks it by `@Day()`. */
const JUDGES = ['libs/kernel/api/http/day.ts'];

const sources = ['libs', 'apps'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(root, file.split(path.sep).join('/')))
    .filter((file) => /\.(ts|html)$/.test(file) && !/node_modules|generated|\.spec\.ts$|testing|demonstration|\/migrations\//.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') })),
);

/** A pattern of days and months, or the clock of the machine that reads a text. */
const readsTypedDays = (text: string) =>
  /\\d\{1,2\}[^\n]{0,12}\\d\{1,2\}[^\n]{0,20}\\d\{[24]|Date\.parse\([^)]*(?:value|text|typed)\b/.test(
    text.replace(/Date\.parse\(localParts/g, ''),
  );
const asksForDays = (text: string) =>
  /type="(?:date|month|datetime-local)"|placeholder="JJ|hint="JJ\/MM|`JJ\/MM\/AAAA`|split\('-'\)\.reverse\(\)/.test(text);
const judgesDays = (text: string) => /@Matches\([^\n]*\\d\{4\}-/.test(text) || /(?:n’existe pas[^\n]*vérifiez le jour)/.test(text);

const isScreen = (file: string) => file.startsWith('apps/web/') || file.split('/').includes('web');
const others = (finds: (text: string) => boolean, allowed: readonly string[], within = (_file: string) => true) =>
  sources.filter(({ file, text }) => !allowed.includes(file) && within(file) && finds(text)).map(({ file }) => file);

describe('days that people type', () => {
  it('are read by one reader', () => expect(others(readsTypedDays, Object.keys(READERS))).toEqual([]));

  it('are asked for by one box, and the fields of forms', () => expect(others(asksForDays, BOXES, isScreen)).toEqual([]));

  it('are judged by one decorator where programs send them', () => expect(others(judgesDays, JUDGES)).toEqual([]));

  it('allow no file that is gone', () =>
    expect([...Object.keys(READERS), ...BOXES, ...JUDGES].filter((file) => !sources.some((source) => source.file === file))).toEqual([]));

  it.each([
    [readsTypedDays, String.raw`/^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text)`],
    [readsTypedDays, 'new Date(Date.parse(value))'],
    [asksForDays, '<input type="date" [value]="from()" />'],
    [asksForDays, '<app-field hint="JJ/MM/AAAA"><input /></app-field>'],
    [asksForDays, `typed = signal(day.split('-').reverse().join('/'))`],
    [judgesDays, String.raw`@Matches(/^\d{4}-\d{2}-\d{2}$/, DAY)`],
  ])('would be found (%#)', (finds, text) => expect(finds(text)).toBe(true));
});
