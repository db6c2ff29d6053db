import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { QuestionnaireView } from '#api-client';
import { rowKey, type CodeLists, type Form, type Group, type Value, type Values } from '#protocols/domain';
import { draw, scopeOf, type Drawing, type RowView } from '../drawing/drawing.js';
import type { Marks } from '../saving/ledger.js';
import { OpenAnswers, type AboutKept } from '../saving/open-answers.js';
import { newRowId } from '../fields/row-ids.js';
import { Saving } from '../saving/saving.js';
import { understand } from '../fields/text-of.js';
import { wakeWithPage } from '../saving/waking.js';
import { FormsWire } from '../wire.js';

/** The questionnaire that a patient answers (charter C5.9): the same saving as any form, and nothing else of it. */
@Injectable()
export class QuestionnaireDesk extends OpenAnswers {
  private readonly wire = inject(FormsWire);
  private readonly view = signal<QuestionnaireView | undefined>(undefined);
  private readonly ended = signal(false);
  private enrolmentId = '';

  readonly saving = new Saving((changes) => this.wire.saveQuestionnaire(changes));
  private readonly env = computed(() => ({ today: this.view()?.today ?? '' }));
  private former: Drawing | undefined;
  readonly drawing = computed((): Drawing | undefined => (this.former = this.drawOver(this.former)));

  /** A patient answers as of today: what was said before is not shown. */
  readonly previousVisit = () => undefined;
  readonly rules = computed(() => this.view()?.form as Form | undefined);
  readonly about = computed((): AboutKept | undefined => {
    const view = this.view();
    const { enrolmentId } = this;
    return view && { formId: view.formId, enrolmentId, title: view.title, byPatient: true, ...(this.ended() && { isFinished: true }) };
  });
  /** The patient said that they have finished: nothing of it is shown any more. */
  readonly isFinished = this.ended.asReadonly();
  readonly lists = computed(() => (this.view()?.codeLists ?? {}) as CodeLists);
  readonly isReadOnly = () => false;
  readonly centreId = () => '';
  readonly lastReason = () => '';

  constructor() {
    super();
    wakeWithPage(this.saving);
    inject(DestroyRef).onDestroy(() => this.saving.stop());
  }

  /** Lays the questionnaire of that patient's file. */
  open(view: QuestionnaireView, enrolmentId: string): void {
    this.enrolmentId = enrolmentId;
    this.view.set(view);
    const { values = {}, marks = {}, contentVersion = 0, stateVersion = 0 } = view;
    this.saving.accept({ values: values as Values, marks: marks as Marks, contentVersion, stateVersion });
  }

  /** From now on nothing is shown of the answers. */
  finish(): void {
    this.ended.set(true);
  }

  override type(key: string, text: string, moment: 'typing' | 'settled'): void {
    const [drawing, field] = [this.drawing(), this.drawing()?.fields.get(key)];
    if (!drawing || !field) return;
    const understood = understand(field.item, text, this.lists(), scopeOf(drawing, key, this.env()));
    if (understood.ok) this.saving.change(key, understood.value, moment);
    else this.saving.draft(key, text, understood.message, moment);
  }

  override choose(key: string, value: Value | undefined): void {
    this.saving.change(key, value);
  }

  override keepMine(key: string): void {
    this.saving.keepMine(key);
  }

  override giveUp(key: string): void {
    this.saving.giveUp(key);
  }

  override giveReason(): void {
    // No reason is asked of a patient: a questionnaire is handed over while its entry is open.
  }

  override addRow(group: Group): void {
    this.saving.change(rowKey(group.code, newRowId()), true);
  }

  override removeRow(_group: Group, { key }: RowView): Promise<void> {
    this.saving.change(key, undefined);
    return Promise.resolve();
  }

  override centreName(): string {
    return '';
  }

  private drawOver(former: Drawing | undefined): Drawing | undefined {
    const form = this.rules();
    if (!form) return undefined;
    const [values, pending, drafts] = [this.saving.values(), this.saving.pending(), this.saving.drafts()];
    return draw({ protocol: { codeLists: this.lists() }, form, values, marks: {}, pending, drafts, env: this.env() }, former);
  }
}
