import { inject, Injectable } from '@angular/core';
import {
  Api,
  cancelDecision,
  changeAuthorisationStatus,
  getAuthorisation,
  getAuthorisationLife,
  listAuthorisations,
  recordDecision,
  type AuthorisationList,
  type AuthorisationView,
  type CancelDecision,
  type ChangeStatus,
  type LifeView,
  type RecordDecision,
} from '#api-client';
import { ifMatch } from '#kernel/web';

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class AuthorisationsApi {
  private readonly api = inject(Api);

  list(): Promise<AuthorisationList> {
    return this.api.invoke(listAuthorisations);
  }

  one(id: string): Promise<AuthorisationView> {
    return this.api.invoke(getAuthorisation, { id });
  }

  changeStatus({ id, stateVersion }: AuthorisationView, change: ChangeStatus): Promise<AuthorisationView> {
    return this.api.invoke(changeAuthorisationStatus, { id, 'If-Match': ifMatch(stateVersion), body: change });
  }

  life(id: string): Promise<LifeView> {
    return this.api.invoke(getAuthorisationLife, { id });
  }

  recordDecision(id: string, version: number, decision: RecordDecision): Promise<LifeView> {
    return this.api.invoke(recordDecision, { id, 'If-Match': ifMatch(version), body: decision });
  }

  cancelDecision(id: string, version: number, wish: CancelDecision): Promise<LifeView> {
    return this.api.invoke(cancelDecision, { id, 'If-Match': ifMatch(version), body: wish });
  }
}
