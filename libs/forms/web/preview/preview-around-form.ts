import { Component, computed, effect, inject, input, linkedSignal, untracked } from '@angular/core';
import { Button, Icon } from '#kernel/web';
import { isFilled, type Form, type Protocol, type Values } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import { ItemField } from '../fields/item-field.js';
import { PreviewAnswers } from './preview-answers.js';
import { envAround, formsSaying, othersOf, today, visitsOf } from './preview-around.js';

/** Around a form that is tried: the visit, what the patient's other forms say, and the visit before. Its rules read them; nothing of it is saved. */
@Component({
  selector: 'app-preview-around',
  imports: [Button, Icon, ItemField],
  providers: [PreviewAnswers, { provide: Answers, useExisting: PreviewAnswers }],
  templateUrl: './preview-around-form.html',
  styleUrl: './preview-around-form.scss',
})
export class PreviewAround {
  /** The form that is tried. */
  private readonly tried = inject(PreviewAnswers, { skipSelf: true });
  /** The other forms, as far as its rules read them. */
  protected readonly others = inject(PreviewAnswers, { self: true });

  readonly protocol = input.required<Protocol>();
  readonly form = input.required<Form>();

  protected readonly visits = computed(() => visitsOf(this.protocol(), this.form()));
  protected readonly visit = linkedSignal(() => this.visits()[0]);
  protected readonly isRepeated = computed(() => this.form().occurs === 'per-visit');
  protected readonly before = linkedSignal<Form, Values | undefined>({ source: this.form, computation: () => undefined });
  protected readonly countBefore = computed(
    () => Object.values(this.before() ?? {}).filter((value) => value !== true && isFilled(value)).length,
  );
  protected readonly isEmpty = computed(() => !Object.values(this.tried.said()).some(isFilled));

  constructor() {
    effect(() => {
      const [protocol, form] = [this.protocol(), this.form()];
      untracked(() => this.others.open(protocol, othersOf(protocol, form), today()));
    });
    effect(() => {
      const protocol = this.protocol();
      const env = envAround(protocol, today(), this.visit(), formsSaying(protocol, this.form(), this.others.said()), this.before());
      untracked(() => this.tried.surround(env));
    });
  }

  protected chooseVisit(code: string): void {
    this.visit.set(this.visits().find((each) => each.code === code));
  }

  /** What is answered becomes what the visit before says, and the form is empty again. */
  protected takeForBefore(): void {
    this.before.set(this.tried.said());
    this.tried.empty();
    const next = this.visits()[this.visits().findIndex(({ code }) => code === this.visit()?.code) + 1];
    if (next) this.visit.set(next);
  }
}
