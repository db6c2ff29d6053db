import { inject, Injectable } from '@angular/core';
import { Api, type CentrePage, type ImportedCentre, importCentres, type ImportReport, listCentres } from '#api-client';

/** What is asked of the server about centres. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class CentresApi {
  private readonly api = inject(Api);

  /** A page of them, by number. */
  list(asked: { words?: string; cursor?: string }): Promise<CentrePage> {
    return this.api.invoke(listCentres, asked);
  }

  import(centres: ImportedCentre[]): Promise<ImportReport> {
    return this.api.invoke(importCentres, { body: { centres } });
  }
}
