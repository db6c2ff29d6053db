import { LiveAnnouncer } from '@angular/cdk/a11y';
import { inject, Injectable, signal } from '@angular/core';

export interface Said {
  readonly id: number;
  readonly text: string;
  readonly tone: 'green' | 'amber' | 'red' | 'blue';
  /** When, in milliseconds. */
  readonly at: number;
}

const SHOWN_MS = 6_000;
const JUST_SAID_MS = 1_000;

/** What has just happened, for the eye (a word at the bottom) and for the ear (the live region of the CDK, which dialogs do not hide). */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly list = signal<readonly Said[]>([]);
  private readonly live = inject(LiveAnnouncer);
  private count = 0;

  readonly shown = this.list.asReadonly();

  /** Shows and says it, for some seconds. Errors stay until they are put away. */
  say(text: string, tone: Said['tone'] = 'green'): void {
    const said = { id: ++this.count, text, tone, at: Date.now() };
    this.list.update((all) => [...all.slice(-2), said]);
    this.whisper(text);
    if (tone !== 'red') setTimeout(() => this.dismiss(said.id), SHOWN_MS);
  }

  /** Says it to screen readers only. */
  whisper(text: string): void {
    void this.live.announce(text, 'polite');
  }

  /** Another page: what was said of the former one goes, save what has only just been said, which is the outcome of what led here. */
  turnPage(): void {
    this.list.update((all) => all.filter(({ at }) => Date.now() - at < JUST_SAID_MS));
  }

  dismiss(id: number): void {
    this.list.update((all) => all.filter((said) => said.id !== id));
  }
}
