import { NgComponentOutlet } from '@angular/common';
import { afterNextRender, Component, computed, ElementRef, inject, signal, type Type, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { filter } from 'rxjs';
import { Announcer, Icon, Session } from '#kernel/web';
import { isIn, placesOf } from './places.js';
import { WhereAmI } from './where-am-i.js';

const SHOWN_IN_BAR = 4;

/** What stands around every page: the places at left (at the bottom on a phone), who one is and where, always visible. */
@Component({
  selector: 'app-shell',
  imports: [NgComponentOutlet, RouterOutlet, RouterLink, Icon, WhereAmI],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);
  private readonly content = viewChild.required<ElementRef<HTMLElement>>('content');

  protected readonly demonstration = computed(() => this.session.view()?.demonstration ?? false);
  protected readonly places = computed(() => placesOf(this.session.role()));
  protected readonly inBar = computed(() =>
    this.places().length > SHOWN_IN_BAR + 1 ? this.places().slice(0, SHOWN_IN_BAR) : this.places(),
  );
  protected readonly others = computed(() => this.places().slice(this.inBar().length));
  protected readonly moreOpen = signal(false);
  protected readonly url = signal(this.router.url);
  protected readonly isIn = isIn;
  /** What this device keeps of forms comes after the page, with the forms themselves. */
  protected readonly kept = signal<Type<unknown> | undefined>(undefined);

  constructor() {
    afterNextRender(() => void import('#forms/web').then(({ KeptNotice }) => this.kept.set(KeptNotice)).catch(() => undefined));
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
