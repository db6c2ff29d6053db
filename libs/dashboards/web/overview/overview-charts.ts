import { Component, computed, inject, input } from '@angular/core';
import type { SummaryRow } from '#api-client';
import { Live, read } from '#kernel/web';
import { ChartFigure } from './chart-figure.js';
import { DashboardApi, type Scope } from '../dashboard.api.js';
import { inclusionsFound, openWorkFound, queryAgesFound } from '../findings.js';
import { isQueryAct } from '#queries/domain';

/** What people would rather look at than read: inclusions over time, open work, the age of queries. A chart without numbers is not drawn. */
@Component({
  selector: 'app-overview-charts',
  imports: [ChartFigure],
  template: `
    @if (work(); as found) {
      <app-chart-figure [heading]="found.heading" [chart]="found.chart" [csv]="api.csv('summary', scope())" />
    }
    @if (inclusions(); as found) {
      <app-chart-figure [heading]="found.heading" [chart]="found.chart" [csv]="api.csv('inclusions', scope())" />
    }
    @if (ages(); as found) {
      <app-chart-figure [heading]="found.heading" [chart]="found.chart" [csv]="api.csv('query-ages', scope())" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr));
      gap: 16px;
      margin-top: 24px;
      align-items: start;
    }
    app-chart-figure {
      min-width: 0;

      /* Three stand in two columns without a hole: what there is to do comes first, over both. */
      &:first-child:nth-last-child(3) {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class OverviewCharts {
  protected readonly api = inject(DashboardApi);

  readonly rows = input.required<readonly SummaryRow[]>();
  readonly scope = input.required<Scope>();
  /** Whether work is told by centre, or by authorisation. */
  readonly byCentre = input(false);

  private readonly months = read(
    () => this.scope(),
    (scope, context) => this.api.inclusions(scope, context),
  );
  /** Who reads no query has no such chart. */
  private readonly buckets = read(
    () => this.scope(),
    (scope, context) => this.api.queryAges(scope, context),
  );
  protected readonly work = computed(() => openWorkFound(this.rows(), this.byCentre()));
  protected readonly inclusions = computed(() => inclusionsFound(this.months.value()?.months ?? []));
  protected readonly ages = computed(() => queryAgesFound(this.buckets.value()?.buckets ?? []));

  constructor() {
    inject(Live).changes(
      ({ formId }) => !formId,
      () => this.months.readAgain(),
    );
    inject(Live).changes(
      ({ action }) => isQueryAct(action),
      () => this.buckets.readAgain(),
    );
  }
}
