import { computed, signal } from '@angular/core';
import type { Value } from '#protocols/domain';
import * as book from './ledger.js';
import type { Change, Known, Ledger } from './ledger.js';
import { restored, unsavedOf, type Unsaved } from '../offline/kept.js';
import { changesOnTheirWay, openSaving, step, waitsToBeSent, type Delays, type SavingEvent, type Sent } from './saving-state.js';

export type { Delays, Sent } from './saving-state.js';

const DELAYS: Delays = { typing: 1500, settled: 300, longest: 4000, retries: [1000, 2000, 4000, 8000] };

/** What the bar at the bottom says. */
export type SavingStatus =
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' | 'signed-out'; readonly waiting: number }
  | { readonly kind: 'blocked'; readonly message: string; readonly waiting: number };

/**
 * Saves the answers of one form as they are typed: one sending at a time, each answer over the version it was typed on, again
 * and again while the network is gone. What waits is in the memory of the page; anyone who keeps it elsewhere reads `toKeep` and gives it
 * back by `restore`. What follows from what is `step`'s; here are the clock, the sender and what the page reads. It knows no HTTP: `send` does,
 * and never rejects for a foreseen answer.
 */
export class Saving {
  private readonly state = signal(openSaving());
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private heard = 0;
  private readonly waiters = new Set<() => void>();

  private readonly ledger = computed(() => this.state().ledger);
  private readonly sending = computed(() => this.state().sending);

  /** What the person sees: saved answers, and over them those that wait. */
  readonly values = computed(() => book.currentValues(this.ledger()), { equal: book.same });
  readonly known = computed(() => this.ledger().known);
  readonly pending = computed(() => this.ledger().pending);
  /** Texts of which no value can be made: kept beside their error, never sent. */
  readonly drafts = computed(() => this.ledger().drafts);
  /** True once a save showed that someone else saved too: the form is to be read again. */
  readonly isBehind = computed(() => this.state().isBehind);

  /** How many answers are on this page and not on the server. */
  readonly unsaved = computed(() => this.pending().size + this.drafts().size);
  /** How many of them wait for the person: wrong, in conflict, without their reason. */
  readonly held = computed(() => this.heldPending() + [...this.drafts().values()].filter(({ isTyping }) => !isTyping).length);
  private readonly heldPending = computed(() => this.pending().size - book.sendable(this.ledger(), Infinity).length);

  /** All that the server is not known to have. */
  readonly toKeep = computed(() => unsavedOf(this.ledger(), this.sending()), { equal: book.same });

  readonly status = computed((): SavingStatus => {
    const { link, savedAt: at } = this.state();
    const waiting = this.pending().size;
    // Of a way on which nothing waits there is nothing to say.
    if (this.sending().size > 0 || waiting > this.heldPending()) {
      if (typeof link === 'object') return { kind: 'blocked', message: link.blocked, waiting };
      if (link === 'signed-out') return { kind: 'signed-out', waiting };
      return link === 'down' ? { kind: 'offline', waiting } : { kind: 'saving' };
    }
    return at === undefined ? { kind: 'nothing-yet' } : { kind: 'saved', at };
  });

  constructor(
    private readonly send: (changes: readonly Change[]) => Promise<Sent>,
    private readonly delays: Delays = DELAYS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The form as the server has it, at opening or read again. What was typed and not saved stays. */
  accept(known: Known, { mayWrite = true } = {}): void {
    this.tell({ kind: 'read', known, mayWrite, at: new Date().toISOString() });
  }

  /** What an earlier page left behind: it is sent at once, over the versions it was typed on. */
  restore(unsaved: Unsaved): void {
    this.edit((ledger) => restored(ledger, unsaved), 0);
  }

  /** An answer was typed, or taken away (`undefined`). `typing` while the field still has the focus. */
  change(key: string, value: Value | undefined, moment: 'typing' | 'settled' = 'settled'): void {
    this.edit((ledger, onTheirWay) => book.typed(ledger, key, value, onTheirWay), this.delays[moment]);
  }

  /** Text of which no value can be made. */
  draft(key: string, text: string, message: string, moment: 'typing' | 'settled' = 'settled'): void {
    this.edit((ledger) => book.drafted(ledger, key, { text, message, isTyping: moment === 'typing' }));
  }

  /** Gives up what was typed there, be it wrong or in conflict: the saved answer stands. */
  giveUp(key: string): void {
    this.edit((ledger, onTheirWay) => book.givenUp(ledger, key, onTheirWay));
  }

  keepMine(key: string): void {
    this.edit((ledger) => book.keptMine(ledger, key), 0);
  }

  giveReason(keys: readonly string[], reason: string): void {
    this.edit((ledger) => keys.reduce((now, key) => book.reasonGiven(now, key, reason), ledger), 0);
  }

  /** There is a reason to try now: the network is said to be back, the person signed in again, the page may be about to go. */
  resume(): void {
    this.tell({ kind: 'hurried' });
  }

  /** Sends what can be sent without waiting, once at least. True when everything typed is then on the server. */
  async flush(): Promise<boolean> {
    const before = this.heard;
    this.resume();
    while (!this.stopped && this.mayYetBeSent(before)) await new Promise<void>((resolve) => this.waiters.add(resolve));
    return this.unsaved() === 0;
  }

  /** No timer is left behind. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.wakeWaiters();
  }

  private mayYetBeSent(before: number): boolean {
    const state = this.state();
    return state.sending.size > 0 || (waitsToBeSent(state) && (state.link === 'up' || this.heard === before));
  }

  private edit(edit: (ledger: Ledger, onTheirWay: ReadonlySet<string>) => Ledger, within = this.delays.settled): void {
    this.tell({ kind: 'edited', edit, within });
  }

  private tell(event: SavingEvent): void {
    // What is still typed on a page that goes is kept, by anyone who keeps it; nothing more is sent from here.
    if (this.stopped && event.kind !== 'edited') return;
    const before = this.state();
    const after = step(before, event, this.now(), this.delays);
    this.state.set(after);
    if (this.stopped) return;
    clearTimeout(this.timer);
    if (after.due !== undefined) this.timer = setTimeout(() => this.tell({ kind: 'due' }), Math.max(0, after.due - this.now()));
    if (before.sending.size === 0 && after.sending.size > 0) void this.sendNow(changesOnTheirWay(after));
    this.wakeWaiters();
  }

  private async sendNow(changes: readonly Change[]): Promise<void> {
    const answer = await this.send(changes).catch((): Sent => ({ outcome: 'unreachable' }));
    this.heard += 1;
    this.tell({ kind: 'answered', answer });
  }

  private wakeWaiters(): void {
    const waiters = [...this.waiters];
    this.waiters.clear();
    for (const wake of waiters) wake();
  }
}
