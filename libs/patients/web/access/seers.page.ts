import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SeerView } from '#api-client';
import { capitalised, roleInWords } from '#kernel/domain';
import { DayPipe, PageHeader, read, Refused, Unread } from '#kernel/web';
import { PatientsApi } from '../patients.api.js';

/** Who sees a patient's file now, since when and by which rule: the policy’s own answer, and its words (charter C5.7). */
@Component({
  selector: 'app-seers-page',
  imports: [DayPipe, PageHeader, Refused, RouterLink, Unread],
  templateUrl: './seers.page.html',
  styleUrl: './seers.page.scss',
})
export class SeersPage {
  private readonly api = inject(PatientsApi);

  readonly id = input.required<string>();

  protected readonly seers = read(
    () => this.id(),
    (id) => this.api.seers(id),
  );
  private readonly all = computed(() => this.seers.value()?.items ?? []);
  protected readonly sides = computed(() => {
    const of = (side: SeerView['side']) => this.all().filter((one) => one.side === side);
    const centre = of('centre');
    return [
      { title: centre[0]?.centreName ?? $localize`Le centre`, people: centre },
      { title: $localize`D’un autre centre`, people: of('elsewhere') },
      { title: $localize`Chez l’exploitant`, people: of('holder') },
      { title: $localize`Chez l’opérateur`, people: of('operator') },
    ].filter(({ people }) => people.length > 0);
  });
  protected readonly former = computed(() => this.seers.value()?.former ?? []);

  /** `pharmacien, CH de Bourg`. */
  protected where({ role, company, side, centreName }: SeerView): string {
    return [roleInWords(role), company ?? (side === 'elsewhere' ? centreName : undefined)].filter(Boolean).join(', ');
  }

  protected readonly sentence = (words: string): string => capitalised(words);
  protected readonly role = roleInWords;
}
