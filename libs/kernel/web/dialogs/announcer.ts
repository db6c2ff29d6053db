import { Injectable, signal } from '@angular/core';

export interface Said {
  readonly id: number;
  readonly text: string;
  readonly tone: 'green' | 'amber' | 'red' | 'blue';
  /** When, in milliseconds. */
  readonly at: number;
}

const SHOWN_MS = 6_000;
const JUST_SAID_MS = 1_000;

/** What has just happened, for the eye (a word at the bottom) and for the ear (a live region). */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly list = signal<readonly Said[]>([]);
  private readonly heard = signal('');
  private count = 0;

  readonly shown = this.list.asReadonly();
  /** The text of the polite live region. */
  readonly spoken = this.heard.asReadonly();

  /** Shows and says it, for some seconds. Errors stay until they are put away. */
  say(text: string, tone: Said['tone'] = 'green'): void {
    const said = { id: ++this.count, text, tone, at: Date.now() };
    this.list.update((all) => [...all.slice(-2), said]);
    this.whisper(text);
    if (tone !== 'red') setTimeout(() => this.dismiss(said.id), SHOWN_MS);
  }

  /** Says it to screen readers only. */
  whisper(text: string): void {
    this.heard.update((former) => (former === text ? `${text}\u00a0` : text));
  }

  /** Another page: what was said of the former one goes, save what has only just been said, which is the outcome of what led here. */
  turnPage(): void {
    this.list.update((all) => all.filter(({ at }) => Date.now() - at < JUST_SAID_MS));
  }

  dismiss(id: number): void {
    this.list.update((all) => all.filter((said) => said.id !== id));
  }
}
