import { Component, inject, signal } from '@angular/core';
import type { DeadlineFeedView } from '#api-client';
import { Announcer, type ApiProblem, Button, Dialogs, ErrorPanel, InstantPipe, OneAtATime, read, toApiProblem, Unread } from '#kernel/web';
import { DashboardApi } from '../dashboard.api.js';

/** The address by which one subscribes to the deadlines: made, copied, revoked (charter R3). */
@Component({
  selector: 'app-deadline-feed',
  imports: [Button, ErrorPanel, InstantPipe, Unread],
  template: `
    <section class="card stack" aria-labelledby="feed-title">
      <h2 id="feed-title" i18n>Calendrier des échéances</h2>
      @if (problem(); as refused) {
        <app-error-panel [problem]="refused" [canRetry]="false" />
      }
      @if (feed.value(); as mine) {
        @if (mine.address; as address) {
          <p i18n>
            Abonnez votre agenda (Outlook, Thunderbird, Apple, Google) à cette adresse. Elle suit vos droits et ne contient aucune donnée de
            patient&nbsp;; ne la donnez à personne.
          </p>
          <label for="feed-address" i18n>Adresse à copier dans votre agenda</label>
          <div class="row">
            <input class="input address" id="feed-address" readonly [value]="address" />
            <button appButton type="button" (click)="copy(address)" i18n>Copier</button>
            <button appButton="quiet" type="button" (click)="revoke()" i18n>Révoquer…</button>
          </div>
          <p class="soft small">
            <ng-container i18n>Ouverte le {{ mine.madeAt | instant }}.</ng-container>
            @if (mine.readAt; as at) {
              <ng-container i18n> Lue pour la dernière fois par un agenda le {{ at | instant }}.</ng-container>
            } @else {
              <ng-container i18n> Aucun agenda ne l’a encore lue.</ng-container>
            }
          </p>
        } @else {
          <p i18n>
            Vos échéances dans votre agenda&nbsp;: ouvrez une adresse à laquelle l’abonner. Vous pourrez la révoquer à tout moment.
          </p>
          <div class="row"><button appButton type="button" (click)="make()" i18n>Ouvrir une adresse</button></div>
        }
      } @else {
        <app-unread [of]="feed" [lines]="2" />
      }
    </section>
  `,
  styles: `
    .address {
      flex: 1 1 320px;
      min-width: 0;
    }
  `,
})
export class DeadlineFeed {
  private readonly api = inject(DashboardApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  protected readonly feed = read(
    () => true,
    () => this.api.deadlineFeed(),
  );
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  @OneAtATime()
  protected async make(): Promise<void> {
    await this.doing(() => this.api.makeDeadlineFeed(), $localize`Adresse ouverte.`);
  }

  @OneAtATime()
  protected async revoke(): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: $localize`Révoquer cette adresse`,
      consequence: $localize`Les agendas qui y sont abonnés ne recevront plus rien. Vous pourrez en ouvrir une autre, à laquelle il faudra les abonner de nouveau.`,
      act: $localize`Révoquer l’adresse`,
      danger: true,
    });
    if (confirmed) await this.doing(() => this.api.revokeDeadlineFeed(), $localize`Adresse révoquée.`);
  }

  @OneAtATime()
  protected async copy(address: string): Promise<void> {
    await navigator.clipboard.writeText(address);
    this.announcer.say($localize`Adresse copiée.`);
  }

  private async doing(act: () => Promise<DeadlineFeedView>, done: string): Promise<void> {
    this.problem.set(undefined);
    try {
      this.feed.set(await act());
      this.announcer.say(done);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }
}
