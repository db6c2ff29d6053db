import { NgComponentOutlet } from '@angular/common';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Button, Icon, Term } from '#kernel/web';
import { Companions } from '../companions/companions.js';
import type { FieldView } from '../drawing/drawing.js';
import { fieldOf } from './kinds/index.js';
import { HistoryListPanel } from '../sheet/history-list.js';
import { reliabilityInWords } from '../words.js';

/** What concerns the field at hand: help, keys, its place in the PUT, how far a demonstration may be relied upon, what became of its value. */
@Component({
  selector: 'app-field-side',
  imports: [Button, Icon, NgComponentOutlet, Term, HistoryListPanel],
  template: `
    @if (field(); as at) {
      <h2 class="title">{{ at.item.label }}</h2>
      @if (at.item.help; as help) {
        <p class="help">{{ help }}</p>
      }
      @for (each of companions?.all(); track each) {
        <ng-container *ngComponentOutlet="each.companion.besideField; inputs: { item: at.key }; injector: each.injector" />
      }
      @if (keys(); as text) {
        <p class="small"><strong i18n>Au clavier&nbsp;:</strong> {{ text }}</p>
      }
      <details class="small">
        <summary i18n>À propos de ce champ</summary>
        <dl>
          <dt i18n>Place dans le <app-term of="PUT" /></dt>
          <dd>{{ at.item.place }}</dd>
        </dl>
        @if (demonstration() && reliability()) {
          <p>{{ reliability() }}</p>
        }
      </details>
      @if (at.mark) {
        <button appButton type="button" [attr.aria-expanded]="isHistoryOpen()" (click)="isHistoryOpen.set(!isHistoryOpen())">
          <app-icon name="history" /><span i18n>Historique de cette réponse</span>
        </button>
        @if (isHistoryOpen()) {
          <app-history-list [formId]="formId()" [item]="at.key" />
        }
      }
    } @else {
      <p i18n>Choisissez d’abord un champ de la fiche&nbsp;: son aide, sa place dans le PUT et son historique s’affichent ici.</p>
      @if (!readOnly()) {
        <p class="soft" i18n>
          Tout ce que vous saisissez s’enregistre seul. Une date s’écrit 03/11/2025, 031125 ou 0311&#8239;; Entrée mène au champ
          suivant&#8239;; Ctrl+Entrée termine la saisie.
        </p>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      gap: 12px;
    }
    .title {
      font-size: var(--text-read);
      line-height: 22px;
    }
    .help {
      white-space: pre-line;
    }
    summary {
      min-height: 24px;
      color: var(--ink-soft);
      cursor: pointer;
    }
    dt {
      color: var(--ink-soft);
      font-weight: var(--weight-normal);
    }
    dd {
      margin-bottom: 8px;
    }
    app-history-list {
      align-self: stretch;
    }
  `,
})
export class FieldSide {
  protected readonly companions = inject(Companions, { optional: true });

  readonly field = input<FieldView>();
  readonly formId = input.required<string>();
  readonly demonstration = input(false);
  readonly readOnly = input(false);

  protected readonly isHistoryOpen = linkedSignal({ source: () => this.field()?.key, computation: () => false });
  protected readonly reliability = computed(() => reliabilityInWords(this.field()?.item.reliability ?? ''));
  protected readonly keys = computed(() => [this.ownKeys(), this.takeKeys()].filter(Boolean).join(' ; '));
  private readonly takeKeys = computed(() => {
    const { carried, previous, offer, item } = this.field() ?? {};
    if (carried) return $localize`Alt+R pour confirmer la valeur reprise`;
    if (offer !== undefined) return $localize`Alt+R pour reprendre la réponse proposée`;
    return previous !== undefined && item?.reusable ? $localize`Alt+R pour reprendre la réponse de la visite précédente` : '';
  });
  private readonly ownKeys = computed(() => {
    const item = this.field()?.item;
    return item ? fieldOf(item).keys : '';
  });
}
