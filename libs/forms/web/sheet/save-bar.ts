import { Component, computed, DestroyRef, ElementRef, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { conductOf } from '#forms/domain';
import { Button, Icon, Session } from '#kernel/web';
import { FormDesk } from './desk.js';
import { Keeping } from '../offline/keeping.js';
import { leftToFill } from '../drawing/parts.js';
import { toDoOn } from '../drawing/to-fill.js';
import { unsavedLines } from '../saving/unsaved.js';
import { leftInWords, savingInWords } from '../words.js';

/** The bar at the bottom: always what is saved, what is missing, and the act that comes next. */
@Component({
  selector: 'app-save-bar',
  imports: [Button, Icon, RouterLink],
  template: `
    <p class="status" [class]="'tone-' + status().tone" role="status">
      <app-icon [name]="status().icon" /><span>{{ status().text }}</span>
    </p>
    <div class="row counts">
      @if (missing(); as text) {
        <button appButton="quiet" type="button" (click)="summary.emit()">
          <app-icon name="pen" /><span>{{ text }}</span>
        </button>
      }
      @if (toMend(); as text) {
        <button appButton="quiet" type="button" class="wrong" (click)="summary.emit()"><app-icon name="alert" />{{ text }}</button>
      }
      @if (left(); as text) {
        <button appButton="quiet" type="button" class="left" (click)="summary.emit()">{{ text }}</button>
      }
    </div>
    <div class="row acts">
      <ng-content />
      @if (can('reopen') && isComplete()) {
        <button appButton type="button" [busy]="desk.acting()" (click)="act.emit('reopen')" i18n>Rouvrir la saisie</button>
      }
      @if (can('complete') && !isComplete()) {
        <button
          appButton="primary"
          type="button"
          aria-keyshortcuts="Control+Enter"
          [busy]="desk.acting()"
          (click)="act.emit('complete')"
          i18n
        >
          Terminer la saisie
        </button>
      }
      @for (sign of signing(); track sign.role) {
        <a [appButton]="isComplete() && awaitsSignatures() ? 'primary' : ''" [routerLink]="['signature', sign.role]"
          ><app-icon name="sign" />{{ sign.text }}</a
        >
      }
      @if (canDecide()) {
        <button appButton="primary" type="button" (click)="decide.emit()">
          <app-icon name="scales" /><ng-container i18n>Rendre l’avis</ng-container>
        </button>
      }
    </div>
  `,
  styleUrl: './save-bar.scss',
})
export class SaveBar {
  protected readonly desk = inject(FormDesk);
  private readonly keeping = inject(Keeping);
  private readonly session = inject(Session);

  readonly canDecide = input(false);
  readonly summary = output<void>();
  readonly act = output<'complete' | 'reopen'>();
  readonly decide = output<void>();

  protected readonly status = computed(() =>
    savingInWords(this.desk.saving.status(), {
      isLocked: this.session.locked() !== undefined,
      isReadOnly: this.desk.isReadOnly(),
      held: this.desk.saving.held(),
      isKept: this.keeping.canKeep(),
    }),
  );
  private readonly unsaved = computed(() => unsavedLines({ pending: this.desk.saving.pending(), drafts: this.desk.saving.drafts() }));
  /** What the panel lists, counted: what is told as not saved is not told as to be filled too. */
  protected readonly missing = computed(() => {
    const [rules, drawing] = [this.desk.rules(), this.desk.drawing()];
    if (!rules || !drawing) return '';
    const { toFill, carried, unsaved } = toDoOn(drawing, this.unsaved());
    const beside = carried.length + unsaved.length;
    const sections = toFill.map(({ section }) => section);
    const left = sections.length === 0 && beside > 0 ? '' : leftToFill(rules, sections, this.session.role(), beside > 0);
    return [left, carried.length > 0 ? $localize`${carried.length} à confirmer` : ''].filter(Boolean).join(', ');
  });
  protected readonly left = computed(() => leftInWords(this.desk.drawing()?.left.length ?? 0));
  protected readonly toMend = computed(() => {
    const held = this.unsaved().filter(({ isHeld }) => isHeld).length;
    if (held === 0) return '';
    return held === 1 ? $localize`1 réponse non enregistrée` : $localize`${held} réponses non enregistrées`;
  });

  protected readonly isComplete = computed(() => this.desk.form()?.state === 'complete');
  protected readonly awaitsSignatures = computed(() => {
    const form = this.desk.form();
    return form !== undefined && conductOf(form.kind).awaitsSignatures;
  });
  protected readonly signing = computed(() => {
    const roles = (['prescriber', 'pharmacist'] as const).filter((role) => this.can(`sign-${role}`));
    return roles.map((role) => ({
      role,
      text: !this.awaitsSignatures()
        ? $localize`Signer (facultatif)`
        : roles.length === 1
          ? this.desk.form()?.kind === 'FAT'
            ? $localize`Signer la demande`
            : $localize`Signer la fiche`
          : role === 'prescriber'
            ? $localize`Signer comme prescripteur`
            : $localize`Signer comme pharmacien`,
    }));
  });

  constructor() {
    // What is said at the bottom of the page stands above this bar, however high it is.
    if (typeof ResizeObserver === 'undefined') return;
    const bar = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const page = document.documentElement.style;
    const seen = new ResizeObserver(() => page.setProperty('--acts', `${bar.offsetHeight}px`));
    seen.observe(bar);
    inject(DestroyRef).onDestroy(() => {
      seen.disconnect();
      page.removeProperty('--acts');
    });
  }

  protected can(ability: NonNullable<ReturnType<FormDesk['form']>>['abilities'][number]): boolean {
    return this.desk.form()?.abilities.includes(ability) ?? false;
  }
}
