import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { App } from './app.js';
import { LockScreen } from './lock-screen.js';

@Component({ template: 'La page' })
class Page {}

@Component({ selector: 'app-lock-screen', template: '<ng-content />' })
class Uncovered {}

/** The root while the guard of its first page waits for the session. */
function open() {
  let answer: (ok: boolean) => void = () => undefined;
  let fail: (why: Error) => void = () => undefined;
  const session = new Promise<boolean>((resolve, reject) => ([answer, fail] = [resolve, reject]));
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '', component: Page, canActivate: [() => session] }])] });
  TestBed.overrideComponent(App, { remove: { imports: [LockScreen] }, add: { imports: [Uncovered] } });
  const fixture = TestBed.createComponent(App);
  const going = TestBed.inject(Router)
    .navigateByUrl('/')
    .catch(() => false);
  // While a navigation lasts, the page is not stable: what it shows meanwhile is what is asked.
  const text = () => {
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent ?? '';
  };
  return { going, text, answer, fail };
}

describe('the window, before its first page', () => {
  it('says that the page comes as long as the session is asked for, then no more', async () => {
    const { going, text, answer } = open();
    expect(text()).toContain('Passerelle s’ouvre…');
    answer(true);
    await going;
    expect(text()).not.toContain('Passerelle s’ouvre…');
    expect(text()).toContain('La page');
  });

  it('says that nothing answers, and offers to try again', async () => {
    const { going, text, fail } = open();
    fail(new Error('offline'));
    await going;
    expect(text()).toContain('Passerelle ne répond pas');
    expect(text()).toContain('Réessayer');
  });
});
