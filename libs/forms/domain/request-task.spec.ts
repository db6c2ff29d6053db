import { taskOf, type TaskSubject } from './request-task.js';

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
const asked = (subject: TaskSubject, now: Date) => taskOf(subject, now)?.name;
const holder = { ...NOTHING, may: { ...NOTHING.may, decide: true } };

describe('what a request asks of people', () => {
  it('a draft waits for the person who started it, or is named as its prescriber', () => {
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
});
