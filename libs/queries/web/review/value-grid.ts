import { Component, ElementRef, inject, input, model, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReviewColumn, ReviewRow } from '#api-client';
import { REVIEW_ACTS, reviewTitle } from '#forms/web';
import { own } from '#kernel/domain';
import { Icon, instantInWords } from '#kernel/web';

export type Mark = 'read' | 'verified';

/** One value: a form and one of its questions. */
export function cellKey(row: Pick<ReviewRow, 'formId'>, item: string): string {
  return `${row.formId}/${item}`;
}

/** Values across patients: arrows go from cell to cell, the space bar and x choose. Marks and lock of each form stand at its end. */
@Component({
  selector: 'app-value-grid',
  imports: [Icon, RouterLink],
  templateUrl: './value-grid.html',
  styleUrl: './value-grid.scss',
})
export class ValueGrid {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly columns = input.required<readonly ReviewColumn[]>();
  readonly rows = input.required<readonly ReviewRow[]>();
  /** Questions of repeating groups: read here, asked about in their form. */
  readonly repeated = input<ReadonlySet<string>>(new Set());
  readonly chosen = model<ReadonlySet<string>>(new Set());
  readonly marked = output<{ readonly row: ReviewRow; readonly mark: Mark; readonly isSet: boolean }>();
  readonly locked = output<ReviewRow>();

  protected readonly acts = REVIEW_ACTS;
  protected readonly title = reviewTitle;
  protected readonly noNumber = $localize`Sans numéro`;
  protected readonly marks: readonly Mark[] = ['read', 'verified'];
  /** The one cell that Tab leads to. */
  protected readonly at = signal<readonly [number, number]>([0, 0]);

  protected key(row: ReviewRow, column: ReviewColumn): string {
    return cellKey(row, column.item);
  }

  protected said({ values }: ReviewRow, { item }: ReviewColumn): string | undefined {
    return own(values, item);
  }

  /** The centres that entered it, where another one did than that of the visit. */
  protected by({ enteredBy = {} }: ReviewRow, { item }: ReviewColumn): string | undefined {
    return own(enteredBy, item);
  }

  protected toggle(row: ReviewRow, { item }: ReviewColumn): void {
    if (this.repeated().has(item)) return;
    const key = cellKey(row, item);
    this.chosen.update((keys) => {
      const copy = new Set(keys);
      if (!copy.delete(key)) copy.add(key);
      return copy;
    });
  }

  protected placeInWords({ place, state }: ReviewRow): string {
    return [place, state === 'in-progress' && $localize`en cours de saisie`].filter(Boolean).join(' · ');
  }

  /** The whole column, or none of it when it is chosen already. */
  protected toggleColumn({ item }: ReviewColumn): void {
    const keys = this.rows().map((row) => cellKey(row, item));
    const isWhole = keys.every((key) => this.chosen().has(key));
    this.chosen.update((chosen) => new Set(isWhole ? [...chosen].filter((key) => !keys.includes(key)) : [...chosen, ...keys]));
  }

  protected move(event: KeyboardEvent, row: number, column: number): void {
    const step = own(STEPS, event.key);
    if (event.key === ' ' || event.key.toLowerCase() === 'x') {
      const [at, of] = [this.rows()[row], this.columns()[column]];
      if (at && of) this.toggle(at, of);
    } else if (step) {
      const to = [
        Math.min(Math.max(row + step[0], 0), this.rows().length - 1),
        Math.min(Math.max(column + step[1], 0), this.columns().length - 1),
      ] as const;
      this.at.set(to);
      this.host.querySelector<HTMLElement>(`[data-cell="${to.join('-')}"]`)?.focus();
    } else return;
    event.preventDefault();
  }

  protected isAt(row: number, column: number): boolean {
    const [atRow, atColumn] = this.at();
    return Math.min(atRow, this.rows().length - 1) === row && Math.min(atColumn, this.columns().length - 1) === column;
  }

  protected given(row: ReviewRow, mark: Mark): { readonly isStale: boolean; readonly words: string } | undefined {
    const found = row.review.find((each) => each.mark === mark);
    if (!found) return undefined;
    const since = $localize`${found.byName}, ${instantInWords(found.at)}`;
    return { isStale: found.stale, words: found.stale ? $localize`À relire\u00a0: une réponse a changé depuis. ${since}` : since };
  }
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};
