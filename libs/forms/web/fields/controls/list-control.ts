import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { MatAutocomplete, MatAutocompleteTrigger, MatOption } from '@angular/material/autocomplete';
import { labelOf, type ChoiceItem } from '#protocols/domain';
import { Answers } from '../answers.js';
import type { FieldView } from '../../drawing/drawing.js';
import { withLetters } from '../kinds/choices.js';

/**
 * One answer of many: a list that filters as one types. Opening, keys, place on the screen and what screen readers hear are Material's;
 * ours is what is sought and what becomes of the answer. Going through it with Tab opens nothing.
 */
@Component({
  selector: 'app-list-control',
  imports: [MatAutocomplete, MatAutocompleteTrigger, MatOption],
  template: `
    <input
      #box
      class="select"
      type="text"
      spellcheck="false"
      [matAutocomplete]="list"
      [id]="id()"
      [attr.aria-labelledby]="labelledBy()"
      [attr.aria-describedby]="describedBy()"
      [attr.aria-invalid]="invalid() || null"
      [placeholder]="hint"
      [value]="shown()"
      (click)="open()"
      (input)="filter()"
      (keydown)="press($event)"
      (blur)="leave()"
    />
    <mat-autocomplete
      #list
      class="choices-list"
      disableRipple
      hideSingleSelectionIndicator
      [aria-labelledby]="labelledBy()"
      [displayWith]="labelOfCode"
      [autoActiveFirstOption]="sought() !== undefined"
      (optionSelected)="choose($event.option.value)"
      (closed)="isOpen.set(false)"
    >
      @if (isOpen()) {
        @for (entry of matches(); track entry.code) {
          <mat-option [value]="entry.code">{{ entry.label }}</mat-option>
        } @empty {
          <mat-option disabled i18n>Aucune réponse de la liste ne contient ces lettres.</mat-option>
        }
      }
    </mat-autocomplete>
  `,
  styles: ':host { display: block; max-width: 420px; }',
  host: { '(mousedown)': 'stay($event)' },
})
export class ListControl {
  private readonly answers = inject(Answers);
  private readonly injector = inject(Injector);
  protected readonly hint = $localize`Tapez pour chercher`;

  readonly field = input.required<FieldView>();
  readonly id = input.required<string>();
  readonly labelledBy = input.required<string>();
  readonly describedBy = input<string>();
  readonly invalid = input(false);

  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly trigger = viewChild.required(MatAutocompleteTrigger);
  private readonly options = viewChildren(MatOption);
  protected readonly sought = signal<string | undefined>(undefined);
  /** Options exist only while the list is open: a form has many lists, some of hundreds of answers. */
  protected readonly isOpen = signal(false);

  private readonly item = computed(() => this.field().item as ChoiceItem);
  private readonly label = computed(() => {
    const { value } = this.field();
    return typeof value === 'string' ? labelOf(this.item(), value, this.answers.lists()) : '';
  });
  protected readonly shown = computed(() => this.sought() ?? this.field().draft ?? this.label());
  protected readonly matches = computed(() => withLetters(this.item(), this.sought() ?? '', this.answers.lists()));
  protected readonly labelOfCode = (code: unknown): string =>
    typeof code === 'string' ? labelOf(this.item(), code, this.answers.lists()) : '';

  constructor() {
    effect(() => this.markAnswer());
  }

  protected open(): void {
    this.isOpen.set(true);
    // Also where Material sees no reason to: after Esc, the same letters again.
    this.trigger().openPanel();
  }

  protected filter(): void {
    this.sought.set(this.box().nativeElement.value);
    this.open();
  }

  protected press(event: KeyboardEvent): void {
    const isShown = this.trigger().panelOpen;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.isOpen.set(true);
    else if (event.key === 'Escape' && isShown) {
      // It closes the list, not what the list stands in.
      event.stopPropagation();
      this.settle();
    } else if (event.key === 'Delete' && !isShown) {
      event.preventDefault();
      this.answers.choose(this.field().key, undefined);
    }
  }

  /** A press on the list, its scroll bar too, does not take the keyboard away from the box. */
  protected stay(event: Event): void {
    if ((event.target as HTMLElement).closest('[role=listbox]')) event.preventDefault();
  }

  protected choose(code: string): void {
    this.answers.choose(this.field().key, code);
    this.settle();
  }

  /** What was typed is the answer that it can only be; what is none stays in the box with what is wrong with it, and an empty box takes the answer away. */
  protected leave(): void {
    const sought = this.sought();
    if (sought !== undefined) this.answers.type(this.field().key, sought, 'settled');
    this.settle();
  }

  /** Closed, with the answer in the box: whatever was typed or chosen, the page has the last word on it. */
  private settle(): void {
    this.isOpen.set(false);
    this.sought.set(undefined);
    this.trigger().closePanel();
    const { nativeElement } = this.box();
    // Once the page has answered. Not left to the binding, which sees no change when exactly the answer's words were typed.
    afterNextRender({ write: () => (nativeElement.value = this.shown()) }, { injector: this.injector });
  }

  /** The answer is marked in the list and, when one has not typed, in sight. */
  private markAnswer(): void {
    const { value } = this.field();
    for (const option of this.options()) {
      if (option.value !== value) option.deselect(false);
      else {
        option.select(false);
        if (this.sought() === undefined) setTimeout(() => document.getElementById(option.id)?.scrollIntoView?.({ block: 'nearest' }));
      }
    }
  }
}
