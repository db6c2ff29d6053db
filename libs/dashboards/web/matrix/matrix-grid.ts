import { own } from '#kernel/domain';
import { Component, computed, ElementRef, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '#kernel/web';
import { LOOKS, type Head, type Line, type Matrix, type Spot, reviewSigns } from './cells.js';
import { RatePipe } from '../rate.js';

/** Rows that Page up and Page down leap over. */
const LEAP = 10;

/**
 * Patients × forms, first column and heads fixed. One stop of the Tab key; inside, the arrows go from cell to cell, Home and End along the
 * row, with Ctrl to its corners, as in any grid.
 */
@Component({
  selector: 'app-matrix-grid',
  imports: [Icon, RatePipe, RouterLink],
  templateUrl: './matrix-grid.html',
  styleUrl: './matrix-grid.scss',
  host: { '(keydown)': 'go($event)' },
})
export class MatrixGrid {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly matrix = input.required<Matrix>();
  readonly label = input.required<string>();
  /** Whether patients are of several centres. */
  readonly severalCentres = input(false);

  readonly folded = output<Head>();
  readonly chosen = output<{ line: Line; spot: Spot }>();

  protected readonly looks = LOOKS;
  protected readonly reviewSigns = reviewSigns;
  /** Where the keyboard stands: row 0 holds the heads, column 0 the patients. */
  protected readonly at = signal<readonly [row: number, column: number]>([1, 0]);
  private readonly last = computed((): readonly [number, number] => [this.matrix().lines.length, this.matrix().heads.length + 1]);

  protected stop(row: number, column: number): 0 | -1 {
    const [lastRow, lastColumn] = this.last();
    const [hereRow, hereColumn] = this.at();
    return Math.min(hereRow, lastRow) === row && Math.min(hereColumn, lastColumn) === column ? 0 : -1;
  }

  protected enter(row: number, column: number): void {
    this.at.set([row, column]);
  }

  /** A form is one click away when there is one; else what stands behind the cell is shown first. */
  protected link({ cells, cell }: Spot, line: Line): string[] | undefined {
    return cells.length === 1 && cell.formId ? ['/dossiers', line.row.enrolmentId, 'fiches', cell.formId] : undefined;
  }

  protected go(event: KeyboardEvent): void {
    const [row, column] = this.at();
    const [lastRow, lastColumn] = this.last();
    const corner = event.ctrlKey || event.metaKey;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [corner ? 0 : row, 0],
      End: [corner ? lastRow : row, lastColumn],
      PageUp: [row - LEAP, column],
      PageDown: [row + LEAP, column],
    };
    const to = own(moves, event.key);
    if (!to || event.altKey) return;
    event.preventDefault();
    this.at.set([Math.max(0, Math.min(to[0], lastRow)), Math.max(0, Math.min(to[1], lastColumn))]);
    this.host.nativeElement.querySelector<HTMLElement>(`[data-at="${this.at().join('/')}"]`)?.focus();
  }
}
