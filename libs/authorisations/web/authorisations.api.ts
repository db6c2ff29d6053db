import { inject, Injectable } from '@angular/core';
import {
  Api,
  cancelDecision,
  changeAuthorisationStatus,
  enterHolder,
  getAuthorisation,
  getAuthorisationJournal,
  getAuthorisationLife,
  listAuthorisations,
  listGroups,
  listHolders,
  makeGroup,
  openAuthorisation,
  recordDecision,
  type AuthorisationList,
  type AuthorisationView,
  type CancelDecision,
  type ChangeStatus,
  type GroupList,
  type HolderList,
  type HolderView,
  type LifeView,
  type MakeGroup,
  type OpenAuthorisation,
  type OpenedAuthorisation,
  type RecordDecision,
  type Story,
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

  journal(id: string): Promise<Story> {
    return this.api.invoke(getAuthorisationJournal, { id });
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

  holders(): Promise<HolderList> {
    return this.api.invoke(listHolders);
  }

  enterHolder(name: string): Promise<HolderView> {
    return this.api.invoke(enterHolder, { body: { name } });
  }

  groups(): Promise<GroupList> {
    return this.api.invoke(listGroups);
  }

  /** @param key the same for every retry of the same wish */
  makeGroup(group: MakeGroup, key: string): Promise<OpenedAuthorisation> {
    return this.api.invoke(makeGroup, { 'Idempotency-Key': key, body: group });
  }

  /** @param key the same for every retry of the same wish */
  open(wish: OpenAuthorisation, key: string): Promise<OpenedAuthorisation> {
    return this.api.invoke(openAuthorisation, { 'Idempotency-Key': key, body: wish });
  }
}
