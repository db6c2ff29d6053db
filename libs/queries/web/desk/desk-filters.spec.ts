import { AT_FIRST, fromAddress, isSameFilter, TOGGLES, toAddress, toSearch } from './desk-filters.js';

const toggle = (label: string) => {
  const found = TOGGLES.flat().find((each) => each.label === label);
  if (!found) throw new Error(`no chip ${label}`);
  return found;
};

describe('the filter of the desk', () => {
  it('is turned by chips, one state beside the other', () => {
    const all = toggle('Closes').turn(AT_FIRST);
    expect(all).toEqual({ state: 'open,answered,closed' });
    expect(toggle('Répondues').turn(all)).toEqual({ state: 'open,closed' });
    expect(toggle('Ouvertes').turn({ state: 'open' })).toEqual({});
  });

  it('asks for one side at a time, and gives it up when pressed again', () => {
    const system = toggle('Contrôles automatiques').turn({});
    expect(toggle('Du centre').turn(system)).toEqual({ askedBy: 'hospital' });
    expect(toggle('Contrôles automatiques').turn(system)).toEqual({});
  });

  it('comes back from its address as it went', () => {
    const filter = { ...AT_FIRST, olderThanDays: 30, centreId: '540002698', overdue: 'true' } as const;
    const address = Object.fromEntries(Object.entries(toAddress(filter)).map(([name, value]) => [name, value ?? undefined]));
    expect(isSameFilter(fromAddress(address), filter)).toBe(true);
  });

  it.each([AT_FIRST, {}, { state: 'closed' }, { overdue: 'true' }, { state: '', centreId: '540002698' }] as const)(
    'lives in the address alone: %j is read from it as it was written, without a trace of what stood there before',
    (filter) => {
      const address = Object.entries(toAddress(filter)).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
      expect(isSameFilter(fromAddress(Object.fromEntries(address) as Record<string, string>), filter)).toBe(true);
    },
  );

  it('is the one that the desk begins with when the address asks for none', () => {
    expect(fromAddress({ query: 'x' })).toEqual(AT_FIRST);
    expect(Object.values(toAddress(AT_FIRST)).every((value) => value === null)).toBe(true);
  });

  it('is sent with the search, and without it when nothing is typed', () => {
    expect(toSearch({ state: '' }, '  ')).toEqual({});
    expect(toSearch({}, ' DUP ', 'n')).toEqual({ search: 'DUP', cursor: 'n' });
  });
});
