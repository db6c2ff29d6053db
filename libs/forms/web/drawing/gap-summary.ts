import { Component, computed, inject, input, output } from '@angular/core';
import { conductOf, say } from '#forms/domain';
import { Icon, Session } from '#kernel/web';
import { findItem, type Form } from '#protocols/domain';
import type { Drawing } from './drawing.js';
import { byWhom, partOf, sectionOfKey, type Part } from './parts.js';
import { toDoOn } from './to-fill.js';
import type { UnsavedLine } from '../saving/unsaved.js';

interface Line {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** Of a field that applies only once its visit is said to have taken place. */
const AS_PLANNED = $localize`attendue de la visite comme prévue`;

/** Everything that is wrong, lacking or no longer applies; each line leads to its field. */
@Component({
  selector: 'app-gap-summary',
  imports: [Icon],
  template: `
    @for (list of lists(); track $index) {
      @if (list.lines.length) {
        <h3 [class]="'tone-' + list.tone">
          {{ list.title }} <span class="soft figures">({{ list.lines.length }})</span>
        </h3>
        <ul>
          @for (line of list.lines; track line.key + line.label + line.text) {
            <li>
              <button type="button" (click)="chosen.emit(line.key)">
                <span class="label">{{ line.label }}</span>
                @if (line.text) {
                  <span class="small soft">{{ line.text }}</span>
                }
              </button>
            </li>
          }
        </ul>
      }
    } @empty {}
    @if (left().length) {
      <h3 i18n>Ne s’appliquent plus</h3>
      <p class="small soft" i18n>
        Ces réponses sont gardées sans compter&nbsp;: une autre réponse a rendu leur question sans objet. Elles reviennent avec elle.
      </p>
      <ul>
        @for (label of left(); track $index) {
          <li class="plain">{{ label }}</li>
        }
      </ul>
    }
    @if (isEmpty()) {
      <p class="row"><app-icon name="done" /><span i18n>Rien ne manque dans cette fiche.</span></p>
    }
  `,
  styles: `
    h3 {
      margin: 16px 0 4px;
      color: var(--tone, inherit);
    }
    h3:first-child {
      margin-top: 0;
    }
    button,
    .plain {
      display: flex;
      flex-direction: column;
      justify-content: center;
      width: 100%;
      min-height: var(--control);
      padding: 6px 8px;
    }
    button {
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--ink);
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    button:hover {
      background: var(--hover);
    }
    .label {
      text-decoration: underline;
      text-underline-offset: 3px;
    }
  `,
})
export class GapSummary {
  private readonly session = inject(Session);

  readonly drawing = input.required<Drawing>();
  readonly rules = input.required<Form>();
  /** What the server does not have: before everything else, since nothing is signed, ended or printed meanwhile. */
  readonly unsaved = input<readonly UnsavedLine[]>([]);
  readonly chosen = output<string>();

  private readonly conduct = computed(() => conductOf(this.rules().kind));
  protected readonly lists = computed(() => {
    const { fields, gaps } = this.drawing();
    const todo = toDoOn(this.drawing(), this.unsaved());
    // The bar counts what waits for the person: beside it, what only waits to be sent is a list of its own.
    const isMixed = todo.unsaved.some(({ isHeld }) => isHeld);
    const named = ({ key, text }: { readonly key: string; readonly text: string }): Line => ({ key, label: this.labelOf(key), text });
    const needed = new Map(gaps.filter(({ kind }) => kind === 'missing').map(({ key, says }) => [key, says]));
    const carried = todo.carried.map(({ key, says }) => named({ key, text: say(says) }));
    const necessary = todo.toFill.flatMap(({ key }) => {
      const need = needed.get(key);
      return need ? [named({ key, text: fields.has(key) ? '' : say(need) })] : [];
    });
    const others = todo.toFill
      .filter(({ key }) => !needed.has(key))
      .map(({ key, leadsTo }): Line => ({ key: leadsTo, label: this.labelOf(key), text: leadsTo === key ? '' : AS_PLANNED }));
    return [
      { title: $localize`Pas encore enregistrées`, tone: 'red', lines: todo.unsaved.filter(({ isHeld }) => isHeld).map(named) },
      {
        title: isMixed ? $localize`En attente d’envoi` : $localize`Pas encore enregistrées`,
        tone: 'amber',
        lines: todo.unsaved.filter(({ isHeld }) => !isHeld).map(named),
      },
      { title: $localize`À corriger`, tone: 'red', lines: todo.wrong.map(named) },
      { title: $localize`À confirmer, reprises d’ailleurs`, tone: 'amber', lines: carried },
      ...this.byPart(
        this.conduct().awaitsSignatures ? $localize`Nécessaires à la signature` : $localize`Nécessaires selon le protocole`,
        'amber',
        necessary,
      ),
      ...this.byPart($localize`Autres réponses manquantes`, 'none', others),
    ];
  });
  protected readonly left = computed(() => this.drawing().left.map((key) => this.labelOf(key)));
  protected readonly isEmpty = computed(() => this.left().length === 0 && this.lists().every(({ lines }) => lines.length === 0));

  /** One's own part first: nobody is asked for what someone else fills. */
  private byPart(title: string, tone: string, lines: readonly Line[]) {
    if (!this.conduct().isFilledInParts) return [{ title, tone, lines }];
    const role = this.session.role();
    const parts: Part[] = role === 'pharmacist' ? ['pharmacy', 'prescriber'] : ['prescriber', 'pharmacy'];
    return parts.map((part) => ({
      title: $localize`${title}, à remplir ${byWhom(part, role)}`,
      tone,
      lines: lines.filter(({ key }) => partOf(this.rules(), sectionOfKey(this.rules(), key)?.code ?? '') === part),
    }));
  }

  private labelOf(key: string): string {
    const section = sectionOfKey(this.rules(), key)?.title;
    return [this.nameOf(key), section].filter(Boolean).join(' – ');
  }

  private nameOf(key: string): string {
    const found = findItem(this.rules(), key);
    const group = found
      ? undefined
      : this.rules()
          .sections.flatMap(({ content }) => content)
          .find((each) => each.type === 'group' && each.code === key);
    if (!found) return group?.label ?? key;
    if (!found.group) return found.item.label;
    const row =
      this.drawing()
        .found.groups.find(({ group: each }) => each === found.group)
        ?.rowIds.indexOf(found.rowId ?? '') ?? -1;
    return `${found.item.label} (${found.group.rowLabel} ${row + 1})`;
  }
}
