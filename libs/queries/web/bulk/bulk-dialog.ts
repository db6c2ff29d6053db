import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import type { PersonRef } from '#api-client';
import { LAST_FRENCH_ZONE, LIMITS, todayIn } from '#kernel/domain';
import { Button, DateBox, dayForBox, Field, holdUnsent, Icon, LengthNote, todayInParis, TypedDay } from '#kernel/web';
import { pastDue, say } from '#queries/domain';

/** A box of words: `least` 0 when it may be left empty. */
export interface BulkBox {
  readonly label: string;
  readonly least: number;
}

/** One act on many, said before it is done, with what it wants to know. */
export interface BulkQuestion {
  readonly title: string;
  readonly consequence: string;
  /** How many of those that were selected it leaves, and why. */
  readonly left?: string | undefined;
  readonly act: string;
  readonly text?: BulkBox;
  /** Why those that nobody answered are closed. */
  readonly reason?: BulkBox;
  /** Whom one may choose to follow them. */
  readonly people?: readonly PersonRef[];
  /** A day until which an answer is hoped for; where it is the act itself, an empty one takes it away. */
  readonly due?: { readonly label: string; readonly hint?: string };
  /** A choice that is off until it is taken. */
  readonly choice?: string;
  /** Asked again after it did not start: why, and what was typed. */
  readonly refusal?: string;
  readonly typed?: BulkAnswer;
}

export interface BulkAnswer {
  readonly text: string;
  readonly reason: string;
  readonly assigneeId?: string;
  readonly dueOn?: string;
  readonly isChosen: boolean;
}

/** Asks for the words of an act on many. */
@Component({
  selector: 'app-bulk-dialog',
  imports: [Button, DateBox, Field, Icon, LengthNote],
  template: `
    <form class="stack" (submit)="confirm($event)" novalidate>
      <h2 id="bulk-title">{{ question.title }}</h2>
      @if (question.left; as left) {
        <p class="notice tone-amber"><app-icon name="info" />{{ left }}</p>
      }
      <p>{{ question.consequence }}</p>
      @if (question.refusal; as refusal) {
        <p class="notice tone-red" role="alert"><app-icon name="alert" />{{ refusal }}</p>
      }
      @for (box of boxes; track box.id) {
        <app-field [for]="box.id" [label]="box.label" [error]="errorOf(box)">
          <textarea
            class="textarea"
            [id]="box.id"
            [attr.aria-describedby]="box.id + '-help'"
            [value]="box.typed()"
            [attr.aria-invalid]="!!errorOf(box) || null"
            (input)="box.typed.set(valueOf($event))"
            (keydown.control.enter)="confirm($event)"
          ></textarea>
          <app-length-note [text]="box.typed().trim()" [max]="most" />
        </app-field>
      }
      @if (question.people; as people) {
        <app-field for="bulk-who" i18n-label label="Confier à">
          <select class="select" id="bulk-who" (change)="picked.set(valueOf($event))">
            <option value="" i18n>Personne</option>
            @for (one of people; track one.id) {
              <option [value]="one.id" [selected]="one.id === picked()">{{ one.name }}</option>
            }
          </select>
        </app-field>
      }
      @if (question.due; as dueBox) {
        <app-date-box [of]="due" for="bulk-due" [label]="dueBox.label" [hint]="dueBox.hint" [optional]="true" [insist]="insist()" />
      }
      @if (question.choice; as words) {
        <label class="row"
          ><input type="checkbox" [checked]="isChosen()" (change)="toggle($event)" /><span>{{ words }}</span></label
        >
      }
      <div class="row acts">
        <button appButton type="button" (click)="dialog.close()" i18n>Ne rien changer</button>
        <button appButton="primary" type="submit">{{ question.act }}</button>
      </div>
    </form>
  `,
  styles: `
    .acts {
      justify-content: flex-end;
    }
  `,
})
export class BulkDialog {
  protected readonly dialog = inject<DialogRef<BulkAnswer>>(DialogRef);
  protected readonly question = inject<BulkQuestion>(DIALOG_DATA);

  protected readonly most = LIMITS.question.max;
  private readonly typed = this.question.typed;
  private readonly text = signal(this.typed?.text ?? '');
  private readonly reason = signal(this.typed?.reason ?? '');
  protected readonly due = new TypedDay({
    text: signal(dayForBox(this.typed?.dueOn)),
    limits: () => ({ notBefore: todayInParis() }),
    refuse: (day) => {
      const past = pastDue(day, todayIn(LAST_FRENCH_ZONE, new Date()));
      return past && say(past);
    },
  });
  protected readonly picked = signal(this.typed?.assigneeId ?? '');
  protected readonly isChosen = signal(this.typed?.isChosen ?? false);
  protected readonly insist = signal(false);
  protected readonly boxes = [
    ...(this.question.reason ? [{ id: 'bulk-reason', ...this.question.reason, typed: this.reason }] : []),
    ...(this.question.text ? [{ id: 'bulk-text', ...this.question.text, typed: this.text }] : []),
  ];

  constructor() {
    holdUnsent(() => this.boxes.map(({ typed }) => typed()).join(''));
  }

  protected errorOf(box: (typeof this.boxes)[number]): string | null {
    return this.insist() && isShort(box) ? $localize`Écrivez au moins ${box.least} caractères.` : null;
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value;
  }

  protected toggle(event: Event): void {
    this.isChosen.set((event.target as HTMLInputElement).checked);
  }

  protected confirm(event: Event): void {
    event.preventDefault();
    this.insist.set(true);
    const wrong =
      this.boxes.find((box) => isShort(box) || box.typed().trim().length > this.most)?.id ?? (this.due.problem() ? 'bulk-due' : undefined);
    if (wrong) document.getElementById(wrong)?.focus();
    else
      this.dialog.close({
        text: this.text().trim(),
        reason: this.reason().trim(),
        isChosen: this.isChosen(),
        ...(this.picked() && { assigneeId: this.picked() }),
        ...(this.due.day() && { dueOn: this.due.day() }),
      });
  }
}

function isShort({ typed, least }: { readonly typed: () => string; readonly least: number }): boolean {
  return typed().trim().length < least;
}
