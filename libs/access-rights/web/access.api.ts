import { inject, Injectable } from '@angular/core';
import {
  Api,
  confirmFactorReset,
  confirmStaff,
  createStaff,
  declineFactorReset,
  declineStaff,
  designate,
  findFactorHolders,
  getMyAccess,
  getMyJournal,
  getStaffJournal,
  listColleagues,
  listDesignations,
  listFactorResets,
  listLooks,
  listMyLooks,
  listRules,
  listStaff,
  previewDesignation,
  previewWithdrawal,
  proposeFactorReset,
  renewDesignation,
  retractFactorReset,
  retractStaff,
  updateStaff,
  withdrawDesignation,
  type AccessPreview,
  type ColleagueList,
  type CreateStaff,
  type Designate,
  type DesignationList,
  type DesignationView,
  type FactorHolderList,
  type FactorResetList,
  type FactorResetView,
  type LookPage,
  type MyAccess,
  type RuleList,
  type StaffList,
  type StaffView,
  type Story,
  type UpdateStaff,
} from '#api-client';
import { ifMatch } from '#kernel/web';

/** What the access log is narrowed to. */
export interface LookFilter {
  from?: string;
  to?: string;
  outcome?: 'given' | 'refused';
  personId?: string;
  cursor?: string;
}

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class AccessApi {
  private readonly api = inject(Api);

  myJournal(): Promise<Story> {
    return this.api.invoke(getMyJournal);
  }

  staffJournal(id: string): Promise<Story> {
    return this.api.invoke(getStaffJournal, { id });
  }

  designations(): Promise<DesignationList> {
    return this.api.invoke(listDesignations);
  }

  /** @param key the same for every retry of the same wish */
  designate(wish: Designate, key: string): Promise<DesignationView> {
    return this.api.invoke(designate, { 'Idempotency-Key': key, body: wish });
  }

  /** Who would gain what by it. */
  previewDesignation(wish: Designate): Promise<AccessPreview> {
    return this.api.invoke(previewDesignation, { body: wish });
  }

  /** Who would lose what by its withdrawal. */
  previewWithdrawal({ id }: DesignationView): Promise<AccessPreview> {
    return this.api.invoke(previewWithdrawal, { id });
  }

  withdraw({ id, stateVersion }: DesignationView): Promise<DesignationView> {
    return this.api.invoke(withdrawDesignation, { id, 'If-Match': ifMatch(stateVersion) });
  }

  renew({ id, stateVersion }: DesignationView): Promise<DesignationView> {
    return this.api.invoke(renewDesignation, { id, 'If-Match': ifMatch(stateVersion) });
  }

  colleagues(role: 'prescriber' | 'pnm'): Promise<ColleagueList> {
    return this.api.invoke(listColleagues, { role });
  }

  staff(): Promise<StaffList> {
    return this.api.invoke(listStaff);
  }

  createStaff(account: CreateStaff): Promise<StaffView> {
    return this.api.invoke(createStaff, { body: account });
  }

  updateStaff({ personId, stateVersion }: StaffView, change: UpdateStaff): Promise<StaffView> {
    return this.api.invoke(updateStaff, { id: personId, 'If-Match': ifMatch(stateVersion), body: change });
  }

  /** Everyone's looks, or one's own. */
  looks(whose: 'all' | 'mine', filter: LookFilter): Promise<LookPage> {
    return whose === 'all' ? this.api.invoke(listLooks, filter) : this.api.invoke(listMyLooks, filter);
  }

  confirmStaff({ personId, stateVersion }: StaffView): Promise<StaffView> {
    return this.api.invoke(confirmStaff, { id: personId, 'If-Match': ifMatch(stateVersion) });
  }

  /** Ends a proposal that nobody confirms: declined by another manager, retracted by who made it. */
  endProposal({ personId, stateVersion }: StaffView, act: 'decline' | 'retract', reason: string): Promise<StaffView> {
    const asked = { id: personId, 'If-Match': ifMatch(stateVersion), body: { reason } };
    return act === 'decline' ? this.api.invoke(declineStaff, asked) : this.api.invoke(retractStaff, asked);
  }

  factorResets(): Promise<FactorResetList> {
    return this.api.invoke(listFactorResets);
  }

  /** Those who have a second factor, by a part of their name. */
  factorHolders(search: string): Promise<FactorHolderList> {
    return this.api.invoke(findFactorHolders, { body: { search } });
  }

  proposeFactorReset(personId: string, reason: string): Promise<FactorResetView> {
    return this.api.invoke(proposeFactorReset, { body: { personId, reason } });
  }

  confirmFactorReset({ id, stateVersion }: FactorResetView): Promise<FactorResetView> {
    return this.api.invoke(confirmFactorReset, { id, 'If-Match': ifMatch(stateVersion) });
  }

  endFactorReset({ id, stateVersion }: FactorResetView, act: 'decline' | 'retract', reason: string): Promise<FactorResetView> {
    const asked = { id, 'If-Match': ifMatch(stateVersion), body: { reason } };
    return act === 'decline' ? this.api.invoke(declineFactorReset, asked) : this.api.invoke(retractFactorReset, asked);
  }

  myAccess(): Promise<MyAccess> {
    return this.api.invoke(getMyAccess);
  }

  rules(): Promise<RuleList> {
    return this.api.invoke(listRules);
  }
}
