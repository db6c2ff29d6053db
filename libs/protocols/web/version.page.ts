import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PassageView, ProtocolVersionSummary, ProtocolView } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  DayPipe,
  Dialogs,
  EmptyState,
  ErrorPanel,
  Icon,
  InstantPipe,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { declaredItems, type Form, type Protocol } from '#protocols/domain';
import { ProtocolsApi } from './protocols.api.js';
import { PublishForm } from './publish-form.js';
import { begunInWords, medicinesOf, stateInWords, today, withdrawingInWords } from './words.js';

/** One version: its state and its acts, the cover of its PUT, its forms to preview, what it changes, which forms went to it. */
@Component({
  selector: 'app-version-page',
  imports: [Badge, Button, DayPipe, EmptyState, ErrorPanel, Icon, InstantPipe, PageHeader, PublishForm, Refused, RouterLink, Unread],
  templateUrl: './version.page.html',
  styles:
    '.gap { margin-bottom: 16px; } app-error-panel, app-publish-form { display: block; } .small { display: block; } li + li { margin-top: 8px; }',
})
export class VersionPage {
  private readonly api = inject(ProtocolsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  readonly id = input.required<string>();

  protected readonly list = read(
    () => this.id(),
    () => this.api.list(),
  );
  protected readonly document = read(
    () => this.id(),
    (id) => this.api.document(id),
  );
  protected readonly passages = read(
    () => this.id(),
    (id) => this.api.passages(id),
  );
  protected readonly protocol = computed((): ProtocolView | undefined =>
    this.list.value()?.items.find(({ versions }) => versions.some(({ id }) => id === this.id())),
  );
  protected readonly version = computed(() => this.protocol()?.versions.find(({ id }) => id === this.id()));
  protected readonly current = computed(() => this.protocol()?.versions.find(({ current }) => current));
  protected readonly others = computed(() => this.protocol()?.versions.filter(({ id }) => id !== this.id()) ?? []);
  /** Versions whose begun forms may come to this one. */
  protected readonly sources = computed(() => {
    const version = this.version();
    const may = this.protocol()?.abilities.includes('pass-forms') && version?.state !== 'withdrawn';
    return may ? this.others().filter(({ forms }) => forms > 0) : [];
  });
  protected readonly refusal = computed(() => this.list.refusal() ?? this.document.refusal());
  protected readonly publishing = linkedSignal({ source: this.id, computation: () => false });
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected readonly stateInWords = stateInWords;
  protected readonly begunInWords = begunInWords;
  protected readonly medicinesOf = medicinesOf;
  protected readonly today = today();

  protected fieldsOf(form: Form): number {
    return declaredItems(form).length;
  }

  protected titlesOf({ forms }: Pick<Protocol, 'forms'>, codes: readonly string[]): string {
    const named = forms.filter(({ code }) => codes.includes(code));
    return named.map(({ title }) => title).join(', ');
  }

  protected published(protocol: ProtocolView): void {
    const wasDraft = this.version()?.state === 'draft';
    this.publishing.set(false);
    this.settle(protocol);
    this.announcer.say(wasDraft ? $localize`Version publiée.` : $localize`Jour changé.`);
  }

  @OneAtATime()
  protected async withdraw(protocol: ProtocolView, version: ProtocolVersionSummary): Promise<void> {
    const isDraft = version.state === 'draft';
    const confirmed = await this.dialogs.confirm({
      title: isDraft ? $localize`Écarter ce brouillon\u202f?` : $localize`Retirer la version ${version.version}\u202f?`,
      consequence: withdrawingInWords(protocol, version),
      act: isDraft ? $localize`Écarter le brouillon` : $localize`Retirer la version`,
      danger: true,
      reason: { label: $localize`Motif`, hint: $localize`Il est écrit au journal et affiché avec la version.`, max: 500 },
    });
    if (!confirmed) return;
    await this.try(async () => {
      this.settle(await this.api.withdraw(version.id, confirmed.reason));
      this.announcer.say(isDraft ? $localize`Brouillon écarté.` : $localize`Version retirée.`);
    });
  }

  @OneAtATime()
  protected async revert(passage: PassageView): Promise<void> {
    const back = passage.reversible;
    const confirmed = await this.dialogs.confirm({
      title: $localize`Revenir à la version ${passage.fromVersion}\u202f?`,
      consequence:
        back > 1
          ? $localize`${back} fiches reprennent leurs réponses d’avant. Celles où quelqu’un a saisi depuis gardent la version ${passage.toVersion}.`
          : $localize`1 fiche reprend ses réponses d’avant. Celles où quelqu’un a saisi depuis gardent la version ${passage.toVersion}.`,
      act: $localize`Faire revenir les fiches`,
    });
    if (!confirmed) return;
    await this.try(async () => {
      const { kept } = await this.api.revert(passage.id);
      this.announcer.say(
        kept.length > 0
          ? $localize`Fiches revenues. ${kept.length} gardent la version ${passage.toVersion}\u00a0: elles ont servi depuis.`
          : $localize`Fiches revenues à la version ${passage.fromVersion}.`,
      );
      this.passages.reload();
      this.list.reload();
    });
  }

  private settle(protocol: ProtocolView): void {
    const items = this.list.value()?.items ?? [];
    this.list.set({ items: items.map((each) => (each.code === protocol.code ? protocol : each)) });
  }

  private async try(act: () => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    try {
      await act();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }
}
