import { describe, expect, it } from '@jest/globals';
import { CALENDAR_TASKS } from '#calendar/domain';
import { FORM_TASKS } from '#forms/domain';
import { TaskRegistry } from '#kernel/domain';
import { countsOf } from './counts.js';
import { byUrgency } from './tasks.js';

const KINDS = new TaskRegistry([...Object.values(FORM_TASKS), ...Object.values(CALENDAR_TASKS)]);

describe('what waits on a desk', () => {
  it('what holds a patient back comes first, then what waits longest', () => {
    const sorted = [
      { kind: 'new-number', since: '2026-01-01' },
      { kind: 'decide', since: '2026-03-01' },
      { kind: 'decide', since: '2026-02-01' },
      { kind: 'answer-more', since: '2026-04-01' },
    ] as const;
    expect([...sorted].sort(byUrgency(KINDS)).map(({ since }) => since)).toEqual(['2026-04-01', '2026-02-01', '2026-03-01', '2026-01-01']);
  });

  it('of two alike, the one to be done first comes first, and one without a deadline last', () => {
    const sorted = [
      { kind: 'form-due', since: '2026-01-01' },
      { kind: 'form-due', since: '2026-02-01', until: '2026-12-25' },
      { kind: 'form-due', since: '2026-03-01', until: '2026-12-01' },
    ] as const;
    expect([...sorted].sort(byUrgency(KINDS)).map(({ since }) => since)).toEqual(['2026-03-01', '2026-02-01', '2026-01-01']);
  });

  it('charter C7.4: counts lead to their list, and are counts', () => {
    const counts = countsOf(new Map(Object.entries({ draft: 2, 'more-asked': 1, sent: 4 })), 'hospital');
    expect(counts[0]).toEqual({ label: 'Demandes à compléter', count: 3, states: 'draft,more-asked' });
    expect(countsOf(new Map(), 'operator').map(({ states }) => states)).not.toContain('draft,more-asked');
  });
});
