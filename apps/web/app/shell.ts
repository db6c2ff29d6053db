import { afterNextRender, Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { filter } from 'rxjs';
import { Announcer, Icon, isIn, PAGE_NOTICES, placesOf, Session, SlotOutlet } from '#kernel/web';
import { CAPABILITIES } from './capabilities.js';
import { WhereAmI } from './where-am-i.js';

const SHOWN_IN_BAR = 4;
const PLACES = CAPABILITIES.flatMap(({ places }) => places);

/** What stands around every page: the places at left (at the bottom on a phone), who one is and where, always visible. */
@Component({
  selector: 'app-shell',
  imports: [RouterOutlet, RouterLink, Icon, SlotOutlet, WhereAmI],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  protected readonly demonstration = computed(() => this.session.view()?.demonstration ?? false);
  protected readonly places = computed(() => placesOf(PLACES, this.session.role()));
  protected readonly inBar = computed(() =>
    this.places().length > SHOWN_IN_BAR + 1 ? this.places().slice(0, SHOWN_IN_BAR) : this.places(),
  );
  protected readonly others = computed(() => this.places().slice(this.inBar().length));
  protected readonly moreOpen = signal(false);
  protected readonly url = signal(this.router.url);
  protected readonly isIn = isIn;
  protected readonly notices = PAGE_NOTICES;
  /** What others say on every page comes after the page. */
  protected readonly isDrawn = signal(false);

  constructor() {
    afterNextRender(() => this.isDrawn.set(true));
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(({ urlAfterRedirects }) => this.arrive(urlAfterRedirects));
  }

  protected skipToContent(event: Event): void {
    event.preventDefault();
    this.content().nativeElement.focus();
  }

  /** A change of page is said, and the keyboard starts from its top. */
  private arrive(url: string): void {
    const [from, to] = [this.url(), url].map((each) => each.split(/[?#]/)[0]);
    this.url.set(url);
    this.moreOpen.set(false);
    // A filter in the address is not another page.
    if (from === to) return;
    setTimeout(() => {
      this.announcer.whisper(document.title);
      if (!location.hash) this.content().nativeElement.focus({ preventScroll: true });
    });
  }
}
