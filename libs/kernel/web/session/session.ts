import { HttpContext } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import { Api, chooseProfile, getSession, lockSession, signOut, type SessionView } from '#api-client';
import { OUTSIDE_LOCK } from './requests.js';

/** Who is signed in, in which profile, and whether the screen is locked. One for the whole client. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly seen = signal<SessionView | undefined>(undefined);
  private readonly lockReason = signal<'idle' | 'expired' | undefined>(undefined);
  private waiting: (() => void)[] = [];

  /** The last answer of the server; undefined until the first one. */
  readonly view = this.seen.asReadonly();
  readonly person = computed(() => this.seen()?.person);
  /** The questionnaire that this device is handed over for (charter C5.9): nobody is signed in then. */
  readonly handedOver = computed(() => this.seen()?.handedOver);
  readonly profile = computed(() => this.seen()?.profile);
  readonly signedIn = computed(() => this.seen()?.state === 'signed-in');
  /** The role they act in: of the hospital profile, or of the operator's side. */
  readonly role = computed(() => this.profile()?.role ?? this.seen()?.staffRole);
  readonly csrfToken = computed(() => this.seen()?.csrfToken);
  /** Why the screen is covered; undefined when it is not. */
  readonly locked = this.lockReason.asReadonly();

  /** Asks the server who is signed in. `touch` counts as an act; without it the question does not prolong the session. */
  async refresh({ touch = true } = {}): Promise<SessionView> {
    const view = await this.api.invoke(getSession, undefined, outside(!touch));
    this.seen.set(view);
    return view;
  }

  /** Asks without prolonging the session, and without believing the answer yet. */
  peek(): Promise<SessionView> {
    return this.api.invoke(getSession, undefined, outside(true));
  }

  async chooseProfile(profileId: string): Promise<SessionView> {
    const view = await this.api.invoke(chooseProfile, { body: { profileId } }, outside());
    this.seen.set(view);
    return view;
  }

  /** Signs out here, and gives the address that signs out at the provider too. */
  async signOut(): Promise<string> {
    const { redirectTo } = await this.api.invoke(signOut, undefined, outside());
    return redirectTo;
  }

  /** Ends the session of a screen that is to be locked. */
  async end(): Promise<void> {
    await this.api.invoke(lockSession, undefined, outside());
  }

  /** Covers the page; what was typed stays underneath. */
  lock(reason: 'idle' | 'expired'): void {
    this.lockReason.update((former) => former ?? reason);
  }

  /** Resolves when the screen is open again, so that a refused request can be sent once more. */
  unlocked(): Promise<void> {
    return this.lockReason() ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }

  /**
   * Tries to uncover the page: `open` when the same person is signed in, in the same profile; `still-closed` when no one is;
   * `someone-else` when the page underneath is not theirs and must be dropped.
   */
  async tryUnlock(): Promise<'open' | 'still-closed' | 'someone-else'> {
    const [person, profile] = [this.person(), this.profile()];
    let view = await this.peek();
    if (view.state === 'signed-out' || view.state === 'second-factor') return 'still-closed';
    if (person && view.person?.id !== person.id) return 'someone-else';
    this.seen.update((former) => ({ ...(former ?? view), csrfToken: view.csrfToken }));
    if (profile && view.profile?.id !== profile.id) view = await this.chooseProfile(profile.id);
    this.seen.set(view);
    this.lockReason.set(undefined);
    this.waiting.splice(0).forEach((go) => go());
    return 'open';
  }
}

/** The context of a request about the session itself: it does not lock the screen. */
export function outside(passive = false): HttpContext {
  return new HttpContext().set(OUTSIDE_LOCK, passive ? 'passive' : 'active');
}
