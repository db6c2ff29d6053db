import { computed, DestroyRef, DOCUMENT, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Session } from '../session/session.js';
import { paced } from './paced.js';

/** What someone has just changed: ids only, of what this person may see. */
export interface LiveChange {
  readonly enrolmentId?: string;
  readonly formId?: string;
  readonly action: string;
}

interface Watcher {
  readonly matches: (change: LiveChange) => boolean;
  readonly react: () => void;
}

const ADDRESS = '/api/v1/live';
/** Changes come in bursts: a page reacts at once, then at most this often. */
const SPACING_MS = 400;
/** A stream that the server refused is asked for again after this long, then ever less often. */
const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * What colleagues change, as it happens (charter C7.1). One stream per tab, while someone is signed in and looks at it: a browser allows few
 * connections, and a page out of sight shows nothing. The browser goes on by itself from where a stream was cut; wherever nobody can tell
 * what was missed, every page reads again. A stream never prolongs a session.
 */
@Injectable({ providedIn: 'root' })
export class Live {
  private readonly session = inject(Session);
  private readonly watchers = new Set<Watcher>();
  private readonly inSight: () => boolean;
  /** In whose name the stream is open; undefined when there is none to have. */
  private readonly owner = computed(() => {
    // The host of the installation sees no patient: nothing would ever be told.
    const wanted = this.session.signedIn() && this.session.role() !== 'administrateur' && !this.session.locked() && this.inSight();
    return wanted ? [this.session.person()?.id, this.session.profile()?.id].join('/') : undefined;
  });
  private source?: EventSource;
  private waiting?: ReturnType<typeof setTimeout>;
  private pause = SHORTEST_PAUSE_MS;
  /** Whether the browser can tell the server from where to go on. */
  private hasPlace = false;

  constructor() {
    const page = inject(DOCUMENT);
    const visible = signal(page.visibilityState !== 'hidden');
    const look = () => visible.set(page.visibilityState !== 'hidden');
    page.addEventListener('visibilitychange', look);
    this.inSight = visible;
    inject(DestroyRef).onDestroy(() => {
      page.removeEventListener('visibilitychange', look);
      this.close();
    });
    effect(() => {
      const owner = this.owner();
      untracked(() => (owner === undefined ? this.close() : this.open()));
    });
  }

  /**
   * Reacts to the changes that match, and whenever changes may have been missed. Call it where one may inject: it ends with the component.
   * What reacts reads again quietly, with the context of `passive()`.
   */
  changes(matches: (change: LiveChange) => boolean, react: () => void): void {
    const pace = paced(react, SPACING_MS);
    const watcher: Watcher = { matches, react: pace.go };
    this.watchers.add(watcher);
    inject(DestroyRef).onDestroy(() => {
      this.watchers.delete(watcher);
      pace.stop();
    });
  }

  private open(): void {
    this.close();
    const source = new EventSource(ADDRESS);
    this.source = source;
    source.onopen = () => {
      this.pause = SHORTEST_PAUSE_MS;
      // Between what a page read and this moment, nobody listened.
      if (!this.hasPlace) this.tellAll();
    };
    source.addEventListener('change', ({ data, lastEventId }: MessageEvent<string>) => {
      this.hasPlace ||= lastEventId !== '';
      const change = JSON.parse(data) as LiveChange;
      for (const { matches, react } of this.watchers) if (matches(change)) react();
    });
    source.addEventListener('reset', () => this.tellAll());
    source.onerror = () => {
      // A network that failed is the browser's to mend; an answer that is no stream is ours.
      if (source.readyState === EventSource.CLOSED) void this.refused();
    };
  }

  private close(): void {
    clearTimeout(this.waiting);
    this.source?.close();
    this.source = undefined;
    this.hasPlace = false;
  }

  private tellAll(): void {
    for (const { react } of this.watchers) react();
  }

  /** The server gives no stream: the session is over, which covers the page, or it will give one later. */
  private async refused(): Promise<void> {
    this.close();
    const view = await this.session.peek().catch(() => undefined);
    if (view?.state === 'signed-out') return this.session.lock('expired');
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.owner() !== undefined && this.open(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }
}
