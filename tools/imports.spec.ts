import { readFileSync, writeFileSync } from 'node:fs';
import { doors, exposed } from './doors.mjs';
import { importCircles } from './imports.mjs';

const DOORS = new URL('doors.golden.txt', import.meta.url);

describe('sources', () => {
  it('import one another in no circle', () => {
    expect(importCircles()).toEqual([]);
  });

  it('of a floor are reached by what its door hands out (doors.golden.txt): what others come to lean on is seen when it is given', () => {
    const found: string = doors();
    if (process.env['UPDATE_GOLDEN']) writeFileSync(DOORS, found);
    expect(found).toBe(readFileSync(DOORS, 'utf8'));
  });

  it('of a capability keep its entities and stores: others ask a service of it, join by a function of it, and hold what they read as a type of it', () => {
    expect(exposed()).toEqual([]);
  });
});
