import { describe, expect, it } from '@jest/globals';
import { CALENDAR_TASKS } from '#calendar/domain';
import { FORM_TASKS } from '#forms/domain';
import { TaskRegistry } from '#kernel/domain';
import { countsOf } from './counts.js';
import { byUrgency, taskOf, type TaskSubject } from './tasks.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const NOTHING: TaskSubject = {
  state: 'draft',
  awaits: [],
  mine: false,
  namesMe: false,
  may: { write: false, decide: false, sign: { prescriber: false, pharmacist: false } },
  awaitsSince: NOW,
  decidedAt: null,
};
const prescriber = {
  ...NOTHING,
  mine: true,
  namesMe: true,
  may: { ...NOTHING.may, write: true, sign: { prescriber: true, pharmacist: false } },
};
const colleague = { ...prescriber, mine: false, namesMe: false };
const pharmacist = { ...NOTHING, may: { ...NOTHING.may, write: true, sign: { prescriber: false, pharmacist: true } } };
const KINDS = new TaskRegistry([...Object.values(FORM_TASKS), ...Object.values(CALENDAR_TASKS)]);
const asked = (subject: TaskSubject, now: Date) => taskOf(subject, now)?.name;
const holder = { ...NOTHING, may: { ...NOTHING.may, decide: true } };

describe('what waits on a desk', () => {
  it('a draft waits for whoever started it, or is named as its prescriber', () => {
    expect(asked({ ...prescriber, state: 'draft' }, NOW)).toBe('complete');
    expect(asked({ ...colleague, state: 'draft' }, NOW)).toBeUndefined();
  });

  it('a completed form waits for the prescriber it names, and for every pharmacist of the centre', () => {
    const completed = { state: 'completed', awaits: ['prescriber', 'pharmacist'] } as const;
    expect(asked({ ...prescriber, ...completed }, NOW)).toBe('sign-prescriber');
    expect(asked({ ...colleague, ...completed }, NOW)).toBeUndefined();
    expect(asked({ ...pharmacist, ...completed }, NOW)).toBe('sign-pharmacist');
  });

  it('charter P1: a form signed once waits for the other signer only', () => {
    const half = { state: 'half-signed', awaits: ['pharmacist'] } as const;
    expect(asked({ ...prescriber, ...half }, NOW)).toBeUndefined();
    expect(asked({ ...pharmacist, ...half }, NOW)).toBe('sign-pharmacist');
  });

  it('a request that was sent waits for the holder alone', () => {
    expect(asked({ ...holder, state: 'sent' }, NOW)).toBe('decide');
    expect(asked({ ...prescriber, state: 'sent' }, NOW)).toBeUndefined();
  });

  it('« more asked for » waits for everyone who may type', () => {
    expect([prescriber, colleague, pharmacist, holder].map((who) => asked({ ...who, state: 'more-asked' }, NOW))).toEqual([
      'answer-more',
      'answer-more',
      'answer-more',
      undefined,
    ]);
  });

  it('a new number is shown for a week to those whose request it was', () => {
    const granted = { ...prescriber, state: 'granted' } as const;
    expect(asked({ ...granted, decidedAt: new Date('2026-11-20') }, NOW)).toBe('new-number');
    expect(asked({ ...granted, decidedAt: new Date('2026-11-01') }, NOW)).toBeUndefined();
  });

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
