import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Api,
  askReading,
  checkNumber,
  getDispensingChannels,
  grantReading,
  listFileReadings,
  listReadGrants,
  previewReading,
  previewReadingWithdrawal,
  refuseReading,
  withdrawReading,
  type AccessPreview,
  type AskReading,
  type CheckNumber,
  type DispensingChannelsView,
  type FileReadings,
  type NumberChecked,
  type ReadGrantList,
  type ReadGrantView,
} from '#api-client';
import { ifMatch } from '#kernel/web';

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class DispensingApi {
  private readonly api = inject(Api);

  /** The number is sent as a body: it stands in no address. */
  check(asked: CheckNumber): Promise<NumberChecked> {
    return this.api.invoke(checkNumber, { body: asked });
  }

  channels(authorisationId: string): Promise<DispensingChannelsView> {
    return this.api.invoke(getDispensingChannels, { id: authorisationId });
  }

  readings(state: ReadGrantView['state'] | undefined, context?: HttpContext): Promise<ReadGrantList> {
    return this.api.invoke(listReadGrants, state ? { state } : {}, context);
  }

  ofFile(enrolmentId: string, context?: HttpContext): Promise<FileReadings> {
    return this.api.invoke(listFileReadings, { id: enrolmentId }, context);
  }

  /** @param key the same for every retry of the same wish */
  ask(wish: AskReading, key: string): Promise<ReadGrantView> {
    return this.api.invoke(askReading, { 'Idempotency-Key': key, body: wish });
  }

  grant({ id, stateVersion }: ReadGrantView, until: string): Promise<ReadGrantView> {
    return this.api.invoke(grantReading, { id, 'If-Match': ifMatch(stateVersion), body: { until } });
  }

  /** Who would gain what by it. */
  previewGrant({ id }: ReadGrantView, until: string): Promise<AccessPreview> {
    return this.api.invoke(previewReading, { id, body: { until } });
  }

  refuse({ id, stateVersion }: ReadGrantView, reason: string): Promise<ReadGrantView> {
    return this.api.invoke(refuseReading, { id, 'If-Match': ifMatch(stateVersion), body: { reason } });
  }

  /** Who would lose what by its withdrawal. */
  previewWithdrawal({ id }: ReadGrantView): Promise<AccessPreview> {
    return this.api.invoke(previewReadingWithdrawal, { id });
  }

  withdraw({ id, stateVersion }: ReadGrantView, reason: string): Promise<ReadGrantView> {
    return this.api.invoke(withdrawReading, { id, 'If-Match': ifMatch(stateVersion), body: { reason } });
  }
}
