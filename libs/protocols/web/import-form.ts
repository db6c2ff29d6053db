import { Component, computed, inject, output, signal } from '@angular/core';
import type { ImportedProtocol } from '#api-client';
import { type ApiProblem, Button, ErrorPanel, Field, holdUnsent, Icon, OneAtATime, toApiProblem } from '#kernel/web';
import { ProtocolsApi } from './protocols.api.js';

/** A problem of the document, as the person who wrote it finds it. */
interface LineProblem {
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** What the server takes in one request, in bytes. */
const MOST = 1_048_576;

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

  /** Bytes of a file that was not read, for there are too many. */
  protected readonly oversized = signal(0);
  /** A file whose bytes are no UTF-8 was not read: its accents would be lost without a word. */
  protected readonly foreign = signal(false);

  protected readonly fileError = computed(() => {
    const name = `«\u00a0${this.fileName()}\u00a0»`;
    if (this.oversized()) return $localize`${name} fait ${inMegabytes(this.oversized())}. Un protocole fait 1\u00a0Mo au plus.`;
    if (this.foreign())
      return $localize`${name} n’est pas écrit en UTF-8\u00a0: ses accents seraient perdus. Enregistrez-le de nouveau en choisissant l’encodage UTF-8.`;
    return null;
  });
  protected readonly sourceError = computed(() => {
    if (!this.insist() || this.fileError()) return null;
    if (!this.source().trim()) return $localize`Choisissez un fichier, ou collez le texte du protocole.`;
    const bytes = bytesOf(this.source());
    return bytes > MOST ? $localize`Ce texte fait ${inMegabytes(bytes)} une fois envoyé. Un protocole fait 1\u00a0Mo au plus.` : null;
  });
  /** Nothing when the problem is not of the document itself. */
  protected readonly lines = computed((): readonly LineProblem[] =>
    (this.problem()?.items ?? []).flatMap(({ message, line, fix }) =>
      typeof line === 'number' ? [{ line, message, fix: typeof fix === 'string' ? fix : '' }] : [],
    ),
  );

  constructor() {
    holdUnsent(() => this.source());
  }

  /** A browser says nothing of a file chosen twice: put right on the disk, it is chosen again. */
  protected forget(event: Event): void {
    (event.target as HTMLInputElement).value = '';
  }

  @OneAtATime()
  protected async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.problem.set(undefined);
    this.fileName.set(file.name);
    this.oversized.set(file.size > MOST ? file.size : 0);
    const text = file.size > MOST ? '' : textOf(await file.arrayBuffer());
    this.foreign.set(text === undefined);
    this.source.set(text ?? '');
  }

  protected paste(event: Event): void {
    this.oversized.set(0);
    this.foreign.set(false);
    this.source.set((event.target as HTMLTextAreaElement).value);
  }

  @OneAtATime()
  protected async import(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.insist.set(true);
    if (this.fileError()) return document.getElementById('protocol-file')?.focus();
    if (this.sourceError()) return document.getElementById('protocol-source')?.focus();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const fileName = this.fileName() || $localize`Texte collé`;
      const made = await this.api.import({ source: this.source(), fileName: fileName.slice(0, 200) });
      this.source.set('');
      this.done.emit(made);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      setTimeout(() => document.getElementById('import-problems')?.focus());
    } finally {
      this.busy.set(false);
    }
  }
}

/** Undefined for bytes that are no UTF-8; its mark, when it is there, is no part of the text. */
function textOf(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** As it travels: quotes and ends of lines weigh more than in the file. */
function bytesOf(source: string): number {
  return new TextEncoder().encode(JSON.stringify({ source })).length;
}

/** Rounded up: what is over the limit is said to be. */
function inMegabytes(bytes: number): string {
  return `${(Math.ceil((bytes / MOST) * 10) / 10).toLocaleString('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}\u00a0Mo`;
}
