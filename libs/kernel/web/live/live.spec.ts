import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session } from '../session/session.js';
import { Live, type LiveChange } from './live.js';

/** The browser's stream, cut and resumed by hand. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static all: Stream[] = [];
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;

  constructor() {
    super();
    Stream.all.push(this);
  }
  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  says(change: LiveChange): void {
    this.dispatchEvent(Object.assign(new Event('change'), { data: JSON.stringify(change), lastEventId: '7' }));
  }
  isRefused(): void {
    this.readyState = Stream.CLOSED;
    this.onerror?.();
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}

@Component({ template: '' })
class Page {
  reactions = 0;

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === 'e',
      () => this.reactions++,
    );
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A page that looks at the file `e`; `state` is what the server says of the session when asked. */
function open(state: 'signed-in' | 'signed-out' = 'signed-in') {
  Stream.all = [];
  Object.assign(globalThis, { EventSource: Stream });
  const locked = signal<string | undefined>(undefined);
  const signedIn = signal(true);
  const session = {
    person: signal({ id: 'helene' }),
    profile: signal({ id: 'nancy' }),
    role: signal('prescriber'),
    signedIn,
    locked,
    peek: async () => ({ state }),
    lock: (why: string) => locked.set(why),
  };
  TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: session }] });
  const fixture = TestBed.createComponent(Page);
  const page = fixture.componentInstance;
  TestBed.tick();
  const stream = () => Stream.all.at(-1) as Stream;
  return { page, fixture, stream, locked, signedIn };
}

describe('charter C7.1: changes made by colleagues', () => {
  it('reach the pages that show what changed, and no other', async () => {
    const { page, stream } = open();
    stream().says({ enrolmentId: 'other', action: 'values-changed' });
    expect(page.reactions).toBe(0);
    stream().says({ enrolmentId: 'e', action: 'values-changed' });
    expect(page.reactions).toBe(1);
  });

  it('are reacted to at once, then a burst of them once more', async () => {
    const { page, stream } = open();
    for (let count = 0; count < 20; count++) stream().says({ enrolmentId: 'e', action: 'values-changed' });
    expect(page.reactions).toBe(1);
    await pause(450);
    expect(page.reactions).toBe(2);
  });

  it('missed before the stream opened make every page read again; after a cut the browser goes on from its place', async () => {
    const { page, stream } = open();
    stream().opens();
    expect(page.reactions).toBe(1);
    await pause(450);
    stream().says({ enrolmentId: 'other', action: 'values-changed' });
    stream().opens();
    expect(page.reactions).toBe(1);
  });

  it('that the server no longer knows make every page read again', () => {
    const { page, stream } = open();
    stream().dispatchEvent(new Event('reset'));
    expect(page.reactions).toBe(1);
  });

  it('stop with the page', () => {
    const { page, fixture, stream } = open();
    fixture.destroy();
    stream().says({ enrolmentId: 'e', action: 'values-changed' });
    expect(page.reactions).toBe(0);
  });

  it('cover the page when the session is over, and are heard again once the same person is back', async () => {
    const { stream, locked } = open('signed-out');
    stream().isRefused();
    await pause(0);
    expect(locked()).toBe('expired');
    TestBed.tick();
    expect(Stream.all).toHaveLength(1);
    locked.set(undefined);
    TestBed.tick();
    expect(Stream.all).toHaveLength(2);
  });

  it('are asked for again when the server gives no stream for now', async () => {
    const { stream, locked } = open();
    stream().isRefused();
    await pause(1100);
    expect(Stream.all).toHaveLength(2);
    expect(locked()).toBeUndefined();
  });

  it('are not asked for when nobody is signed in', () => {
    const { stream, signedIn } = open();
    signedIn.set(false);
    TestBed.tick();
    expect(stream().readyState).toBe(Stream.CLOSED);
    expect(Stream.all).toHaveLength(1);
  });
});
