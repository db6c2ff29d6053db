import { Injectable } from '@nestjs/common';
import { AccessLog, demand, inFileName, Pdf, type Ctx, type PdfFile } from '#kernel/api';
import { roleTitle } from '#kernel/domain';
import { readableAnswers, visibleCarried } from '#forms/domain';
import { type EnrolmentLine, Enrolments, type KnownPatient } from '#patients/api';
import { signatureRules, type SignatureRule } from '#protocols/domain';
import { FormStore } from '../records/form.store.js';
import { asSubject, conductOfForm, signedBy, standing, standingOf, titleOf, viewerOf, type OpenForm } from '../records/open-form.js';
import type { Signature } from '../signing/signature.entity.js';
import { drawForm, frenchInstant, type FormPaper, type PaperSignature } from './draw-form.js';
import { paperSections } from './paper.js';
import { provenanceOf } from './provenance.js';
import { say } from '../say.js';

/** Where and when the paper is made. */
interface Place {
  readonly zone: string;
  readonly now: Date;
  readonly centres: ReadonlyMap<string, string>;
}

/** Puts forms on paper. */
@Injectable()
export class PrintService {
  constructor(
    private readonly store: FormStore,
    private readonly enrolments: Enrolments,
    private readonly pdf: Pdf,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws Problem `not-found`, `not-allowed`, or `unavailable` when no page can be drawn. */
  async form(ctx: Ctx, id: string): Promise<PdfFile> {
    const open = await this.store.find(ctx, id);
    demand(ctx, 'print', asSubject(open));
    const line = await this.enrolments.line(ctx, open.enrolment.id);
    const paper = paperOf(ctx, open, line, await placeOf(ctx, open));
    const bytes = await this.pdf.draw(drawForm(paper), ctx.actor.personId);
    await this.accessLog.record(ctx, { action: 'printed', subject: { type: 'form', id } });
    return { bytes, name: fileName(open, paper) };
  }
}

/** `FAT-ENH-482915`, or `FAT-ENHERTU-2026-11-22` as long as there is no number: nothing of the patient. */
function fileName({ record, env }: OpenForm, { number, medicine }: FormPaper): string {
  return [record.formCode, number ?? `${inFileName(medicine)}-${env.today}`].join('-');
}

function paperOf(ctx: Ctx, open: OpenForm, line: EnrolmentLine, place: Place): FormPaper {
  const { form, protocol, record, enrolment, env } = open;
  const [viewer, conduct] = [viewerOf(ctx.actor, open), conductOfForm(open)];
  const found = readableAnswers(form, record, env, viewer);
  const provenance = provenanceOf(found, record.marks, record.centreId);
  const centres = provenance.notes.map(({ note, centreId }) => ({ note, centre: place.centres.get(centreId) ?? centreId }));
  return {
    title: titleOf(open),
    medicine: line.medicine,
    inn: protocol.put.inn,
    indication: line.indication,
    holder: line.holderName,
    protocol: { title: protocol.put.title, code: protocol.code, version: protocol.version },
    demonstration: protocol.demonstration,
    ...(enrolment.registrationNumber && { number: enrolment.registrationNumber }),
    state: say(conduct.standingOnPaper(standingOf(open))),
    patient: patientWords(line.patient),
    centre: { id: enrolment.centreId, name: line.centreName },
    ...(centres.length > 0 && { provenance: say({ code: 'entered-by', params: { centres } }) }),
    sections: paperSections(found, protocol, visibleCarried(record.carried, viewer), provenance),
    // Those that it waits for; where it waits for none, those that were made.
    signatures: signatureRules(form)
      .filter(({ role }) => conduct.awaitsSignatures || signedBy(open).includes(role))
      .map((rule) => signatureOf(rule, standing(open), place)),
    printedBy: ctx.actor.name,
    printedAt: frenchInstant(place.now, place.zone),
  };
}

function signatureOf({ role, meaning }: SignatureRule, signatures: readonly Signature[], { zone, centres }: Place): PaperSignature {
  const signature = signatures.find((each) => each.role === role);
  if (!signature) return { role: roleTitle(role), meaning };
  return {
    role: roleTitle(role),
    meaning: signature.meaning,
    name: signature.personName,
    ...(signature.rpps && { rpps: signature.rpps }),
    centre: centres.get(signature.centreId) ?? signature.centreId,
    at: frenchInstant(signature.signedAt, zone),
    hash: signature.contentHash,
  };
}

/** `DUP JE, née en mars 1961`; what is not typed yet is left out. */
function patientWords({ familyLetters, givenLetters, birth, sex }: KnownPatient): string {
  const letters = `${familyLetters} ${givenLetters}`.trim();
  if (!birth) return letters || say({ code: 'nothing-known' });
  return say({ code: 'born', params: { letters, birth, isWoman: sex === 'F' } });
}

async function placeOf({ tx }: Ctx, { enrolment, record, signatures }: OpenForm): Promise<Place> {
  const rows: { id: string; name: string; zone: string }[] = await tx.query('SELECT id, name, zone FROM centre WHERE id = ANY($1)', [
    [
      enrolment.centreId,
      record.centreId,
      ...signatures.map(({ centreId }) => centreId),
      ...Object.values(record.marks).map(([, centreId]) => centreId),
    ],
  ]);
  return {
    zone: rows.find(({ id }) => id === enrolment.centreId)?.zone ?? 'Europe/Paris',
    now: new Date(),
    centres: new Map(rows.map(({ id, name }) => [id, name])),
  };
}
