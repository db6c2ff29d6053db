import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  acknowledgeCase,
  Api,
  codeVerbatim,
  completeCase,
  exportFoundCases,
  getCase,
  getChannels,
  getDeclaration,
  getForm,
  getProtocolVersion,
  openForm,
  searchCases,
  searchTerms,
  transmitCase,
  undoTransmission,
  type CasePage,
  type CaseView,
  type ChannelsView,
  type DeclarationState,
  type FormView,
  type TermList,
} from '#api-client';
import { ifMatch } from '#kernel/web';
import type { Protocol } from '#protocols/domain';

/** Which cases a list shows. */
export interface CaseFilter {
  readonly state: 'open' | 'to-acknowledge' | 'to-transmit' | 'transmitted' | 'all';
  readonly kind?: 'EI' | 'SP';
  readonly authorisationId?: string;
  readonly centreId?: string;
  readonly enrolmentId?: string;
  readonly search?: string;
  /** How many of the first. */
  readonly most?: number;
}

/** What this capability asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class CasesApi {
  private readonly api = inject(Api);

  list(filter: CaseFilter, context?: HttpContext): Promise<CasePage> {
    return this.api.invoke(searchCases, { body: filter }, context);
  }

  /** The whole list that a search gives: nothing of a patient stands in an address. */
  csv({ most: _whole, ...filter }: CaseFilter): Promise<Blob> {
    return this.api.invoke(exportFoundCases, { body: filter }) as Promise<Blob>;
  }

  one(id: string, context?: HttpContext): Promise<CaseView> {
    return this.api.invoke(getCase, { id }, context);
  }

  acknowledge({ id, stateVersion }: CaseView): Promise<CaseView> {
    return this.api.invoke(acknowledgeCase, { id, 'If-Match': ifMatch(stateVersion) });
  }

  transmit({ id, stateVersion }: CaseView, on: string, to: string): Promise<CaseView> {
    return this.api.invoke(transmitCase, { id, 'If-Match': ifMatch(stateVersion), body: { on, to } });
  }

  undoTransmission({ id, stateVersion }: CaseView, formId: string, reason: string): Promise<CaseView> {
    return this.api.invoke(undoTransmission, { id, 'If-Match': ifMatch(stateVersion), body: { formId, reason } });
  }

  /** Without `code`, the one that stands is taken away. */
  code({ id }: CaseView, formId: string, item: string, code?: string): Promise<CaseView> {
    return this.api.invoke(codeVerbatim, { id, item, body: { formId, ...(code !== undefined && { code }) } });
  }

  /** Opens the form that completes the case. @param key the same for every retry of the same wish */
  async complete(id: string, key: string): Promise<string> {
    return (await this.api.invoke(completeCase, { id, 'Idempotency-Key': key })).formId;
  }

  terms(search: string, context?: HttpContext): Promise<TermList> {
    return this.api.invoke(searchTerms, { body: { search } }, context);
  }

  state(formId: string, context?: HttpContext): Promise<DeclarationState> {
    return this.api.invoke(getDeclaration, { id: formId }, context);
  }

  channels(enrolmentId: string, context?: HttpContext): Promise<ChannelsView> {
    return this.api.invoke(getChannels, { id: enrolmentId }, context);
  }

  /** Opens a first declaration. @param key the same for every retry of the same wish */
  declare(enrolmentId: string, formCode: string, key: string): Promise<FormView> {
    return this.api.invoke(openForm, { id: enrolmentId, 'Idempotency-Key': key, body: { formCode } });
  }

  /** A form with the protocol that draws it. */
  async content(formId: string, context?: HttpContext): Promise<{ form: FormView; protocol: Protocol }> {
    const form = await this.api.invoke(getForm, { id: formId }, context);
    const { document } = await this.api.invoke(getProtocolVersion, { id: form.protocolVersionId }, context);
    return { form, protocol: document as unknown as Protocol };
  }
}
