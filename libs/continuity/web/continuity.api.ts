import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Api,
  continueEnrolment,
  getContinuity,
  linkAuthorisation,
  listRelays,
  openCohort,
  unlinkAuthorisation,
  type ContinuedEnrolment,
  type ContinuityView,
  type RelaysView,
} from '#api-client';

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class ContinuityApi {
  private readonly api = inject(Api);

  of(enrolmentId: string, context?: HttpContext): Promise<ContinuityView> {
    return this.api.invoke(getContinuity, { id: enrolmentId }, context);
  }

  /** @param key the same for every retry of the same wish */
  goOn(enrolmentId: string, key: string): Promise<ContinuedEnrolment> {
    return this.api.invoke(continueEnrolment, { id: enrolmentId, 'Idempotency-Key': key, body: {} });
  }

  relays(authorisationId: string, context?: HttpContext): Promise<RelaysView> {
    return this.api.invoke(listRelays, { id: authorisationId }, context);
  }

  link(id: string, laterId: string): Promise<RelaysView> {
    return this.api.invoke(linkAuthorisation, { id, body: { laterId } });
  }

  unlink(id: string, reason: string): Promise<RelaysView> {
    return this.api.invoke(unlinkAuthorisation, { id, body: { reason } });
  }

  openCohort(id: string): Promise<RelaysView> {
    return this.api.invoke(openCohort, { id });
  }
}
