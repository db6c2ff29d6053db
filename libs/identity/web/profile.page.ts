import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { roleTitle } from '#kernel/domain';
import { type ApiProblem, ErrorPanel, Icon, OneAtATime, read, safeReturn, Session, toApiProblem, Unread } from '#kernel/web';
import { Brand } from './brand.js';
import { DayDigestSwitch } from './day-digest-switch.js';

/** Where a person with several profiles says in which one they work now; and what one without a profile is told. */
@Component({
  selector: 'app-profile-page',
  imports: [Brand, DayDigestSwitch, ErrorPanel, Icon, Unread],
  templateUrl: './profile.page.html',
  styleUrl: './doors.scss',
})
export class ProfilePage {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  readonly retour = input<string>();

  protected readonly view = read(
    () => true,
    () => this.session.refresh(),
  );
  protected readonly profiles = computed(() => this.view.value()?.profiles ?? []);
  protected readonly current = this.session.profile;
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly roleTitle = roleTitle;

  @OneAtATime()
  protected async choose(profileId: string): Promise<void> {
    this.problem.set(undefined);
    try {
      if (profileId !== this.current()?.id) await this.session.chooseProfile(profileId);
      await this.router.navigateByUrl(safeReturn(this.retour()));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  @OneAtATime()
  protected async signOut(): Promise<void> {
    try {
      location.assign(await this.session.signOut());
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }
}
