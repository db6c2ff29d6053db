import { computed, DestroyRef, effect, inject, Injectable, signal } from '@angular/core';
import { Device } from '#kernel/web';
import { OpenAnswers } from '../saving/open-answers.js';
import { countOf, fromPatient, inWords, placeOnForm, type AnswerInWords, type KeptForm } from './kept.js';
import { Outbox, type Adopted } from './outbox.js';

/** Milliseconds between a key stroke and the device. */
const SOON_MS = 150;

/** Keeps on this device, sealed, what is typed on the open page and not saved yet; lets go of it once it is. */
@Injectable()
export class Keeping {
  private readonly desk = inject(OpenAnswers);
  private readonly device = inject(Device);
  private readonly outbox = inject(Outbox);

  /** Of this page: another tab has its own. */
  private readonly id = crypto.randomUUID();
  /** Records of earlier pages, until this page's own holds what they held. */
  private adopted: readonly string[] = [];
  private claimed: readonly string[] = [];
  private readonly asides = signal<readonly AnswerInWords[]>([]);
  private readonly written = signal<KeptForm | undefined>(undefined);
  private readonly proven = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> = Promise.resolve();

  private readonly content = computed((): KeptForm | undefined => {
    const [about, rules] = [this.desk.about(), this.desk.rules()];
    if (!about || !rules) return undefined;
    const unsaved = this.desk.saving.toKeep();
    const kept = {
      ...unsaved,
      ...about,
      words: inWords(rules, this.desk.lists(), unsaved),
      aside: this.asides(),
    };
    return countOf(kept) > 0 || about.isFinished ? kept : undefined;
  });

  /** Whether all that is not saved is on the device as it stands here. */
  readonly isKept = computed(() => this.written() === this.content());
  /** Whether this device keeps what is typed: it did the last time. */
  readonly canKeep = this.proven.asReadonly();

  /** What has no field to go into: shown, to be copied or dropped. */
  readonly stranded = computed((): readonly AnswerInWords[] => {
    const content = this.content();
    const [drawing, pending] = [this.desk.drawing(), this.desk.saving.pending()];
    if (!content) return [];
    const isShut = this.desk.isReadOnly() || this.desk.saving.status().kind === 'blocked';
    const lost = content.words.filter(({ key }) => isShut || (pending.get(key)?.held && isUnseen(key, drawing?.fields)));
    return [...content.aside, ...lost];
  });

  constructor() {
    void this.device.claim(this.id);
    effect(() => {
      this.content();
      this.timer ??= setTimeout(() => this.write(), SOON_MS);
    });
    inject(DestroyRef).onDestroy(() => void this.end());
  }

  /** Takes back what earlier pages left behind of this form. */
  restore({ ids, forms }: Adopted): void {
    this.adopted = ids;
    this.claimed = ids;
    const { into, aside } = placeOnForm(
      this.desk.about()?.byPatient ? forms : forms.map(fromPatient),
      this.desk.isReadOnly() ? undefined : this.desk.rules(),
    );
    this.asides.set(aside);
    this.desk.saving.restore(into);
  }

  /** The person has no more use for these answers. */
  drop(keys: readonly string[]): void {
    this.asides.update((before) => before.filter(({ key }) => !keys.includes(key)));
    for (const key of keys) this.desk.giveUp(key);
  }

  /** Nothing waits for its turn any more. */
  async settle(): Promise<void> {
    this.write();
    await this.writing;
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.put()).catch(() => this.proven.set(false));
  }

  private async put(): Promise<void> {
    const content = this.content();
    if (content === this.written() && this.adopted.length === 0) return;
    if (content) {
      await this.device.keep(this.id, content);
      this.proven.set(true);
    }
    const gone = content ? this.adopted : [...this.adopted, this.id];
    this.adopted = [];
    await this.device.forget(gone);
    this.written.set(content);
  }

  private async end(): Promise<void> {
    await this.settle();
    for (const id of [this.id, ...this.claimed]) this.device.release(id);
    if (this.content()) void this.outbox.look();
  }
}

function isUnseen(key: string, fields: ReadonlyMap<string, unknown> | undefined): boolean {
  // A row that is held is told at its group.
  return key.split('/').length !== 2 && !fields?.has(key);
}
