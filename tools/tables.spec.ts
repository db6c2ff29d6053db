import { readFileSync, writeFileSync } from 'node:fs';
import { circles, tables } from './tables.mjs';

const GOLDEN = new URL('tables.golden.txt', import.meta.url);

interface Table {
  readonly table: string;
  readonly owner: string;
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

const others = (who: readonly string[], owner: string) => who.filter((each) => each !== owner).join(', ') || '–';
const line = ({ table, owner, writes, reads }: Table) =>
  `${table}: ${owner}; also written by ${others(writes, owner)}; also read by ${others(reads, owner)}`;

describe('tables', () => {
  it('are made, written and read by these capabilities (tables.golden.txt): who needs another one’s data asks for it, or reads below', () => {
    const found: Table[] = tables();
    const told = `${[...found.map(line), `in circles: ${circles(found).join(', ') || '–'}`].join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, told);
    expect(told).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});
