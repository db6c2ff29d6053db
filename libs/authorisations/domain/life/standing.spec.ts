import fc from 'fast-check';
import { addDays, calendarDate, daysBetween, type CalendarDate } from '#kernel/domain';
import type { Kind } from '../kind.js';
import { DECISION_KINDS, type Decision } from './decision.js';
import { judgeDecision } from './judge.js';
import { accessOn, endOf, lifeOf, uncoveredOf } from './life.js';
import { standingOn, statusTurnOn, turnOn, turnsOf } from './standing.js';
import { decided, granted, renewedAfter } from './testing.js';

const GRANT = granted('AAP-PRE-AMM', '2026-01-15');
const on = (history: readonly Decision[], day: string) => {
  const { authorisation, coverage, status, access } = standingOn(lifeOf(history), calendarDate(day));
  return `${access}: ${authorisation}, ${coverage}, ${status}`;
};

describe('what is true on a day', () => {
  it('charter R4: a term that passes ends by itself, the day after', () => {
    expect(on([GRANT], '2027-01-14')).toBe('AAP-PRE-AMM: in-force, access, in-force');
    expect(on([GRANT], '2027-01-15')).toBe('AAP-PRE-AMM: ended, continuity, ended');
    expect(on([GRANT], '2028-01-15')).toBe('AAP-PRE-AMM: ended, over, ended');
    expect(on([GRANT, renewedAfter('2026-01-15')], '2027-01-15')).toBe('AAP-PRE-AMM: in-force, access, in-force');
  });

  it('charter R4: a suspension is not an end, of the authorisation nor of its coverage, and ends by itself', () => {
    const history = [GRANT, decided('suspended', '2026-03-01', { until: '2026-05-31' })];
    expect(on(history, '2026-02-28')).toBe('AAP-PRE-AMM: in-force, access, in-force');
    expect(on(history, '2026-05-31')).toBe('AAP-PRE-AMM: suspended, suspended, suspended');
    expect(on(history, '2026-06-01')).toBe('AAP-PRE-AMM: in-force, access, in-force');
    expect(on([...history, decided('lifted', '2026-04-01')], '2026-04-01')).toBe('AAP-PRE-AMM: in-force, access, in-force');
  });

  it('charter R4: an authorisation and its coverage are two lives: listing ends the second and not the first', () => {
    const listed = [granted('AAP-POST-AMM', '2026-01-15'), decided('listed', '2026-06-01')];
    expect(on(listed, '2026-06-01')).toBe('AAP-POST-AMM: in-force, listed, in-force');
    const refused = [granted('AAP-POST-AMM', '2026-01-15'), decided('listing-refused', '2026-06-01')];
    expect(on(refused, '2026-06-01')).toBe('AAP-POST-AMM: in-force, continuity, in-force');
    expect(on([GRANT, decided('withdrawn', '2026-06-01')], '2026-06-01')).toBe('AAP-PRE-AMM: ended, continuity, ended');
  });

  it('charter R3: an AAC that has its AMM is covered for a month without an application, for seven without a decision', () => {
    const amm = [granted('AAC', '2026-01-15'), decided('amm-granted', '2026-03-10')];
    expect(on(amm, '2026-04-10')).toBe('AAC: in-force, access, in-force');
    expect(on(amm, '2026-04-11')).toBe('AAC: in-force, continuity, in-force');
    const applied = [...amm, decided('listing-applied', '2026-04-10')];
    expect(on(applied, '2026-10-10')).toBe('AAC: in-force, access, in-force');
    expect(on(applied, '2026-10-11')).toBe('AAC: in-force, continuity, in-force');
    expect(on([...applied, decided('alternative-covered', '2026-07-01')], '2026-07-01')).toBe('AAC: in-force, continuity, in-force');
  });

  it('charter C8.4: before the AMM, then after it, from its day on', () => {
    const history = [GRANT, decided('amm-granted', '2026-06-01')];
    expect(accessOn(lifeOf(history), calendarDate('2026-05-31'))).toBe('AAP-PRE-AMM');
    expect(on(history, '2026-06-01')).toBe('AAP-POST-AMM: in-force, access, in-force');
    expect(on([granted('CPC', '2026-01-15'), decided('amm-granted', '2026-06-01')], '2026-06-01')).toMatch(/^CPC/);
  });

  it('charter R8: an AAC or a CPC is waived from its PUT from a day on, until the PUT is required, whatever its status', () => {
    const history = [
      granted('AAC', '2026-01-15'),
      decided('put-waived', '2026-03-01', {}, 'AAC'),
      decided('suspended', '2026-03-10', {}, 'AAC'),
      decided('put-required', '2026-04-01', {}, 'AAC'),
    ];
    const life = lifeOf(history);
    const waived = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => standingOn(life, calendarDate(day)).waived);
    expect(waived).toEqual([false, true, true, false]);
    expect(turnsOf(life).map(({ from, status, waived: told }) => `${from} ${status}${told ? ' waived' : ''}`)).toEqual([
      '2026-01-15 in-force',
      '2026-03-01 in-force waived',
      '2026-03-10 suspended waived',
      '2026-04-01 suspended',
      '2027-01-15 ended',
    ]);
  });

  it('a status is told since the day on which it began, whatever else turned since', () => {
    const turns = turnsOf(
      lifeOf([granted('AAC', '2026-01-15'), decided('suspended', '2026-03-10', {}, 'AAC'), decided('put-waived', '2026-04-01', {}, 'AAC')]),
    );
    expect(statusTurnOn(turns, '2026-05-01')).toMatchObject({ from: '2026-03-10', status: 'suspended', by: 'suspended 2026-03-10' });
    expect(turnOn(turns, '2026-05-01')).toMatchObject({ from: '2026-04-01' });
    expect(statusTurnOn(turns, '2026-01-01')).toBeUndefined();
  });

  it('charter C8.5: a temporary coverage follows an early access, and takes new FATs until its end', () => {
    const history = [granted('AAP-POST-AMM', '2026-01-15'), decided('temporary-coverage', '2027-01-15')];
    expect(on(history, '2027-01-15')).toBe('AAP-POST-AMM: ended, temporary, in-force');
    expect(on(history, '2030-01-01')).toBe('AAP-POST-AMM: ended, temporary, in-force');
    expect(on([...history, decided('temporary-coverage-ended', '2027-06-01')], '2027-06-01')).toBe(
      'AAP-POST-AMM: ended, continuity, ended',
    );
    expect(on([...history, decided('listed', '2027-06-01')], '2027-06-01')).toBe('AAP-POST-AMM: ended, listed, ended');
    const sooner = [granted('AAP-POST-AMM', '2026-01-15'), decided('temporary-coverage', '2026-06-01', { until: '2026-12-31' })];
    expect(on(sooner, '2026-06-01')).toBe('AAP-POST-AMM: ended, temporary, in-force');
    expect(on(sooner, '2027-01-01')).toBe('AAP-POST-AMM: ended, continuity, ended');
  });
});

describe('the steps of a life', () => {
  it('are the days on which its status or its kind turns', () => {
    const history = [GRANT, decided('suspended', '2026-03-01', { until: '2026-03-31' }), decided('amm-granted', '2026-06-01')];
    expect(turnsOf(lifeOf(history)).map(({ from, status, kind, by }) => [from, status, kind, by])).toEqual([
      ['2026-01-15', 'in-force', 'AAP-PRE-AMM', GRANT.id],
      ['2026-03-01', 'suspended', 'AAP-PRE-AMM', 'suspended 2026-03-01'],
      ['2026-04-01', 'in-force', 'AAP-PRE-AMM', undefined],
      ['2026-06-01', 'in-force', 'AAP-POST-AMM', 'amm-granted 2026-06-01'],
      ['2027-01-15', 'ended', 'AAP-POST-AMM', undefined],
    ]);
  });

  const KINDS: readonly Kind[] = ['AAP-PRE-AMM', 'AAP-POST-AMM', 'AAC', 'AAC-PRE-PRECOCE', 'CPC'];
  const FIRST = calendarDate('2026-01-15');
  /** What is accepted of any decisions, one after the other: a history as it may be recorded. */
  const histories = fc
    .record({
      access: fc.constantFrom(...KINDS),
      tried: fc.array(fc.record({ kind: fc.constantFrom(...DECISION_KINDS), day: fc.nat(900), lasts: fc.nat(400), at: fc.boolean() }), {
        maxLength: 25,
      }),
    })
    .map(({ access, tried }) =>
      tried.reduce<Decision[]>(
        (history, { kind, day, lasts, at }) => {
          const from = at && kind === 'renewed' ? endOf(lifeOf(history)).day : addDays(FIRST, day);
          const until = addDays(from, lasts);
          const next = decided(kind, from, kind === 'renewed' ? { term: until } : { until }, access);
          return judgeDecision(history, next) ? history : [...history, next];
        },
        [granted(access, FIRST)],
      ),
    );
  const days = fc.nat(1500).map((day) => addDays(FIRST, day));

  it('say of any day what the decisions say, over any history that is accepted', () => {
    fc.assert(
      fc.property(histories, days, (history, day) => {
        const life = lifeOf(history);
        const { status, access } = standingOn(life, day);
        expect(turnOn(turnsOf(life), day)).toMatchObject({ status, kind: access });
      }),
      { numRuns: 400 },
    );
  });

  it('charter R2: no AAP is suspended more than three months in a row, and charter R4: what ended never takes a FAT again', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const life = lifeOf(history);
        const turns = turnsOf(life);
        const at = (day: CalendarDate) => turnOn(turns, day)?.status;
        const everyDay = Array.from({ length: 1500 }, (_, index) => addDays(FIRST, index));
        if (life.grant.access.startsWith('AAP')) {
          const { longest } = everyDay.reduce(
            ({ run, longest: most }, day) =>
              at(day) === 'suspended' ? { run: run + 1, longest: Math.max(most, run + 1) } : { run: 0, longest: most },
            { run: 0, longest: 0 },
          );
          expect(longest).toBeLessThanOrEqual(92);
        }
        const ended = everyDay.find((day) => at(day) === 'ended');
        if (ended) expect(everyDay.filter((day) => daysBetween(ended, day) > 0).every((day) => at(day) === 'ended')).toBe(true);
        const uncovered = uncoveredOf(life);
        if (uncovered) expect(['listed', 'continuity']).toContain(standingOn(life, uncovered.day).coverage);
      }),
      { numRuns: 100 },
    );
  });
});
