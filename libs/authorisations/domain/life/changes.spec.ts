import { calendarDate } from '#kernel/domain';
import { changesOf } from './changes.js';
import type { Decision } from './decision.js';
import { lifeOf } from './life.js';
import { decided, granted, renewedAfter } from './testing.js';

const changes = (history: readonly Decision[], today: string) =>
  changesOf(lifeOf(history), calendarDate(today)).map(({ kind, day, by }) => `${day} ${kind}${by ? '' : ' by itself'}`);

describe('what changed', () => {
  const GRANT = granted('AAP-PRE-AMM', '2026-01-15');

  it('charter C8.4: is what was decided of an authorisation and of its coverage, and not what the holder owes', () => {
    const history = [
      GRANT,
      decided('available', '2026-02-01'),
      decided('amm-granted', '2026-06-01'),
      decided('listing-applied', '2026-06-20'),
    ];
    expect(changes(history, '2026-07-01')).toEqual(['2026-01-15 granted', '2026-06-01 amm-granted']);
  });

  it('charter R4: and what time changes by itself: a term that passed, a suspension that is over, a coverage that lapsed', () => {
    const suspended = [GRANT, decided('suspended', '2026-03-01', { until: '2026-03-31' })];
    expect(changes(suspended, '2026-03-02')).toEqual([
      '2026-01-15 granted',
      '2026-03-01 suspended',
      '2026-04-01 suspension-over by itself',
    ]);
    expect(changes([...suspended, decided('lifted', '2026-03-20')], '2026-03-21').at(-1)).toBe('2026-03-20 lifted');
    expect(changes([GRANT], '2027-01-14')).toEqual(['2026-01-15 granted']);
    expect(changes([GRANT], '2027-01-15').at(-1)).toBe('2027-01-15 term-passed by itself');
    expect(changes([GRANT, renewedAfter('2026-01-15')], '2027-01-15').at(-1)).toBe('2027-01-15 renewed');
    expect(changes([granted('AAC', '2026-01-15'), decided('amm-granted', '2026-03-10')], '2026-04-11').at(-1)).toBe(
      '2026-04-11 coverage-lapsed by itself',
    );
  });

  it('charter C8.5: a temporary coverage takes the place of a term that passes, and has its end', () => {
    const history = [GRANT, decided('temporary-coverage', '2027-01-15', { until: '2027-06-30' })];
    expect(changes(history, '2027-07-01')).toEqual([
      '2026-01-15 granted',
      '2027-01-15 temporary-coverage',
      '2027-07-01 temporary-coverage-over by itself',
    ]);
  });
});
