import type { Subject } from '@casl/ability';
import type { Actor, Ctx } from '#kernel/api';
import { titledAt } from '#kernel/domain';
import { asForm, type KnownEnrolment } from '#patients/api';
import {
  conductOf,
  missingInCarriedRows,
  onlyCentre,
  placeInWords,
  visibleCarried,
  visibleValues,
  type Carried,
  type Conduct,
  type Course,
  type CourseRow,
  type FormMessage,
  type FormStanding,
  type StatefulAct,
  type Viewer,
} from '#forms/domain';
import { completeness, signatureRules, type Env, type Form, type Protocol, type SignatureRule } from '#protocols/domain';
import type { Bearings } from '../schedule/courses.js';
import { contentHashOf } from '../signing/content-hash.js';
import type { FormRecord } from './form-record.entity.js';
import type { FormLock } from '../review/review.entities.js';
import type { Signature } from '../signing/signature.entity.js';
import type { FormAnswer } from '../say.js';

/** A form record with all that its rules look at. */
export interface OpenForm {
  readonly record: FormRecord;
  readonly enrolment: KnownEnrolment;
  readonly protocol: Protocol;
  readonly form: Form;
  readonly env: Env;
  /** Its place in the calendar; the FAT has none. */
  readonly row?: CourseRow;
  /** The patient's forms beside it, which the FAT does not see. */
  readonly course?: Course;
  /** All that were ever made, in order. */
  readonly signatures: readonly Signature[];
}

/** A form whose enrolment is locked: nobody else writes any form of the patient until the transaction ends. */
export interface HeldForm extends OpenForm {
  /** All the patient's forms, this one among them, in the order in which they were opened. */
  readonly records: readonly FormRecord[];
  readonly lock: FormLock | null;
  /** The day where the patient is followed now; `env` says the one where the form's visit is. */
  readonly today: string;
  /** What the patient's course counts from, where it was read with the lock. */
  readonly bearings?: Bearings;
}

export function asSubject({ record, enrolment }: Pick<OpenForm, 'record' | 'enrolment'>): Subject {
  return asForm(enrolment, record.formKind, record.centreId);
}

/** Signatures that stand: not voided by a later change. */
export function standing({ signatures }: OpenForm): readonly Signature[] {
  return signatures.filter(({ voidedAt }) => voidedAt === null);
}

export function signedBy(open: OpenForm): SignatureRule['role'][] {
  return standing(open).map(({ role }) => role);
}

/** What a signature in that role covers and means; undefined when the form bears none. */
export function ruleOf({ form }: OpenForm, role: SignatureRule['role']): SignatureRule | undefined {
  return signatureRules(form).find((rule) => rule.role === role);
}

/** Whether the form has that signature, and it is not made yet. */
export function isSignable(open: OpenForm, role: SignatureRule['role']): boolean {
  return ruleOf(open, role) !== undefined && !signedBy(open).includes(role);
}

/** What a signature binds: it is made and compared on the day that `env` says. */
export function contentHash({ record, form, env }: OpenForm, { covers }: SignatureRule): string {
  return contentHashOf(form, record.values, covers, env);
}

/** How this form behaves: as the request itself, or as a form of the follow-up. */
export function conductOfForm({ record }: Pick<OpenForm, 'record'>): Conduct {
  return conductOf(record.formKind);
}

/** How far its entry is, and where its request stands: what its conduct looks at. */
export function standingOf({ record, enrolment }: Pick<OpenForm, 'record' | 'enrolment'>): FormStanding {
  return { state: record.state, request: enrolment.state, ground: enrolment.ground };
}

/** Why nobody can do this now; undefined when anyone who has the right may. */
export function whyNot(open: Pick<OpenForm, 'record' | 'enrolment'>, act: StatefulAct): FormMessage | undefined {
  return conductOfForm(open).whyNot(act, standingOf(open));
}

/** A form is locked once it is typed; the FAT, once it has served. */
export function isLockable(open: Pick<OpenForm, 'record' | 'enrolment'>): boolean {
  return whyNotLockable(open) === undefined;
}

/** What prevents it from being locked by anyone, a lock aside. */
export function whyNotLockable(open: Pick<OpenForm, 'record' | 'enrolment'>): 'undecided' | 'typed' | undefined {
  return conductOfForm(open).whyNotLockable(standingOf(open));
}

/** Why nobody could type in it without its lock either; undefined where the lock is what prevents it. */
export function whyUnlockingIsVain(open: Pick<OpenForm, 'record' | 'enrolment'>): FormAnswer | undefined {
  if (whyNot(open, 'write') === undefined) return undefined;
  return { code: 'unlocking-is-vain', params: { state: open.enrolment.state, ground: open.enrolment.ground } };
}

/** What this person may do with its lock: where it would be refused, it is not offered. */
export function lockAbilities(
  { ability }: Pick<Ctx, 'ability'>,
  open: Pick<OpenForm, 'record' | 'enrolment'>,
  locked: boolean,
): ('lock' | 'unlock')[] {
  if (!ability.can('lock', asSubject(open))) return [];
  if (locked) return ['unlock'];
  return isLockable(open) ? ['lock'] : [];
}

/** Where the form stands, as people say it; empty for what happens once outside visits. */
export function placeOf({
  record,
  protocol,
}: {
  readonly record: Pick<FormRecord, 'formCode' | 'visitCode' | 'occurrence'>;
  readonly protocol: Protocol;
}): string {
  return placeInWords(protocol, record.formCode, record.visitCode, record.occurrence);
}

/** `Fiche de suivi – M3`. */
export function titleOf(open: Pick<OpenForm, 'record' | 'protocol' | 'form'>): string {
  return titledAt(open.form.title, placeOf(open));
}

/** How an entry of the journal says which form it is about, and with which words it is to be read. */
export function journalled(open: Pick<OpenForm, 'record' | 'protocol' | 'form'>) {
  const { record } = open;
  return {
    stream: record.enrolmentId,
    subject: record.id,
    details: {
      form: record.formCode,
      protocolVersionId: record.protocolVersionId,
      ...(conductOfForm(open).isNamedInJournal && { title: titleOf(open) }),
    },
  } as const;
}

/** From where someone looks at the form (charter C10.5). */
export function viewerOf({ profile }: Actor, { enrolment }: Pick<OpenForm, 'enrolment'>): Viewer {
  return {
    ...(profile && { centreId: profile.centreId }),
    centres: { current: enrolment.centreId, former: enrolment.formerCentreIds },
  };
}

/** The counts that lists and dashboards read, computed at each write. */
export function countsOf(form: Form, values: FormRecord['values'], env: Env, carried: Carried = {}) {
  const { applicable, filled, missing, allPut } = completeness(form, values, env);
  const waiting = missingInCarriedRows(form, values, env, carried).length;
  return { applicable: applicable + waiting, filled, missing: missing + waiting, allPut };
}

/**
 * The same as this person sees them: of a visit of another centre, one that the patient left counts what it entered itself (charter C10.5). Of its own visits it knows what
 * is still to be told.
 */
export function countsSeen({ record, form, env }: Pick<OpenForm, 'record' | 'form' | 'env'>, viewer: Viewer) {
  const only = onlyCentre(viewer);
  if (only !== undefined && only !== record.centreId)
    return countsOf(form, visibleValues(record.values, record.marks, viewer), env, visibleCarried(record.carried, viewer));
  const { applicable, filled, missing, allPut } = record;
  return { applicable, filled, missing, allPut };
}
