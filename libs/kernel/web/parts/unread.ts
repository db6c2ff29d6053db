import { Component, input } from '@angular/core';
import { ErrorPanel } from '../problems/error-panel.js';
import type { Read } from '../read.js';
import { Skeleton } from './skeleton.js';

/** In the place of what is not read yet: what went wrong, with a way to try again, or the room that it will take. */
@Component({
  selector: 'app-unread',
  imports: [ErrorPanel, Skeleton],
  template: `
    @if (of().problem(); as failed) {
      <app-error-panel [problem]="failed" (retry)="of().reload()" />
    } @else {
      <app-skeleton [lines]="lines()" [height]="height()" />
    }
  `,
})
export class Unread {
  readonly of = input.required<Read<unknown>>();
  readonly lines = input(4);
  /** Pixels of one line. */
  readonly height = input(20);
}
