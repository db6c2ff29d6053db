import { Component, effect, inject, input, untracked } from '@angular/core';
import { CsvLink, EmptyState, Live, read, Refused, Unread } from '#kernel/web';
import { DashboardApi } from '../dashboard.api.js';
import { DashboardDesk } from '../dashboard-desk.js';
import { DashboardHead } from '../dashboard-head.js';
import { RatePipe } from '../rate.js';

/** Missing data of each form, as a count and a rate, over the fields that apply and over all fields of the PUT, both named (charter C7.3). */
@Component({
  selector: 'app-missing-page',
  imports: [CsvLink, DashboardHead, EmptyState, RatePipe, Refused, Unread],
  providers: [DashboardDesk],
  templateUrl: './missing.page.html',
  styleUrl: './missing.page.scss',
})
export class MissingPage {
  private readonly api = inject(DashboardApi);
  protected readonly desk = inject(DashboardDesk);

  readonly autorisation = input<string>();
  readonly centre = input<string>();

  protected readonly asked = () => {
    const { authorisationId = this.desk.authorisationId(), centreId } = this.desk.scope();
    return authorisationId ? { authorisationId, ...(centreId && { centreId }) } : undefined;
  };
  protected readonly list = read(this.asked, (asked, context) => this.api.missing(asked, context));

  constructor() {
    effect(() => {
      const [authorisationId, centreId] = [this.autorisation(), this.centre()];
      untracked(() => this.desk.look({ ...(authorisationId && { authorisationId }), ...(centreId && { centreId }) }));
    });
    inject(Live).changes(
      () => true,
      () => this.list.readAgain(),
    );
  }

  protected csv(): string {
    return this.api.csv('missing', this.asked() ?? {});
  }
}
