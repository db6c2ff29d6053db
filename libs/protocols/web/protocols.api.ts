import { inject, Injectable } from '@angular/core';
import {
  Api,
  exportMigrationPreview,
  getProtocolVersion,
  importProtocol,
  listDifferences,
  listMigrations,
  listProtocols,
  migrateForms,
  previewMigration,
  publishVersion,
  rescheduleVersion,
  revertMigration,
  withdrawVersion,
  type DifferenceList,
  type ImportedProtocol,
  type ImportProtocol,
  type MigrateForms,
  type MigrationDone,
  type MigrationList,
  type MigrationPreview,
  type ProtocolList,
  type ProtocolView,
} from '#api-client';
import type { Protocol } from '#protocols/domain';

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class ProtocolsApi {
  private readonly api = inject(Api);

  list(): Promise<ProtocolList> {
    return this.api.invoke(listProtocols);
  }

  async document(id: string): Promise<Protocol> {
    return (await this.api.invoke(getProtocolVersion, { id })).document as unknown as Protocol;
  }

  import(body: ImportProtocol): Promise<ImportedProtocol> {
    return this.api.invoke(importProtocol, { body });
  }

  publish(id: string, validFrom: string): Promise<ProtocolView> {
    return this.api.invoke(publishVersion, { id, body: { validFrom } });
  }

  /** Of a version that was published, and whose day has not come. */
  reschedule(id: string, validFrom: string): Promise<ProtocolView> {
    return this.api.invoke(rescheduleVersion, { id, body: { validFrom } });
  }

  withdraw(id: string, reason: string): Promise<ProtocolView> {
    return this.api.invoke(withdrawVersion, { id, body: { reason } });
  }

  differences(id: string, other: string): Promise<DifferenceList> {
    return this.api.invoke(listDifferences, { id, with: other });
  }

  migrations(id: string): Promise<MigrationList> {
    return this.api.invoke(listMigrations, { id });
  }

  preview(id: string, body: MigrateForms): Promise<MigrationPreview> {
    return this.api.invoke(previewMigration, { id, body });
  }

  /** The same as a table. */
  previewCsv(id: string, body: MigrateForms): Promise<Blob> {
    return this.api.invoke(exportMigrationPreview, { id, body });
  }

  migrate(id: string, body: MigrateForms): Promise<MigrationDone> {
    return this.api.invoke(migrateForms, { id, body });
  }

  revert(id: string): Promise<MigrationDone> {
    return this.api.invoke(revertMigration, { id });
  }
}
