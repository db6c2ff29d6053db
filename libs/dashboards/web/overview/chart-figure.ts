import { Component, computed, DestroyRef, DOCUMENT, ElementRef, inject, input, signal, viewChild } from '@angular/core';
import type { ECharts } from 'echarts/core';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';
import { Button, CsvLink, Icon } from '#kernel/web';
import { type Chart, heightOf, inkOf, optionsOf } from './chart-options.js';
import { savePicture } from './save-picture.js';

let count = 0;

/** A chart under its finding, with the table of the same numbers one key away (T), and both as files. */
@Component({
  selector: 'app-chart-figure',
  imports: [Button, CsvLink, Icon, NgxEchartsDirective],
  providers: [provideEchartsCore({ echarts: () => import('./chart-parts.js') })],
  template: `
    <figure [attr.aria-labelledby]="id">
      <div class="spread head">
        <h2 [id]="id">{{ heading() }}</h2>
        <div class="row acts">
          <button
            appButton="quiet"
            type="button"
            aria-keyshortcuts="T"
            [attr.aria-expanded]="asTable()"
            [attr.aria-controls]="id + '-table'"
            (click)="asTable.set(!asTable())"
          >
            <app-icon name="file" />
            @if (asTable()) {
              <ng-container i18n>Masquer les chiffres</ng-container>
            } @else {
              <ng-container i18n>Voir les chiffres</ng-container>
            }
          </button>
          <button appButton="quiet" type="button" (click)="save()"><app-icon name="download" /><span i18n>Image PNG</span></button>
          <app-csv-link [href]="csv()" />
        </div>
      </div>
      <div
        #canvas
        echarts
        class="drawing"
        role="img"
        [style.height.px]="height()"
        [attr.aria-label]="heading()"
        [options]="options()"
        (chartInit)="drawn = $event"
      ></div>
      <div class="table-frame" [id]="id + '-table'" [hidden]="!asTable()">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{{ chart().of }}</th>
              @for (series of chart().series; track series.name) {
                <th scope="col" class="number">{{ series.name }}</th>
              }
            </tr>
          </thead>
          <tbody>
            @for (category of chart().categories; track $index; let row = $index) {
              <tr>
                <th scope="row">{{ category }}</th>
                @for (series of chart().series; track series.name) {
                  <td class="number">{{ series.values[row] }}</td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    </figure>
  `,
  styleUrl: './chart-figure.scss',
  host: { '(keydown.t)': 'asTable.set(!asTable())', '(window:resize)': 'measure()' },
})
export class ChartFigure {
  /** The finding, or the question. */
  readonly heading = input.required<string>();
  readonly chart = input.required<Chart>();
  /** Where the same numbers stand as CSV. */
  readonly csv = input.required<string>();

  protected readonly id = `graphique-${++count}`;
  protected readonly asTable = signal(false);
  protected drawn?: ECharts;
  private readonly page = inject(DOCUMENT);
  private readonly canvas = viewChild.required<string, ElementRef<HTMLElement>>('canvas', { read: ElementRef });
  private readonly isNarrow = signal(this.narrow());
  private readonly ink = signal(inkOf(this.page.documentElement));
  protected readonly height = computed(() => heightOf(this.chart(), this.isNarrow()));
  protected readonly options = computed(() => optionsOf(this.chart(), this.ink(), this.isNarrow()));

  constructor() {
    const dark = this.page.defaultView?.matchMedia?.('(prefers-color-scheme: dark)');
    const look = () => this.ink.set(inkOf(this.page.documentElement));
    dark?.addEventListener('change', look);
    inject(DestroyRef).onDestroy(() => dark?.removeEventListener('change', look));
  }

  protected measure(): void {
    this.isNarrow.set(this.narrow());
  }

  protected save(): void {
    if (this.drawn) savePicture(this.drawn, this.heading(), this.ink(), this.canvas().nativeElement.clientWidth);
  }

  private narrow(): boolean {
    return (this.page.defaultView?.innerWidth ?? 0) <= 640;
  }
}
