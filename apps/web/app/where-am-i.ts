import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { roleTitle } from '#kernel/domain';
import { Announcer, Icon, OneAtATime, Session, toApiProblem } from '#kernel/web';

/** Who is signed in, as what and where: always in sight. Opens on changing profile and signing out. */
@Component({
  selector: 'app-where-am-i',
  imports: [RouterLink, Icon],
  templateUrl: './where-am-i.html',
  styleUrl: './where-am-i.scss',
  host: { '(document:click)': 'clicked($event)', '(keydown.escape)': 'close()' },
})
export class WhereAmI {
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly toggle = viewChild.required<ElementRef<HTMLElement>>('toggle');

  protected readonly open = signal(false);
  protected readonly name = computed(() => this.session.person()?.name ?? '');
  protected readonly role = computed(() => roleTitle(this.session.role()));
  protected readonly centre = computed(() => this.session.profile()?.centreName);
  protected readonly severalProfiles = computed(() => (this.session.view()?.profiles?.length ?? 0) > 1);

  protected close(): void {
    if (!this.open()) return;
    this.open.set(false);
    this.toggle().nativeElement.focus();
  }

  protected clicked(event: Event): void {
    if (!this.host.nativeElement.contains(event.target as Node)) this.open.set(false);
  }

  /** Ends the session here, and keeps the place: coming back asks for the password. */
  @OneAtATime()
  protected async lock(): Promise<void> {
    try {
      await this.session.end();
      this.session.lock('idle');
    } catch (thrown) {
      this.announcer.say(toApiProblem(thrown).title, 'red');
    }
  }

  @OneAtATime()
  protected async signOut(): Promise<void> {
    try {
      location.assign(await this.session.signOut());
    } catch (thrown) {
      this.announcer.say(toApiProblem(thrown).title, 'red');
    }
  }
}
