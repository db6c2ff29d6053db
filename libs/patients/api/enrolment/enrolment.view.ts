import type { Ctx } from '#kernel/api';
import { abilitiesOn } from './enrolment-abilities.js';
import type { Enrolment } from './enrolment.entity.js';
import type { EnrolmentLine } from './enrolment.store.js';
import type { Patient } from './patient.entity.js';
import type { EnrolmentSummary, EnrolmentView, FormSummary, OtherEnrolment, PatientView, PossibleDouble } from '../patients.messages.js';

/** The only doors out: a column that is not named here does not leave the server. */
/** @param missing of a followed patient, what the calendar counts; before the number, what its forms do. */
export function viewSummary(line: EnrolmentLine, forms: readonly FormSummary[], missing: number | undefined): EnrolmentSummary {
  const { enrolment, patient, authorisationCode, medicine, centreName } = line;
  const { id, registrationNumber, authorisationId, centreId, ground, state, awaits } = enrolment;
  return {
    id,
    patient: viewPatient(patient),
    ...(registrationNumber && { registrationNumber }),
    authorisationId,
    authorisationCode,
    medicine,
    centreId,
    centreName,
    ground,
    state,
    awaits,
    awaitsSince: enrolment.awaitsSince.toISOString(),
    prescriber: { id: enrolment.prescriberId, name: line.prescriberName },
    createdAt: enrolment.createdAt.toISOString(),
    changedAt: enrolment.changedAt.toISOString(),
    missing: missing ?? forms.reduce((sum, form) => sum + form.missing, 0),
  };
}

export type Stated = Omit<
  EnrolmentView,
  'ansmAuthorisations' | 'stays' | 'timeline' | 'otherEnrolments' | 'possibleDoubles' | 'hiddenDoubles' | 'formerRequests'
>;

/** What is read beside the file. */
interface Known {
  readonly missing: number | undefined;
  /** Whether its authorisation takes the request. */
  readonly taken: boolean;
}

export function viewEnrolment(ctx: Ctx, line: EnrolmentLine, forms: readonly FormSummary[], { missing, taken }: Known): Stated {
  const { enrolment, indication, holderName, authorName } = line;
  const { decisionReason, firstSentAt, sentAt, decidedAt, stateVersion, authorId } = enrolment;
  return {
    ...viewSummary(line, forms, missing),
    indication,
    holderName,
    author: { id: authorId, name: authorName },
    ...(decisionReason && { decisionReason }),
    ...(firstSentAt && { firstSentAt: firstSentAt.toISOString() }),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
    ...(decidedAt && { decidedAt: decidedAt.toISOString() }),
    forms: [...forms],
    stateVersion,
    abilities: abilitiesOn(ctx, enrolment, taken),
  };
}

export function viewDouble({ id, registrationNumber, state, createdAt }: Enrolment): PossibleDouble {
  return { id, ...(registrationNumber && { registrationNumber }), state, createdAt: createdAt.toISOString() };
}

export function viewOther({ enrolment, authorisationCode }: EnrolmentLine): OtherEnrolment {
  const { id, registrationNumber, state, createdAt } = enrolment;
  return { id, ...(registrationNumber && { registrationNumber }), authorisationCode, state, createdAt: createdAt.toISOString() };
}

function viewPatient({ id, familyLetters, givenLetters, birth, sex }: Patient): PatientView {
  return { id, familyLetters, givenLetters, birth, sex };
}
