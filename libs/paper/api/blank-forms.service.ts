import { Injectable } from '@nestjs/common';
import { Authorisations, type AuthorisationOnDay } from '#authorisations/api';
import { placeInWords } from '#forms/domain';
import { AccessLog, inFileName, Pdf, Problem, type Ctx, type PdfFile } from '#kernel/api';
import { blankForm } from '#paper/domain';
import { Enrolments } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { registryOf, timesOf, type Form, type Protocol } from '#protocols/domain';
import { blankPage, type BlankHeading } from './blank-page.js';
import { fillable } from './fillable.js';
import type { BlankFormList, BlankVisit } from './paper.messages.js';

/** Forms that nobody has filled, on paper (charter C2.1): from the version in force, as the screen has them. */
@Injectable()
export class BlankForms {
  constructor(
    private readonly authorisations: Authorisations,
    private readonly enrolments: Enrolments,
    private readonly protocols: ProtocolVersions,
    private readonly pdf: Pdf,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem `not-found`. */
  async list(ctx: Ctx, authorisationId: string): Promise<BlankFormList> {
    const protocol = await this.protocolOf(ctx, await this.authorisations.find(ctx, authorisationId));
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'blank-forms', id: authorisationId } });
    if (!protocol) return { items: [] };
    return { version: protocol.version, items: formsOf(protocol).map(({ code, title }) => ({ code, title })) };
  }

  /**
   * One form, or all of them, for nobody yet.
   * @throws Problem `not-found` for a form that the version in force does not have, or that is not filled here; `unavailable` when no page can be drawn.
   */
  async ofAuthorisation(ctx: Ctx, authorisationId: string, code?: string): Promise<PdfFile> {
    const authorisation = await this.authorisations.find(ctx, authorisationId);
    const protocol = await this.protocolOf(ctx, authorisation);
    return this.draw(ctx, { authorisation, protocol, ...(code !== undefined && { code }) }, authorisationId);
  }

  /** The same for a patient, whose number stands on it, and the visit where it is asked for. @throws Problem as above. */
  async ofEnrolment(ctx: Ctx, enrolmentId: string, code?: string, { visit, occurrence = 1 }: BlankVisit = {}): Promise<PdfFile> {
    const enrolment = await this.enrolments.find(ctx, enrolmentId);
    const authorisation = await this.authorisations.find(ctx, enrolment.authorisationId);
    const protocol = await this.protocolOf(ctx, authorisation);
    const patient = { number: enrolment.registrationNumber ?? '', ...(visit !== undefined && { visit: { code: visit, occurrence } }) };
    return this.draw(ctx, { authorisation, protocol, patient, ...(code !== undefined && { code }) }, enrolmentId);
  }

  private async draw(ctx: Ctx, { authorisation, protocol, code, patient }: Asked, subjectId: string): Promise<PdfFile> {
    const forms = protocol ? formsOf(protocol).filter((form) => code === undefined || form.code === code) : [];
    if (!protocol || forms.length === 0 || (patient?.visit && !isAskedAt(protocol, code, patient.visit))) throw new Problem('not-found');
    const blanks = forms.map((form) => blankForm(form, protocol));
    const { page, places } = blankPage(blanks, headingOf(authorisation, protocol, { code, patient }));
    const bytes = await fillable(await this.pdf.draw(page, ctx.actor.personId), places);
    await this.accessLog.record(ctx, { action: 'printed', subject: { type: 'blank-forms', id: subjectId } });
    return { bytes, name: fileName(authorisation, protocol, code, patient?.number) };
  }

  /** Undefined where nothing is collected (charter R8), or no version is in force. */
  private async protocolOf(ctx: Ctx, { protocolCode, waived }: AuthorisationOnDay): Promise<Protocol | undefined> {
    if (waived) return undefined;
    const version = await this.protocols.current(ctx.tx, protocolCode, ctx.today);
    return version?.document;
  }
}

interface VisitAsked {
  readonly code: string;
  readonly occurrence: number;
}

interface Asked {
  readonly authorisation: AuthorisationOnDay;
  readonly protocol: Protocol | undefined;
  /** Of one form; all of them when not given. */
  readonly code?: string;
  readonly patient?: { readonly number: string; readonly visit?: VisitAsked };
}

/** Whether the calendar has that form at that visit, so often. */
function isAskedAt({ calendar }: Protocol, form: string | undefined, { code, occurrence }: VisitAsked): boolean {
  if (form === undefined) return false;
  if (calendar.unscheduled?.code === code) return calendar.unscheduled.forms.includes(form);
  const visit = calendar.visits.find((each) => each.code === code);
  return visit !== undefined && visit.forms.includes(form) && occurrence <= timesOf(visit);
}

/** What is filled in a registry is not had here (charter C1.8). */
function formsOf(protocol: Protocol): readonly Form[] {
  return protocol.forms.filter(({ code }) => !registryOf(protocol, code));
}

function headingOf(
  { medicine }: AuthorisationOnDay,
  protocol: Protocol,
  { code: form, patient }: Pick<Asked, 'code' | 'patient'>,
): BlankHeading {
  const { put, code, version, demonstration } = protocol;
  const { number = '', visit } = patient ?? {};
  const place = form !== undefined && visit ? placeInWords(protocol, form, visit.code, visit.occurrence) : '';
  return {
    medicine,
    inn: put.inn,
    protocol: { title: put.title, code, version },
    demonstration,
    contact: put.contact.name,
    number,
    place,
    ...(visit && { visit }),
  };
}

/** `FAT-ENH-482915-v2-vierge`, `fiches-ENHERTU-ENH-v2-vierges`: nothing of the patient but the number. */
function fileName({ medicine, code: authorisation }: AuthorisationOnDay, { version }: Protocol, form?: string, number?: string): string {
  return [
    form ?? 'fiches',
    number || `${inFileName(medicine)}-${authorisation}`,
    `v${version}`,
    form === undefined ? 'vierges' : 'vierge',
  ].join('-');
}
