import { inject, Injectable } from '@angular/core';
import {
  Api,
  confirmStaff,
  createStaff,
  designate,
  listColleagues,
  listDesignations,
  listLooks,
  listMyLooks,
  listRules,
  listStaff,
  renewDesignation,
  updateStaff,
  withdrawDesignation,
  type ColleagueList,
  type CreateStaff,
  type Designate,
  type DesignationList,
  type DesignationView,
  type LookPage,
  type RuleList,
  type StaffList,
  type StaffView,
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

  designations(): Promise<DesignationList> {
    return this.api.invoke(listDesignations);
  }

  /** @param key the same for every retry of the same wish */
  designate(wish: Designate, key: string): Promise<DesignationView> {
    return this.api.invoke(designate, { 'Idempotency-Key': key, body: wish });
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

  rules(): Promise<RuleList> {
    return this.api.invoke(listRules);
  }
}
