import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Api,
  cancelTransfer,
  listReceivingCentres,
  listTransfers,
  makeTransfer,
  nameReceiver,
  previewTransfer,
  undoTransfer,
  type AccessPreview,
  type MakeTransfer,
  type ReceivingCentreList,
  type TransferList,
  type TransferView,
} from '#api-client';
import { ifMatch } from '#kernel/web';

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class TransfersApi {
  private readonly api = inject(Api);

  of(enrolmentId: string, context?: HttpContext): Promise<TransferList> {
    return this.api.invoke(listTransfers, { id: enrolmentId }, context);
  }

  /** @param key the same for every retry of the same wish */
  make(enrolmentId: string, wish: MakeTransfer, key: string): Promise<TransferView> {
    return this.api.invoke(makeTransfer, { id: enrolmentId, 'Idempotency-Key': key, body: wish });
  }

  /** Who would gain and who would lose what by it. */
  preview(enrolmentId: string, wish: MakeTransfer): Promise<AccessPreview> {
    return this.api.invoke(previewTransfer, { id: enrolmentId, body: wish });
  }

  end({ id, stateVersion }: TransferView, act: 'cancel' | 'undo', reason: string): Promise<TransferView> {
    const asked = { id, 'If-Match': ifMatch(stateVersion), body: { reason } };
    return act === 'cancel' ? this.api.invoke(cancelTransfer, asked) : this.api.invoke(undoTransfer, asked);
  }

  nameReceiver({ id, stateVersion }: TransferView, prescriberId: string): Promise<TransferView> {
    return this.api.invoke(nameReceiver, { id, 'If-Match': ifMatch(stateVersion), body: { prescriberId } });
  }

  centres(): Promise<ReceivingCentreList> {
    return this.api.invoke(listReceivingCentres);
  }
}
