import { effect, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Announcer } from './announcer.js';

describe('the announcer', () => {
  it('says the same words again when they happen again', () => {
    const announcer = TestBed.inject(Announcer);
    announcer.whisper('3 patients trouvés.');
    const first = announcer.spoken();
    announcer.whisper('3 patients trouvés.');
    expect(announcer.spoken()).not.toBe(first);
    expect(announcer.spoken().trim()).toBe('3 patients trouvés.');
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
