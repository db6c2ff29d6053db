import { Component, DestroyRef, inject, input, output, signal } from '@angular/core';
import { LIMITS, tooLong } from '#kernel/domain';
import { Icon } from './icon.js';
import { LengthNote } from './length-note.js';

const TYPING_PAUSE_MS = 250;

/**
 * Narrows a list by what one types, which never leaves the page's memory, and says what was understood of it. Other choices that narrow the
 * same list stand beside it.
 */
@Component({
  selector: 'app-search-box',
  imports: [Icon, LengthNote],
  template: `
    <form role="search" (submit)="searchNow($event)">
      <label class="visually-hidden" [attr.for]="for()">{{ label() }}</label>
      <div class="box">
        <app-icon name="search" />
        <input
          class="input"
          type="search"
          autocomplete="off"
          spellcheck="false"
          [id]="for()"
          [attr.placeholder]="placeholder()"
          [value]="typed()"
          (input)="type($event)"
        />
        <app-length-note [text]="typed().trim()" [max]="most" />
      </div>
      <ng-content />
    </form>
    @if (understood() !== undefined) {
      <p class="soft small" role="status">{{ understood() }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s3);
    }
    form {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2) var(--s3);
    }
    .box {
      position: relative;
      flex: 1 1 280px;
      max-width: 560px;
    }
    app-icon {
      position: absolute;
      top: 0;
      left: 10px;
      height: var(--control);
      color: var(--ink-faint);
      pointer-events: none;
    }
    .input {
      padding-inline-start: 38px;
    }
    p {
      margin-top: 4px;
    }
    p:empty {
      display: none;
    }
    @media (max-width: 900px) {
      .box {
        flex-basis: 100%;
        max-width: none;
      }
    }
  `,
})
export class SearchBox {
  readonly for = input.required<string>();
  readonly label = input.required<string>();
  readonly placeholder = input('');
  /** Said below: what was understood, or what can be; nothing while nothing is looked for. */
  readonly understood = input<string>();
  readonly searched = output<string>();

  protected readonly most = LIMITS.search.max;
  protected readonly typed = signal('');
  private pause?: ReturnType<typeof setTimeout>;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.pause));
  }

  /** Empties the box. */
  forget(): void {
    clearTimeout(this.pause);
    this.typed.set('');
    this.look();
  }

  protected type(event: Event): void {
    this.typed.set((event.target as HTMLInputElement).value);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(), TYPING_PAUSE_MS);
  }

  protected searchNow(event: Event): void {
    event.preventDefault();
    clearTimeout(this.pause);
    this.look();
  }

  private look(): void {
    if (!tooLong(this.typed().trim(), this.most)) this.searched.emit(this.typed());
  }
}
