import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Api,
  cancelRequest,
  correctAnsmAuthorisation,
  giveAnsmAuthorisation,
  getEnrolment,
  getJournal,
  getSchedule,
  listColleagues,
  listSeers,
  openForm,
  exportEnrolments,
  searchEnrolments,
  startRequest,
  type BeginForm,
  type ColleagueList,
  type CorrectAnsmAuthorisation,
  type GiveAnsmAuthorisation,
  type EnrolmentPage,
  type EnrolmentView,
  type FileSeers,
  type FormView,
  type JournalPage,
  type ScheduleView,
  type SearchEnrolments,
  type StartRequest,
} from '#api-client';
import { ifMatch } from '#kernel/web';

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class PatientsApi {
  private readonly api = inject(Api);

  search(asked: SearchEnrolments, context?: HttpContext): Promise<EnrolmentPage> {
    return this.api.invoke(searchEnrolments, { body: asked }, context);
  }

  /** The same list as CSV, whole. */
  csv(asked: SearchEnrolments): Promise<Blob> {
    return this.api.invoke(exportEnrolments, { body: asked });
  }

  file(id: string, context?: HttpContext): Promise<EnrolmentView> {
    return this.api.invoke(getEnrolment, { id }, context);
  }

  /** @param key the same for every retry of the same wish */
  start(request: StartRequest, key: string): Promise<EnrolmentView> {
    return this.api.invoke(startRequest, { 'Idempotency-Key': key, body: request });
  }

  cancel({ id, stateVersion }: EnrolmentView, reason: string): Promise<EnrolmentView> {
    return this.api.invoke(cancelRequest, { id, 'If-Match': ifMatch(stateVersion), body: { reason } });
  }

  giveAnsm({ id, stateVersion }: EnrolmentView, body: GiveAnsmAuthorisation): Promise<EnrolmentView> {
    return this.api.invoke(giveAnsmAuthorisation, { id, 'If-Match': ifMatch(stateVersion), body });
  }

  correctAnsm({ id, stateVersion }: EnrolmentView, body: CorrectAnsmAuthorisation): Promise<EnrolmentView> {
    return this.api.invoke(correctAnsmAuthorisation, { id, 'If-Match': ifMatch(stateVersion), body });
  }

  journal(id: string, cursor?: string): Promise<JournalPage> {
    return this.api.invoke(getJournal, { id, cursor });
  }

  seers(id: string): Promise<FileSeers> {
    return this.api.invoke(listSeers, { id });
  }

  schedule(id: string, context?: HttpContext): Promise<ScheduleView> {
    return this.api.invoke(getSchedule, { id }, context);
  }

  /** @param key the same for every retry of the same wish */
  openForm(id: string, form: BeginForm, key: string): Promise<FormView> {
    return this.api.invoke(openForm, { id, 'Idempotency-Key': key, body: form });
  }

  prescribersOfMyCentre(): Promise<ColleagueList> {
    return this.api.invoke(listColleagues, { role: 'prescriber' });
  }
}
