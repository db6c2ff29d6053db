import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { GROUND_WORDS } from '#access-rights/domain';
import { capitalised, roleTitle } from '#kernel/domain';
import { read, StoryPart, Unread } from '#kernel/web';
import { AccessApi } from './access.api.js';

/** What I see and do, and why: what was given to me, with its days and its ends, and what each opens in the words of the policy (charter C5.7). */
@Component({
  selector: 'app-my-access',
  imports: [RouterLink, StoryPart, Unread],
  template: `
    <section class="card stack" aria-labelledby="my-access-title">
      <h2 id="my-access-title" i18n>Ce que vous voyez, et pourquoi</h2>
      @if (mine.value(); as found) {
        <p class="soft">{{ where() }}</p>
        @for (one of found.grounds; track one.ground) {
          <div class="ground stack-small">
            <h3>{{ title(one.ground) }}</h3>
            @if (one.items.length) {
              <ul class="plain">
                @for (item of one.items; track $index) {
                  <li>
                    <strong>{{ item.medicine }}</strong>&ngsp;<span class="soft">{{ item.authorisationCode }}</span
                    >&nbsp;: {{ item.words }}.
                    @if (item.alsoOpens.length) {
                      <span class="soft" i18n>Ouvre aussi {{ item.alsoOpens.join(', ') }}.</span>
                    }
                    @if (item.enrolmentId; as file) {
                      <a [routerLink]="['/dossiers', file]" i18n>Ouvrir le dossier</a>
                    }
                  </li>
                }
              </ul>
            }
            <details>
              <summary i18n>Ce que cela permet</summary>
              <ul class="gives">
                @for (act of one.gives; track act) {
                  <li>{{ act }}</li>
                }
              </ul>
            </details>
          </div>
        }
        @if (found.grounds.length < 2 && found.centreName) {
          <p class="soft" i18n>Rien d’autre ne vous a été donné dans ce centre.</p>
        }
        <app-story [label]="journal" [of]="story" />
      } @else {
        <app-unread [of]="mine" [lines]="4" [height]="24" />
      }
    </section>
  `,
  styles: `
    .card {
      margin-bottom: 24px;
    }
    .ground + .ground {
      padding-top: var(--s4);
      border-top: 1px solid var(--line);
    }
    summary {
      cursor: pointer;
    }
    .gives {
      margin-top: 8px;
      padding-inline-start: 20px;
      list-style: disc;
      columns: 2 320px;
    }
  `,
})
export class MyAccessPart {
  private readonly api = inject(AccessApi);

  protected readonly mine = read(
    () => true,
    () => this.api.myAccess(),
  );
  protected readonly journal = $localize`Ce qui a changé votre compte et vos droits`;
  protected readonly story = () => this.api.myJournal();
  protected readonly where = computed(() => {
    const found = this.mine.value();
    return [roleTitle(found?.role ?? ''), found?.centreName].filter(Boolean).join(', ');
  });
  protected readonly title = (ground: keyof typeof GROUND_WORDS): string => capitalised(GROUND_WORDS[ground]);
}
