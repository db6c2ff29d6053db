import { inject, Injectable } from '@angular/core';
import {
  Api,
  exportPassagePreview,
  getProtocolVersion,
  importProtocol,
  listDifferences,
  listPassages,
  listProtocols,
  passForms,
  previewPassage,
  publishVersion,
  rescheduleVersion,
  revertPassage,
  withdrawVersion,
  type DifferenceList,
  type ImportedProtocol,
  type ImportProtocol,
  type AskPassage,
  type PassageDone,
  type PassageList,
  type PassagePreview,
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

  passages(id: string): Promise<PassageList> {
    return this.api.invoke(listPassages, { id });
  }

  preview(id: string, body: AskPassage): Promise<PassagePreview> {
    return this.api.invoke(previewPassage, { id, body });
  }

  /** The same as a table. */
  previewCsv(id: string, body: AskPassage): Promise<Blob> {
    return this.api.invoke(exportPassagePreview, { id, body });
  }

  pass(id: string, body: AskPassage): Promise<PassageDone> {
    return this.api.invoke(passForms, { id, body });
  }

  revert(id: string): Promise<PassageDone> {
    return this.api.invoke(revertPassage, { id });
  }
}
