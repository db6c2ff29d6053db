import { Component, computed, inject, output, signal } from '@angular/core';
import type { ImportedProtocol } from '#api-client';
import { type ApiProblem, Button, ErrorPanel, Field, Icon, toApiProblem } from '#kernel/web';
import { ProtocolsApi } from './protocols.api.js';

/** A problem of the document, as the person who wrote it finds it. */
interface LineProblem {
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** Imports a document, from a file or pasted, as a draft; its problems are listed line by line. */
@Component({
  selector: 'app-import-form',
  imports: [Button, ErrorPanel, Field, Icon],
  templateUrl: './import-form.html',
  styles: `
    textarea {
      min-height: 160px;
      font-family: var(--font-code, monospace);
    }
    .line {
      white-space: nowrap;
    }
  `,
})
export class ImportForm {
  private readonly api = inject(ProtocolsApi);

  readonly done = output<ImportedProtocol>();
  readonly abandoned = output<void>();

  protected readonly source = signal('');
  protected readonly fileName = signal('');
  protected readonly busy = signal(false);
  protected readonly insist = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected readonly empty = computed(() =>
    this.insist() && !this.source().trim() ? $localize`Choisissez un fichier, ou collez le texte du protocole.` : null,
  );
  /** Nothing when the problem is not of the document itself. */
  protected readonly lines = computed((): readonly LineProblem[] =>
    (this.problem()?.items ?? []).flatMap(({ message, line, fix }) =>
      typeof line === 'number' ? [{ line, message, fix: typeof fix === 'string' ? fix : '' }] : [],
    ),
  );

  protected async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.fileName.set(file.name);
    this.source.set(await file.text());
    this.problem.set(undefined);
  }

  protected paste(event: Event): void {
    this.source.set((event.target as HTMLTextAreaElement).value);
  }

  protected async import(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.insist.set(true);
    if (this.empty()) return document.getElementById('protocol-source')?.focus();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const fileName = this.fileName() || $localize`Texte collé`;
      this.done.emit(await this.api.import({ source: this.source(), fileName: fileName.slice(0, 200) }));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      setTimeout(() => document.getElementById('import-problems')?.focus());
    } finally {
      this.busy.set(false);
    }
  }
}
