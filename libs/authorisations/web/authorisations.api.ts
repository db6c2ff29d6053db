import { inject, Injectable } from '@angular/core';
import {
  Api,
  changeAuthorisationStatus,
  getAuthorisation,
  listAuthorisations,
  type AuthorisationList,
  type AuthorisationView,
  type ChangeStatus,
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
}
