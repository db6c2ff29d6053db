import { Component } from '@angular/core';
import { EmptyState, PageHeader } from '#kernel/web';

/** Transfers that were asked for. */
@Component({
  selector: 'app-transfers-page',
  imports: [EmptyState, PageHeader],
  template: `<div class="page">
    <app-page-header i18n-heading heading="Transferts" />
    <app-empty-state icon="people" i18n-heading heading="Aucun transfert" i18n-text text="Un transfert demandé apparaîtra ici." />
  </div>`,
})
export class TransfersPage {}
