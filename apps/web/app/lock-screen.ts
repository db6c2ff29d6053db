import { Component, computed, DestroyRef, effect, ElementRef, inject, InjectionToken, signal, untracked, viewChild } from '@angular/core';
import { type ApiProblem, Button, ErrorPanel, Icon, Idle, OneAtATime, onTabNews, Session, signInAddress, toApiProblem } from '#kernel/web';
import { putAway, TypedHere } from './put-away.js';

/** After this many seconds without a request, an act in the page tells the server that someone is there. */
const SILENCE = 60;

/** Leaves the document for another, with all that its memory holds. */
export const LEAVE = new InjectionToken<(address: string) => void>('Leave', { factory: () => (address) => location.replace(address) });

/**
 * Warns before the session ends, and when it has ended leaves nothing of the page to be seen (charter C3.1). A screen that nobody was at is left altogether
 * for the way in, and with it whatever the page knew; its forms keep what was typed sealed on the device. Where something typed would be lost, or someone is
 * there, the page is taken out of the document, its title and address with it; signing in happens in a tab beside, and the same person finds it as it was.
 */
@Component({
  selector: 'app-lock-screen',
  imports: [Button, ErrorPanel, Icon],
  templateUrl: './lock-screen.html',
  styleUrl: './lock-screen.scss',
  host: {
    '(document:keydown)': 'act()',
    '(document:pointerdown)': 'act()',
    '(document:input)': 'typed.hear($event)',
    '(window:focus)': 'look()',
    '(window:pageshow)': 'comeBack($event)',
  },
})
export class LockScreen {
  private readonly idle = inject(Idle);
  protected readonly session = inject(Session);
  private readonly leave = inject(LEAVE);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly typed = new TypedHere();
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly stillClosed = signal(false);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private telling = false;
  /** Those by which this person may come back. */
  protected readonly providers = computed(() => {
    const hospital = !!this.session.profile();
    return (this.session.view()?.providers ?? []).filter(({ id }) => (id === 'operateur') !== hospital);
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(onTabNews('signed-in', () => void this.look()));
    // Charter C5.9: what the other tabs of a device that was handed over show is no more to be seen.
    destroyed.onDestroy(onTabNews('handed-over', () => location.replace('/questionnaire')));
    effect((onCleanup) => {
      const reason = this.session.locked();
      if (reason) untracked(() => this.cover(reason, onCleanup));
    });
    effect(() => {
      if (this.session.signedIn() && this.idle.over(this.limit())) untracked(() => void this.timeIsOver());
    });
  }

  protected address(provider: string): string {
    return signInAddress(provider, '/reconnexion');
  }

  /** Minutes left, when that must be said. */
  protected minutesLeft(): number | undefined {
    return this.session.signedIn() && !this.session.locked() ? this.idle.minutesLeft(this.limit()) : undefined;
  }

  @OneAtATime()
  protected async stay(): Promise<void> {
    await this.session.refresh().catch(() => undefined);
  }

  /** Someone is there: the server is told, once a minute at most. */
  protected act(): void {
    if (this.telling || !this.session.signedIn() || this.session.locked() || this.idle.seconds() < SILENCE) return;
    this.telling = true;
    void this.stay().finally(() => (this.telling = false));
  }

  /** Asks whether the page can be opened again. @param asked the person asked, and is told when it cannot. */
  @OneAtATime()
  protected async look(asked = false): Promise<void> {
    if (!this.session.locked()) return;
    try {
      this.problem.set(undefined);
      const answer = await this.session.tryUnlock();
      if (answer === 'someone-else') this.leave('/connexion?probleme=someone-else');
      this.stillClosed.set(asked && answer === 'still-closed');
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  /** A page that the browser had put aside, and its back button brings out again: who is there now may be someone else. */
  protected comeBack({ persisted }: PageTransitionEvent): void {
    if (persisted) location.reload();
  }

  private cover(reason: 'idle' | 'expired', onUncovered: (putBack: () => void) => void): void {
    const isThere = reason === 'expired' && this.idle.seconds() < SILENCE;
    if (!isThere && !this.typed.wouldBeLost()) {
      const back = encodeURIComponent(location.pathname + location.search);
      return this.leave(`/connexion?retour=${back}&probleme=locked`);
    }
    onUncovered(putAway(this.host.nativeElement));
    setTimeout(() => this.heading()?.nativeElement.focus());
  }

  /** Another tab may have kept the session alive: the server knows. */
  private async timeIsOver(): Promise<void> {
    if (this.session.locked()) return;
    const before = this.session.person()?.id;
    const view = await this.session.peek().catch(() => undefined);
    if (view?.state === 'signed-in' && view.person?.id === before) this.idle.prolonged();
    else this.session.lock('idle');
  }

  private limit(): number {
    return this.session.view()?.idleMinutes || 30;
  }
}
