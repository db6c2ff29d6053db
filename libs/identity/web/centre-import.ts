import { Component, computed, inject, output, signal } from '@angular/core';
import type { ImportReport } from '#api-client';
import { type FinessFile, say } from '#identity/domain';
import { type ApiProblem, Button, ErrorPanel, Field, Icon, OneAtATime, toApiProblem } from '#kernel/web';
import { CentresApi } from './centres.api.js';
import { readFiness } from './finess-text.js';

/** Lines of a report are shown so many at a time: a file that is no FINESS file has thousands of them. */
const SHOWN = 50;

/** Brings in the hospitals of a FINESS file: what it holds is said before it is sent, what came of it after. */
@Component({
  selector: 'app-centre-import',
  imports: [Button, ErrorPanel, Field, Icon],
  templateUrl: './centre-import.html',
  styles: '.line { white-space: nowrap; }',
})
export class CentreImport {
  private readonly api = inject(CentresApi);

  /** What came of it, once it was sent. */
  readonly imported = output<ImportReport>();
  readonly abandoned = output();

  protected readonly fileName = signal('');
  protected readonly read = signal<FinessFile | undefined>(undefined);
  protected readonly error = signal('');
  protected readonly busy = signal(false);
  protected readonly report = signal<ImportReport | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  /** Lines that are not imported: what is wrong here, then what the server refused. */
  protected readonly wrong = computed(() => {
    const here = (this.read()?.wrong ?? []).map(({ line, says }) => ({ line, message: say(says) }));
    return [...here, ...(this.report()?.refused ?? [])].sort((one, other) => one.line - other.line);
  });
  protected readonly shown = computed(() => this.wrong().slice(0, SHOWN));
  protected readonly unshown = computed(() => this.wrong().length - this.shown().length);

  /** The same file may be chosen again, once it was put right. */
  protected forget(event: Event): void {
    (event.target as HTMLInputElement).value = '';
  }

  @OneAtATime()
  protected async choose(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.report.set(undefined);
    this.problem.set(undefined);
    this.error.set('');
    this.fileName.set(file.name);
    try {
      const read = await readFiness(file);
      this.read.set(read);
      if (read.centres.length === 0) this.error.set(this.nothingIn(file.name, read));
    } catch {
      this.read.set(undefined);
      this.error.set($localize`«\u00a0${file.name}\u00a0» ne se lit pas comme un fichier FINESS. Choisissez l’extraction CSV du registre.`);
    }
  }

  @OneAtATime()
  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const read = this.read();
    if (!read) this.error.set($localize`Choisissez un fichier.`);
    if (!read || read.centres.length === 0) return;
    this.problem.set(undefined);
    this.busy.set(true);
    try {
      const report = await this.api.import([...read.centres]);
      this.report.set(report);
      this.imported.emit(report);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }

  private nothingIn(name: string, { aside }: FinessFile): string {
    return aside > 0
      ? $localize`«\u00a0${name}\u00a0» n’a aucun établissement hospitalier\u00a0: ${aside} d’autres catégories sont laissés de côté.`
      : $localize`«\u00a0${name}\u00a0» n’a aucun établissement hospitalier. Choisissez l’extraction des établissements du registre FINESS.`;
  }
}
