import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ImportedProtocol, ProtocolView } from '#api-client';
import { inFrenchOrder } from '#kernel/domain';
import { Announcer, Badge, Button, CsvLink, DayPipe, EmptyState, Icon, OneAtATime, PageHeader, read, Refused, Unread } from '#kernel/web';
import { ImportForm } from './import-form.js';
import { ProtocolsApi } from './protocols.api.js';
import { begunInWords, medicinesOf, stateInWords, today } from './words.js';

/** The protocols of one's authorisations, with their versions: which is in force, from when, what was made from each. */
@Component({
  selector: 'app-protocols-page',
  imports: [Badge, Button, CsvLink, DayPipe, EmptyState, Icon, ImportForm, PageHeader, Refused, RouterLink, Unread],
  templateUrl: './protocols.page.html',
  styles: '.gap { display: block; margin-bottom: 20px; } .small { display: block; } .code { overflow-wrap: anywhere; }',
})
export class ProtocolsPage {
  private readonly api = inject(ProtocolsApi);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);

  protected readonly list = read(
    () => true,
    () => this.api.list(),
  );
  protected readonly importing = signal(false);
  protected readonly protocols = computed(() =>
    [...(this.list.value()?.items ?? [])].sort((a, b) => inFrenchOrder(medicinesOf(a), medicinesOf(b))),
  );
  protected readonly mayImport = computed(() => this.protocols().some(({ abilities }) => abilities.includes('import')));

  protected readonly medicinesOf = medicinesOf;
  protected readonly begunInWords = begunInWords;
  protected readonly stateInWords = stateInWords;
  protected readonly today = today();

  protected indicationsOf({ authorisations }: ProtocolView): string {
    return authorisations.map(({ code, indication }) => `${code} – ${indication}`).join('\u202f; ');
  }

  @OneAtATime()
  protected async imported({ id, known }: ImportedProtocol): Promise<void> {
    this.announcer.say(
      known
        ? $localize`Ce document était déjà là\u00a0: rien n’a changé.`
        : $localize`Document importé en brouillon. Prévisualisez ses fiches, puis publiez.`,
    );
    await this.router.navigate(['/protocoles', 'versions', id]);
  }
}
