import { computed, signal } from '@angular/core';
import type { Value } from '#protocols/domain';
import * as book from './ledger.js';
import type { Change, Conflict, Known, Ledger, Pending, SaveReceipt } from './ledger.js';
import { restored, unsavedOf, type Unsaved } from './offline/kept.js';

/** What became of one sending. Whoever sends turns the wire's answers into these. */
export type Sent =
  | { readonly outcome: 'saved'; readonly receipt: SaveReceipt & { readonly savedAt: string; readonly voided?: readonly string[] } }
  | { readonly outcome: 'conflict'; readonly conflicts: readonly Conflict[] }
  | { readonly outcome: 'refused'; readonly items: readonly { readonly path: string; readonly message: string }[] }
  | { readonly outcome: 'reason-required'; readonly items: readonly { readonly path: string }[] }
  | { readonly outcome: 'signed-out' }
  | { readonly outcome: 'forbidden'; readonly message: string }
  | { readonly outcome: 'unreachable' };

/** Milliseconds. */
export interface Delays {
  /** After a key stroke: the person is still typing. */
  readonly typing: number;
  /** After a field was left, or a choice made. */
  readonly settled: number;
  /** Nothing waits longer than this, even when one types on. */
  readonly longest: number;
  /** Between tries when the network is gone; the last one repeats. */
  readonly retries: readonly number[];
}

const DELAYS: Delays = { typing: 1500, settled: 300, longest: 4000, retries: [1000, 2000, 4000, 8000, 15000, 30000] };
/** As many as the API takes at once. */
const AT_ONCE = 500;

/** What the bar at the bottom says. */
export type SavingStatus =
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' | 'signed-out'; readonly waiting: number }
  | { readonly kind: 'blocked'; readonly message: string; readonly waiting: number };

/**
 * Saves the answers of one form as they are typed: one sending at a time, each answer over the version it was typed on, again
 * and again while the network is gone. What waits is in the memory of the page; whoever keeps it elsewhere reads `toKeep` and gives it
 * back by `restore`. It knows no HTTP: `send` does, and never rejects for a foreseen answer.
 */
export class Saving {
  private readonly ledger = signal<Ledger>(book.openLedger({ values: {}, marks: {}, contentVersion: 0, stateVersion: 0 }));
  private readonly sending = signal<ReadonlyMap<string, Pending>>(new Map());
  private readonly link = signal<'up' | 'down' | 'signed-out' | { readonly blocked: string }>('up');
  private readonly savedAt = signal<string | undefined>(undefined);
  private readonly missedSome = signal(false);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince: number | undefined;
  private failures = 0;
  private stopped = false;
  private readonly waiters = new Set<() => void>();

  /** What the person sees: saved answers, and over them those that wait. */
  readonly values = computed(() => book.currentValues(this.ledger()), { equal: book.same });
  readonly known = computed(() => this.ledger().known);
  readonly pending = computed(() => this.ledger().pending);
  /** Texts of which no value can be made: kept beside their error, never sent. */
  readonly drafts = computed(() => this.ledger().drafts);
  /** True once a save showed that someone else saved too: the form is to be read again. */
  readonly isBehind = this.missedSome.asReadonly();

  /** How many answers are on this page and not on the server. */
  readonly unsaved = computed(() => this.pending().size + this.drafts().size);
  /** How many of them wait for the person: wrong, in conflict, without their reason. */
  readonly held = computed(() => this.heldPending() + [...this.drafts().values()].filter(({ isTyping }) => !isTyping).length);
  private readonly heldPending = computed(() => [...this.pending().values()].filter(({ held }) => held).length);

  /** All that the server is not known to have. */
  readonly toKeep = computed(() => unsavedOf(this.ledger(), this.sending()), { equal: book.same });

  readonly status = computed((): SavingStatus => {
    const [link, waiting] = [this.link(), this.pending().size];
    if (typeof link === 'object') return { kind: 'blocked', message: link.blocked, waiting };
    if (link === 'signed-out') return { kind: 'signed-out', waiting };
    if (link === 'down') return { kind: 'offline', waiting };
    if (this.sending().size > 0 || waiting > this.heldPending()) return { kind: 'saving' };
    const at = this.savedAt();
    return at === undefined ? { kind: 'nothing-yet' } : { kind: 'saved', at };
  });

  constructor(
    private readonly send: (changes: readonly Change[]) => Promise<Sent>,
    private readonly delays: Delays = DELAYS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The form as the server has it, at opening or read again. What was typed and not saved stays. */
  accept(known: Known): void {
    this.ledger.update((ledger) => book.readAgain(ledger, known, new Set(this.sending().keys())));
    if (known.contentVersion >= this.known().contentVersion) this.missedSome.set(false);
    this.wakeWaiters();
  }

  /** What an earlier page left behind: it is sent at once, over the versions it was typed on. */
  restore(unsaved: Unsaved): void {
    this.ledger.update((ledger) => restored(ledger, unsaved));
    this.schedule(0);
  }

  /** An answer was typed, or taken away (`undefined`). `typing` while the field still has the focus. */
  change(key: string, value: Value | undefined, moment: 'typing' | 'settled' = 'settled'): void {
    this.ledger.update((ledger) => book.typed(ledger, key, value, new Set(this.sending().keys())));
    this.schedule(this.delays[moment]);
    this.wakeWaiters();
  }

  /** Text of which no value can be made. */
  draft(key: string, text: string, message: string, moment: 'typing' | 'settled' = 'settled'): void {
    this.ledger.update((ledger) => book.drafted(ledger, key, { text, message, isTyping: moment === 'typing' }));
    this.wakeWaiters();
  }

  /** Gives up what was typed there, be it wrong or in conflict: the saved answer stands. */
  giveUp(key: string): void {
    this.ledger.update((ledger) => book.givenUp(ledger, key));
    this.wakeWaiters();
  }

  keepMine(key: string): void {
    this.ledger.update((ledger) => book.keptMine(ledger, key));
    this.schedule(0);
  }

  giveReason(keys: readonly string[], reason: string): void {
    this.ledger.update((ledger) => keys.reduce((now, key) => book.reasonGiven(now, key, reason), ledger));
    this.schedule(0);
  }

  /** The network is said to be back, or the person signed in again: what waits goes at once. */
  resume(): void {
    this.failures = 0;
    if (typeof this.link() === 'string') this.link.set('up');
    this.schedule(0);
  }

  /** Sends what can be sent without waiting. True when everything typed is then on the server. */
  async flush(): Promise<boolean> {
    this.schedule(0);
    while (!this.stopped && this.link() === 'up' && (this.sending().size > 0 || this.canSend())) {
      await new Promise<void>((resolve) => this.waiters.add(resolve));
    }
    return this.unsaved() === 0;
  }

  /** No timer is left behind. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.wakeWaiters();
  }

  private canSend(): boolean {
    return book.sendable(this.ledger(), 1).length > 0;
  }

  private schedule(delay: number): void {
    if (this.stopped || this.link() !== 'up' || this.sending().size > 0 || !this.canSend()) return;
    this.waitingSince ??= this.now();
    const latest = Math.max(0, this.waitingSince + this.delays.longest - this.now());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.pump(), Math.min(delay, latest));
  }

  private async pump(): Promise<void> {
    const changes = book.sendable(this.ledger(), AT_ONCE);
    if (this.stopped || this.sending().size > 0 || changes.length === 0) return;
    this.waitingSince = undefined;
    const pending = this.ledger().pending;
    const sent = new Map(
      changes.flatMap(({ item }): [string, Pending][] => {
        const entry = pending.get(item);
        return entry ? [[item, entry]] : [];
      }),
    );
    this.sending.set(sent);
    const answer = await this.send(changes).catch((): Sent => ({ outcome: 'unreachable' }));
    if (this.stopped) return;
    this.sending.set(new Map());
    this.hear(answer, sent);
    this.wakeWaiters();
  }

  private hear(answer: Sent, sent: ReadonlyMap<string, Pending>): void {
    if (answer.outcome === 'unreachable') return this.tryLater(sent);
    this.failures = 0;
    this.link.set('up');
    if (answer.outcome === 'signed-out') return this.link.set('signed-out');
    if (answer.outcome === 'forbidden') return this.link.set({ blocked: answer.message });
    const before = this.ledger();
    this.ledger.set(after(before, answer, sent));
    if (answer.outcome === 'saved') {
      this.savedAt.set(answer.receipt.savedAt);
      if (answer.receipt.contentVersion > before.known.contentVersion + 1) this.missedSome.set(true);
    } else if (!pathsOf(answer).some((path) => sent.has(path))) {
      // A refusal that names nothing we sent would be sent again for ever.
      return this.link.set({ blocked: '' });
    }
    this.schedule(this.delays.settled);
  }

  private tryLater(sent: ReadonlyMap<string, Pending>): void {
    this.ledger.update((ledger) => book.unanswered(ledger, sent));
    this.link.set('down');
    const delay = this.delays.retries[Math.min(this.failures, this.delays.retries.length - 1)] ?? 0;
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.pump(), delay);
  }

  private wakeWaiters(): void {
    const waiters = [...this.waiters];
    this.waiters.clear();
    for (const wake of waiters) wake();
  }
}

type Refusal = Extract<Sent, { outcome: 'refused' | 'reason-required' | 'conflict' }>;
type Saved = Extract<Sent, { outcome: 'saved' }>;

function pathsOf(answer: Refusal): readonly string[] {
  return (answer.outcome === 'conflict' ? answer.conflicts : answer.items).map(({ path }) => path);
}

function after(ledger: Ledger, answer: Refusal | Saved, sent: ReadonlyMap<string, Pending>): Ledger {
  switch (answer.outcome) {
    case 'saved':
      return book.saved(ledger, sent, answer.receipt);
    case 'refused':
      return book.refused(ledger, answer.items);
    case 'reason-required':
      return book.reasonWanted(ledger, pathsOf(answer));
    case 'conflict':
      return book.conflicted(ledger, answer.conflicts);
  }
}
