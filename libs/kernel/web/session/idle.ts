import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';

/** Minutes before the lock at which the person is warned. */
const WARNING = 2;

/**
 * How long ago the server last heard an act of this person. It is the server that ends the session (charter C3.1); the client
 * warns before, and covers the page when the time is over.
 */
@Injectable({ providedIn: 'root' })
export class Idle {
  private readonly lastProlonged = signal(Date.now());
  private readonly now = signal(Date.now());

  constructor() {
    const clock = setInterval(() => this.now.set(Date.now()), 10_000);
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
  }

  private readonly minutes = computed(() => Math.max(0, this.now() - this.lastProlonged()) / 60_000);

  /** The server answered a request that the person made. */
  prolonged(): void {
    this.lastProlonged.set(Date.now());
    this.now.set(Date.now());
  }

  /** Seconds since the server last heard the person. */
  seconds(): number {
    return (Date.now() - this.lastProlonged()) / 1000;
  }

  /** Whole minutes left when a warning is due; undefined otherwise. */
  minutesLeft(limit: number): number | undefined {
    const left = limit - this.minutes();
    return left > 0 && left <= WARNING ? Math.ceil(left) : undefined;
  }

  over(limit: number): boolean {
    return this.minutes() >= limit;
  }
}
