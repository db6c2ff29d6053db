import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything from which screens are made. */
const SCREENS = ['libs', 'apps/web'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => join(root, path))
    .filter((path) => /\.(ts|html)$/.test(path) && !/node_modules|generated|\.spec\.ts$|\.testing\.ts$/.test(path))
    .filter((path) => path.startsWith('apps/web') || path.split('/').includes('web')),
);

/** Text boxes of a template, each with its attributes. */
function boxesIn(text: string): readonly string[] {
  return [...text.matchAll(/<(?:textarea|input)\b(?:"[^"]*"|'[^']*'|[^>"'])*>/g)].map(([tag]) => tag);
}

describe('boxes that one types in', () => {
  it('are found', () => {
    expect(SCREENS.flatMap((path) => boxesIn(readFileSync(path, 'utf8'))).length).toBeGreaterThan(20);
  });

  it.each(SCREENS)('cut nothing: what is too long stays, with its message (%s)', (path) => {
    const cutting = boxesIn(readFileSync(path, 'utf8')).filter((tag) => /max-?length/i.test(tag));
    expect(cutting).toEqual([]);
  });
});
