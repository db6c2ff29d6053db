import { jest } from '@jest/globals';
import { effect, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Announcer } from './announcer.js';

describe('the announcer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** What screen readers are given: they read a change of this region. */
  const region = () => document.querySelector('[aria-live="polite"]')?.textContent ?? '';

  it('says the same words again when they happen again', () => {
    const announcer = TestBed.inject(Announcer);
    for (let time = 0; time < 2; time++) {
      announcer.whisper('3 patients trouvés.');
      expect(region()).toBe('');
      jest.runAllTimers();
      expect(region()).toBe('3 patients trouvés.');
    }
  });

  it('may be called from an effect without waking that effect', () => {
    const announcer = TestBed.inject(Announcer);
    const count = signal(3);
    let runs = 0;
    TestBed.runInInjectionContext(() =>
      effect(() => {
        runs++;
        announcer.whisper(`${count()} patients trouvés.`);
      }),
    );
    TestBed.tick();
    TestBed.tick();
    expect(runs).toBe(1);
  });
});
