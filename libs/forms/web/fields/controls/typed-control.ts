import { afterNextRender, Component, computed, ElementRef, inject, Injector, input, signal, viewChild } from '@angular/core';
import { LengthNote } from '#kernel/web';
import { Answers } from '../answers.js';
import type { FieldView } from '../../drawing/drawing.js';
import { fieldOf } from '../kinds/index.js';
import { countedText, shapedWhileTyping } from '../text-of.js';

/** The box of everything that is typed: text, numbers, dates. It keeps what one types until the field is left. */
@Component({
  selector: 'app-typed-control',
  imports: [LengthNote],
  template: `
    @if (isLong()) {
      <textarea
        #box
        class="textarea"
        [id]="id()"
        [attr.aria-labelledby]="labelledBy()"
        [attr.aria-describedby]="describedBy()"
        [attr.aria-invalid]="invalid() || null"
        [value]="shown()"
        (blur)="leave()"
      ></textarea>
    } @else {
      <input
        #box
        class="input"
        type="text"
        autocomplete="off"
        spellcheck="false"
        [class]="width()"
        [id]="id()"
        [attr.aria-labelledby]="labelledBy()"
        [attr.aria-describedby]="describedBy()"
        [attr.aria-invalid]="invalid() || null"
        [attr.inputmode]="keyboard()"
        [attr.placeholder]="example()"
        [value]="shown()"
        (blur)="leave()"
      />
      @if (unit(); as text) {
        <span class="soft unit" [id]="id() + '-unit'">{{ text }}</span>
      }
    }
    @if (most(); as max) {
      @if (!invalid()) {
        <app-length-note [text]="counted()" [max]="max" />
      }
    }
    @if (isShortened()) {
      <p class="soft small" role="status" i18n>Seules les premières lettres demandées sont gardées.</p>
    }
  `,
  styleUrl: './typed-control.scss',
})
export class TypedControl {
  private readonly answers = inject(Answers);
  private readonly injector = inject(Injector);

  readonly field = input.required<FieldView>();
  readonly id = input.required<string>();
  readonly labelledBy = input.required<string>();
  readonly describedBy = input<string>();
  readonly invalid = input(false);

  private readonly box = viewChild.required<ElementRef<HTMLInputElement | HTMLTextAreaElement>>('box');
  /** What the person is typing; undefined while the field shows what is known. */
  private readonly typing = signal<string | undefined>(undefined);

  protected readonly shown = computed(() => this.typing() ?? this.field().text);
  /** What is counted of it. Once the field says what is wrong with it, that stands alone. */
  protected readonly counted = computed(() => countedText(this.field().item, this.shown()));
  private readonly itsBox = computed(() => fieldOf(this.field().item).box);
  protected readonly isLong = computed(() => this.itsBox()?.isLong === true);
  protected readonly unit = computed(() => {
    const item = this.field().item;
    return 'unit' in item ? item.unit : undefined;
  });

  protected readonly keyboard = computed(() => this.itsBox()?.keyboard(this.field().item) ?? null);
  protected readonly example = computed(() => this.itsBox()?.example ?? null);
  /** A box is as wide as its answer. */
  protected readonly width = computed(() => this.itsBox()?.width(this.field().item) ?? '');
  /** How much the text of a box may be. */
  protected readonly most = computed(() => this.itsBox()?.most?.(this.field().item) ?? null);
  /** A whole name was typed where its first letters are asked for: no more of it is kept anywhere, and that is said. */
  protected readonly isShortened = signal(false);

  constructor() {
    // Not by the template: Angular would look through the whole form at each key stroke, and what is typed stands in its box already.
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    host.addEventListener('input', ({ target }) => this.type(target as HTMLInputElement));
  }

  private type(box: HTMLInputElement): void {
    const text = shapedWhileTyping(this.field().item, box.value);
    this.isShortened.set(lettersIn(box.value) > lettersIn(text));
    if (text !== box.value) putKeepingCaret(box, text);
    this.typing.set(text);
    this.answers.type(this.field().key, text, 'typing');
  }

  /** The field is left: what was typed is understood, and shown as it is understood. */
  protected leave(): void {
    const text = this.typing();
    if (text === undefined) return;
    this.answers.type(this.field().key, text, 'settled');
    this.typing.set(undefined);
    this.isShortened.set(false);
    const { nativeElement } = this.box();
    // Once the page has answered. Not left to the binding: what is shown may be the very text that was bound before.
    afterNextRender({ write: () => (nativeElement.value = this.shown()) }, { injector: this.injector });
  }
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function putKeepingCaret(box: HTMLInputElement, text: string): void {
  const fromEnd = box.value.length - (box.selectionEnd ?? box.value.length);
  box.value = text;
  const caret = Math.max(0, text.length - fromEnd);
  box.setSelectionRange(caret, caret);
}
