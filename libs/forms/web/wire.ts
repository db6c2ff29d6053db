import { inject, Injectable } from '@angular/core';
import {
  answerQuestionnaire,
  Api,
  askSignature,
  carryValues,
  changeValues,
  completeForm,
  decideRequest,
  finishQuestionnaire,
  getAuthorisation,
  getEnrolment,
  getForm,
  getHistory,
  getProtocolVersion,
  getQuestionnaire,
  handOverForm,
  markPresence,
  openForm,
  putCarriedAside,
  reopenForm,
  withdrawForm,
  type AuthorisationView,
  type CarryValues,
  type ChangeValues,
  type Decide,
  type EnrolmentView,
  type FormView,
  type HistoryList,
  type PresenceView,
  type QuestionnaireView,
  type SignatureView,
  type SigningIntentView,
} from '#api-client';
import { answeredWithin, ifMatch, passive, toApiProblem } from '#kernel/web';
import type { Protocol } from '#protocols/domain';
import type { Change } from './saving/ledger.js';
import type { Sent } from './saving/saving.js';
import { refusedAs, savedAs } from './saving/sent.js';

/** Milliseconds after which a save that neither arrives nor fails is given up: it goes again. */
const ANSWER_WITHIN_MS = 15_000;

/** What forms ask of the server, over the generated client. Failures are `ApiProblem`s, save for `save`. */
@Injectable({ providedIn: 'root' })
export class FormsWire {
  private readonly api = inject(Api);

  /** `again` when the page reads again by itself, which does not prolong the session. */
  form(id: string, { again = false } = {}): Promise<FormView> {
    return this.api.invoke(getForm, { id }, again ? passive() : undefined);
  }

  enrolment(id: string, { again = false } = {}): Promise<EnrolmentView> {
    return this.api.invoke(getEnrolment, { id }, again ? passive() : undefined);
  }

  authorisation(id: string): Promise<AuthorisationView> {
    return this.api.invoke(getAuthorisation, { id });
  }

  /** The protocol that draws a form: immutable, so that the browser keeps it. */
  async protocol(versionId: string): Promise<Protocol> {
    const { document } = await this.api.invoke(getProtocolVersion, { id: versionId });
    return document as unknown as Protocol;
  }

  /** Saves answers. Never rejects: whatever went wrong is an answer that the saving engine understands. */
  async save(id: string, changes: readonly Change[], { again = false } = {}): Promise<Sent> {
    try {
      const context = answeredWithin(ANSWER_WITHIN_MS, again ? passive() : undefined);
      return savedAs(await this.api.invoke(changeValues, { id, body: { changes } as ChangeValues }, context));
    } catch (thrown) {
      return refusedAs(toApiProblem(thrown), changes);
    }
  }

  /** Gives the device to the patient (charter C5.9). */
  async handOver({ id }: FormView, stateVersion: number): Promise<void> {
    await this.api.invoke(handOverForm, { id, 'If-Match': ifMatch(stateVersion) });
  }

  questionnaire({ again = false } = {}): Promise<QuestionnaireView> {
    return this.api.invoke(getQuestionnaire, undefined, again ? passive() : undefined);
  }

  /** As `save`, of the questionnaire that this device shows. */
  async saveQuestionnaire(changes: readonly Change[]): Promise<Sent> {
    try {
      const context = answeredWithin(ANSWER_WITHIN_MS);
      return savedAs(await this.api.invoke(answerQuestionnaire, { body: { changes } as ChangeValues }, context));
    } catch (thrown) {
      return refusedAs(toApiProblem(thrown), changes);
    }
  }

  async finishQuestionnaire(): Promise<void> {
    await this.api.invoke(finishQuestionnaire);
  }

  /** Opens another form of the patient. @param key the same for every retry of the same wish */
  open(enrolmentId: string, formCode: string, key: string): Promise<FormView> {
    return this.api.invoke(openForm, { id: enrolmentId, 'Idempotency-Key': key, body: { formCode } });
  }

  complete({ id }: FormView, stateVersion: number): Promise<FormView> {
    return this.api.invoke(completeForm, { id, 'If-Match': ifMatch(stateVersion) });
  }

  reopen({ id }: FormView, stateVersion: number): Promise<FormView> {
    return this.api.invoke(reopenForm, { id, 'If-Match': ifMatch(stateVersion) });
  }

  /** Takes back a form that was opened by mistake. */
  async withdraw({ id }: FormView, stateVersion: number): Promise<void> {
    await this.api.invoke(withdrawForm, { id, 'If-Match': ifMatch(stateVersion) });
  }

  /** Carries into a section what is known from elsewhere, to be confirmed. */
  carry({ id }: FormView, stateVersion: number, body: CarryValues): Promise<FormView> {
    return this.api.invoke(carryValues, { id, 'If-Match': ifMatch(stateVersion), body });
  }

  putCarriedAside({ id }: FormView, stateVersion: number, item: string): Promise<FormView> {
    return this.api.invoke(putCarriedAside, { id, 'If-Match': ifMatch(stateVersion), body: { item } });
  }

  /** Of one answer, or of the whole form. */
  history(id: string, item?: string): Promise<HistoryList> {
    return this.api.invoke(getHistory, { id, ...(item !== undefined && { item }) });
  }

  /** Says that the form is open here. Does not prolong the session. */
  present(id: string): Promise<PresenceView> {
    return this.api.invoke(markPresence, { id }, passive());
  }

  askSignature({ id, contentVersion, stateVersion }: FormView, role: SignatureView['role']): Promise<SigningIntentView> {
    return this.api.invoke(askSignature, { id, 'If-Match': ifMatch(stateVersion), body: { role, contentVersion } });
  }

  decide({ id, stateVersion }: EnrolmentView, decision: Decide): Promise<EnrolmentView> {
    return this.api.invoke(decideRequest, { id, 'If-Match': ifMatch(stateVersion), body: decision });
  }

  /** Where the form stands on paper. */
  pdf(id: string): string {
    return `/api/v1/forms/${id}/pdf`;
  }

  /** Leaves the application for an address of the server: the identity provider, and back. */
  goTo(address: string): void {
    window.location.assign(address);
  }

  /** Beside this page, which stays. */
  openBeside(address: string): void {
    window.open(address, '_blank', 'noopener');
  }

  /** A new page takes the place of this one: nothing of it stays in the browser's memory, its stream of changes ends, no way back leads to it. */
  giveWayTo(address: string): void {
    window.location.replace(address);
  }
}
