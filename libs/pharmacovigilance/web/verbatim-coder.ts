import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { TermView, VerbatimView } from '#api-client';
import { LIMITS, tooLong, own } from '#kernel/domain';
import { Badge, Button, Icon, InstantPipe, LengthNote, read, Unread } from '#kernel/web';
import { CasesApi } from './cases.api.js';

const TYPING_PAUSE_MS = 250;
let count = 0;

/** What the declarant wrote, and the MedDRA term that pharmacovigilance gives it: searched as one types, kept beside the form. */
@Component({
  selector: 'app-verbatim-coder',
  imports: [Badge, Button, Icon, InstantPipe, LengthNote, Unread],
  template: `
    <p class="soft small">{{ verbatim().label }}</p>
    <blockquote>{{ verbatim().text }}</blockquote>
    @if (verbatim().coding; as coding) {
      <div class="spread">
        <p>
          <strong>{{ coding.term.name }}</strong>&ngsp;<span class="soft figures">{{ coding.term.code }}</span>
          <span class="soft small line">
            {{ whole(coding.term) }} · MedDRA {{ coding.dictionary }} · {{ coding.codedBy.name }}, {{ coding.codedAt | instant }}
          </span>
        </p>
        @if (coding.stale) {
          <app-badge tone="amber" icon="pen"><ng-container i18n>Le verbatim a changé depuis</ng-container></app-badge>
        }
      </div>
    } @else {
      <p class="soft" i18n>Pas encore codé.</p>
    }
    @if (mayCode()) {
      @if (open()) {
        <div class="search" role="search">
          <label [attr.for]="id" i18n>Terme MedDRA (LLT)</label>
          <div class="row">
            <input
              class="input"
              type="search"
              autocomplete="off"
              [id]="id"
              [value]="typed()"
              (input)="type($event)"
              role="combobox"
              aria-autocomplete="list"
              [attr.aria-expanded]="terms().length > 0"
              [attr.aria-controls]="id + '-list'"
              [attr.aria-activedescendant]="terms().length ? optionId(active()) : null"
              (keydown)="go($event)"
            />
            <button appButton="quiet" type="button" (click)="close()" i18n>Fermer</button>
          </div>
          <app-length-note [text]="typed()" [max]="most" />
          @if (found.value(); as list) {
            @if (!list.version) {
              <p class="notice tone-amber" role="status">
                <app-icon name="info" /><span i18n
                  >Aucun dictionnaire MedDRA n’est chargé&nbsp;: le verbatim reste tel quel. L’opérateur charge celui de votre
                  licence.</span
                >
              </p>
            } @else if (list.items.length) {
              <p class="soft small" aria-hidden="true" i18n>↑ et ↓ pour parcourir, Entrée pour choisir, Échap pour fermer.</p>
              <ul class="terms" role="listbox" [id]="id + '-list'" [attr.aria-label]="listName" [attr.aria-busy]="busy() || null">
                @for (term of list.items; track term.code; let index = $index) {
                  <li
                    role="option"
                    [id]="optionId(index)"
                    [attr.aria-selected]="index === active()"
                    [class.is-active]="index === active()"
                    tabindex="-1"
                    (mousedown)="$event.preventDefault()"
                    (click)="choose(term)"
                    (keydown.enter)="choose(term)"
                  >
                    <strong>{{ term.name }}</strong>&ngsp;<span class="soft figures">{{ term.code }}</span>
                    <span class="soft small line">{{ whole(term) }}</span>
                  </li>
                }
              </ul>
            } @else {
              <p class="soft" role="status" i18n>Aucun terme de MedDRA {{ list.version }} n’a ces mots. Essayez un mot plus court.</p>
            }
          } @else {
            <app-unread [of]="found" [lines]="2" />
          }
        </div>
      } @else {
        <div class="row">
          <button appButton type="button" [id]="id + '-start'" (click)="start()">
            <app-icon name="search" />
            @if (verbatim().coding) {
              <span i18n>Changer le code</span>
            } @else {
              <span i18n>Coder</span>
            }
          </button>
          @if (verbatim().coding) {
            <button appButton="quiet" type="button" [busy]="busy()" (click)="chosen.emit(undefined)" i18n>Retirer le code</button>
          }
        </div>
      }
    }
  `,
  styleUrl: './verbatim-coder.scss',
})
export class VerbatimCoder {
  private readonly api = inject(CasesApi);

  readonly verbatim = input.required<VerbatimView>();
  readonly mayCode = input(false);
  /** The act is under way. */
  readonly busy = input(false);
  /** The code of a term; undefined to take away the one that stands. */
  readonly chosen = output<string | undefined>();

  protected readonly id = `meddra-${++count}`;
  protected readonly listName = $localize`Termes trouvés`;
  protected readonly open = signal(false);
  protected readonly most = LIMITS.termSearch.max;
  protected readonly typed = signal('');
  private readonly asked = signal('');
  private pause?: ReturnType<typeof setTimeout>;

  protected readonly found = read(
    () => (this.open() ? { search: this.asked() } : undefined),
    ({ search }) => this.api.terms(search),
  );

  protected readonly terms = computed(() => this.found.value()?.items ?? []);
  /** The term that Enter chooses: the best one, until arrows say otherwise. */
  protected readonly active = linkedSignal({ source: this.terms, computation: () => 0 });

  /** One begins with the declarant's own words. */
  protected start(): void {
    this.typed.set(this.verbatim().text);
    this.look();
    this.open.set(true);
    setTimeout(() => document.getElementById(this.id)?.focus());
  }

  protected type(event: Event): void {
    this.typed.set((event.target as HTMLInputElement).value);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(), TYPING_PAUSE_MS);
  }

  private look(): void {
    if (!tooLong(this.typed(), this.most)) this.asked.set(this.typed());
  }

  /** The list is gone through without leaving the box. */
  protected go(event: KeyboardEvent): void {
    const [count, at] = [this.terms().length, this.active()];
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 5, PageUp: at - 5 };
    const term = this.terms()[at];
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && term) this.choose(term);
    else if (Object.hasOwn(moves, event.key) && count > 0) this.moveTo(Math.min(count - 1, Math.max(0, own(moves, event.key) ?? 0)));
    else return;
    event.preventDefault();
  }

  protected optionId(index: number): string {
    return `${this.id}-${index}`;
  }

  private moveTo(index: number): void {
    this.active.set(index);
    document.getElementById(this.optionId(index))?.scrollIntoView({ block: 'nearest' });
  }

  protected choose({ code }: TermView): void {
    if (this.busy()) return;
    this.close();
    this.chosen.emit(code);
  }

  /** Back to the button that opened it. */
  protected close(): void {
    this.open.set(false);
    setTimeout(() => document.getElementById(`${this.id}-start`)?.focus());
  }

  protected readonly whole = ({ ptName, socName }: TermView): string => [ptName, socName].filter(Boolean).join(' · ');
}
