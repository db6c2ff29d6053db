import { Component, computed, inject, input } from '@angular/core';
import type { DifferenceView } from '#api-client';
import { Badge, CsvLink, EmptyState, type IconName, PageHeader, read, Refused, type Tone, Unread } from '#kernel/web';
import { CHANGE_WORDS, EFFECT_WORDS } from '#protocols/domain';
import { ProtocolsApi } from './protocols.api.js';

interface Effect {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

const HARMLESS: Effect = { label: EFFECT_WORDS.none, tone: 'green', icon: 'done' };

/** What the later of two versions says otherwise, form by form, and what each change does to what was typed and signed. */
@Component({
  selector: 'app-differences-page',
  imports: [Badge, CsvLink, EmptyState, PageHeader, Refused, Unread],
  templateUrl: './differences.page.html',
  styles: `
    .effects {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      gap: 4px;
    }
    app-badge {
      white-space: normal;
    }
    .small {
      display: block;
      font-weight: var(--weight-normal);
    }
    th[scope='row'] {
      font-weight: var(--weight-normal);
    }
  `,
})
export class DifferencesPage {
  private readonly api = inject(ProtocolsApi);

  readonly id = input.required<string>();
  readonly other = input.required<string>();

  protected readonly list = read(
    () => ({ id: this.id(), other: this.other() }),
    ({ id, other }) => this.api.differences(id, other),
  );
  protected readonly up = computed(() => ({ label: $localize`Version`, link: ['/protocoles', 'versions', this.id()] }));
  protected readonly heading = computed(() => {
    const read = this.list.value();
    return read ? $localize`De la version ${read.fromVersion} à la version ${read.toVersion}` : $localize`Différences`;
  });
  /** By form, in the order of the document; the cover and the calendar first. */
  protected readonly groups = computed(() => {
    const groups = new Map<string, { title: string; items: DifferenceView[] }>();
    for (const item of this.list.value()?.items ?? []) {
      const group = groups.get(item.form ?? '') ?? { title: item.formTitle ?? $localize`Couverture et calendrier`, items: [] };
      group.items.push(item);
      groups.set(item.form ?? '', group);
    }
    return [...groups].map(([code, group]) => ({ code, ...group }));
  });

  protected readonly kinds = CHANGE_WORDS;
  protected readonly csv = computed(() => `/api/v1/protocol-versions/${this.id()}/differences.csv?with=${this.other()}`);

  protected effectsOf({ about, needsMapping, losesValues, breaksSignatures }: DifferenceView): readonly Effect[] {
    const effects: Effect[] = [
      ...(needsMapping && about !== 'calendar' ? [{ label: EFFECT_WORDS.needsMapping, tone: 'amber', icon: 'help' } as const] : []),
      ...(needsMapping && about === 'calendar' ? [{ label: EFFECT_WORDS.keepsVisit, tone: 'grey', icon: 'lock' } as const] : []),
      ...(losesValues ? [{ label: EFFECT_WORDS.losesValues, tone: 'red', icon: 'alert' } as const] : []),
      ...(breaksSignatures ? [{ label: EFFECT_WORDS.breaksSignatures, tone: 'grey', icon: 'sign' } as const] : []),
      ...(about === 'calendar' ? [{ label: EFFECT_WORDS.calendar, tone: 'blue', icon: 'clock' } as const] : []),
    ];
    return effects.length > 0 ? effects : [HARMLESS];
  }
}
