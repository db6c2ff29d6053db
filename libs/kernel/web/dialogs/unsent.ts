import { DestroyRef, inject, Injectable, Injector, signal } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { Dialogs } from './dialogs.js';

/**
 * Words typed outside a form: a reply, a question, a reason. Nothing but the page holds them, for they may speak of a patient: they are written to no
 * storage, and anyone who leaves the page is asked first.
 */
@Injectable({ providedIn: 'root' })
export class Unsent {
  private readonly injector = inject(Injector);
  private readonly boxes = new Set<() => string>();
  private readonly drafts = signal<ReadonlyMap<string, string>>(new Map());
  private asking?: Promise<boolean>;

  constructor() {
    globalThis.addEventListener?.('beforeunload', (event) => {
      if (this.isHeld()) event.preventDefault();
    });
  }

  /** @param text reads what stands in the box now. @returns what forgets the box. */
  hold(text: () => string): () => void {
    this.boxes.add(text);
    return () => this.boxes.delete(text);
  }

  /** What was typed about one thing, while the page shows another: found again when one comes back to it. */
  draftOf(about: string): string {
    return this.drafts().get(about) ?? '';
  }

  write(about: string, text: string): void {
    const after = new Map(this.drafts());
    if (text) after.set(about, text);
    else after.delete(about);
    this.drafts.set(after);
  }

  /** Whether leaving now would lose something that was typed. */
  isHeld(): boolean {
    return [...[...this.boxes].map((text) => text()), ...this.drafts().values()].some((text) => text.trim() !== '');
  }

  /** Before another page of ours. True when one may go; what was typed is then forgotten. Asked once, however many ask. */
  async mayLeave(): Promise<boolean> {
    if (!this.isHeld()) return true;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<boolean> {
    const answer = await this.injector.get(Dialogs).confirm({
      title: $localize`Quitter sans envoyer\u202f?`,
      consequence: $localize`Ce que vous avez écrit sur cette page n’est pas envoyé. En la quittant, vous le perdez.`,
      act: $localize`Quitter et le perdre`,
      danger: true,
    });
    if (!answer) return false;
    this.drafts.set(new Map());
    return true;
  }
}

/** Says that a box holds words that are not sent. Call it where one may inject. */
export function holdUnsent(text: () => string): void {
  inject(DestroyRef).onDestroy(inject(Unsent).hold(text));
}

/** Nothing typed is lost by a click on a link. */
export const nothingUnsent: CanDeactivateFn<unknown> = () => inject(Unsent).mayLeave();
