import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal, Problem, type Ctx } from '#kernel/api';
import { addDays, type CalendarDate } from '#kernel/domain';
import {
  asksOpinion,
  awaitsOf,
  formerCentres,
  REQUEST_ACTS,
  say,
  SIGNERS,
  stateAfter,
  type Ground,
  type RequestEvent,
  type Signer,
} from '#patients/domain';
import { freeAnsmNumbers } from '../ansm/ansm-authorisations.js';
import { RegistrationNumbers } from '../request/registration-numbers.js';
import { Enrolment } from './enrolment.entity.js';
import { Patient } from './patient.entity.js';
import { staysOf } from './stays.js';

/** What begins a patient's path: an authorisation, the centre that asks, who will sign. */
export interface PathStart {
  readonly authorisation: { readonly id: string; readonly code: string; readonly holderId: string };
  readonly centreId: string;
  readonly prescriberId: string;
  /** On what the enrolment opens (charter R7). */
  readonly ground: Ground;
  /** Of a patient whose collection goes on under another authorisation (charter C8.1); someone new when not given. */
  readonly patientId?: string;
}

export type PatientIdentity = Pick<Patient, 'familyLetters' | 'givenLetters' | 'birth' | 'sex'>;

const NOBODY_YET: PatientIdentity = { familyLetters: '', givenLetters: '', birth: '', sex: '' };

/** `touch`, as a part of a statement of the caller's: a save is one trip. @param id @param at numbers of its parameters: `$2` */
export const touchSql = (id: string, at: string): string => `UPDATE enrolment SET changed_at = ${at} WHERE id = ${id}`;

/**
 * `identify`, as a part of a statement of the caller's. Of a patient who had a number under another authorisation before this enrolment was begun, that one says who they
 * are: the draft of a second FAT, empty at first, unnames nobody (charter C8.1).
 * @param identity family letters, given letters, birth, sex: numbers of its parameters @param enrolment the one whose form says it
 */
export const identifySql = (id: string, identity: string, enrolment: string): string => `
  UPDATE patient SET (family_letters, given_letters, birth, sex) = (${identity})
  WHERE id = ${id} AND (family_letters, given_letters, birth, sex) IS DISTINCT FROM (${identity})
    AND NOT EXISTS (SELECT FROM enrolment other JOIN enrolment told ON told.id = ${enrolment}
      WHERE other.patient_id = patient.id AND other.registration_number IS NOT NULL AND other.created_at < told.created_at)`;

/**
 * A patient's path under an authorisation: patient, enrolment and stays are written here and nowhere else. The caller holds the enrolment's lock, has asked the
 * policy, and writes its own act in the journal where none is named.
 */
@Injectable()
export class EnrolmentPath {
  constructor(
    private readonly journal: Journal,
    private readonly numbers: RegistrationNumbers,
  ) {}

  /** A patient nobody has named yet, or one who is known, the draft of a request, and the stay where they are; with their act in the journal. */
  async start(ctx: Ctx, { authorisation, centreId, prescriberId, ground, patientId: known }: PathStart): Promise<Enrolment> {
    const patientId = known ?? (await ctx.tx.save(Patient, { holderId: authorisation.holderId, ...NOBODY_YET })).id;
    const now = new Date();
    const enrolment = await ctx.tx.save(
      Enrolment,
      Object.assign(new Enrolment(), {
        patientId,
        authorisationId: authorisation.id,
        centreId,
        formerCentreIds: [],
        authorId: ctx.actor.personId,
        prescriberId,
        ground,
        state: 'draft',
        awaits: ['entry'],
        awaitsSince: now,
        registrationNumber: null,
        decisionReason: null,
        firstSentAt: null,
        sentAt: null,
        decidedAt: null,
        continuedOn: null,
        stateVersion: 1,
        createdAt: now,
        changedAt: now,
      } satisfies Omit<Enrolment, 'id'>),
    );
    const { id } = enrolment;
    await ctx.tx.query('INSERT INTO stay (enrolment_id, centre_id, from_day) VALUES ($1, $2, $3)', [id, centreId, ctx.today]);
    const details = { authorisation: authorisation.code, prescriberId, ground };
    await this.journal.append(ctx, REQUEST_ACTS.started, { stream: id, subject: id, details });
    return enrolment;
  }

  /**
   * From state to state of the request. Its number comes with the state that grants it, and ends what is asked of the same patient under the authorisation before; its
   * sending is written in the journal, and so is the inclusion that needs nobody's opinion.
   * @param signed the signatures that stand once the event happened.
   * @param signers whose signatures its form bears: of a FAT both.
   * @throws Problem `conflict` when the state does not allow the event.
   */
  async move(
    ctx: Ctx,
    enrolment: Enrolment,
    event: RequestEvent,
    signed: readonly Signer[],
    signers: readonly Signer[] = SIGNERS,
  ): Promise<void> {
    const { id, ground, state: before } = enrolment;
    const first = enrolment.firstSentAt === null;
    const state = demandEvent(enrolment, event, signed, signers);
    const now = new Date();
    const awaits = awaitsOf(state, signed, signers);
    if (awaits.join() !== enrolment.awaits.join() || state !== enrolment.state) enrolment.awaitsSince = now;
    const sent = state === 'sent' && enrolment.state !== 'sent';
    if (sent) Object.assign(enrolment, { sentAt: now, firstSentAt: enrolment.firstSentAt ?? now });
    const included = state === 'granted' && !asksOpinion(ground);
    // The inclusion is the access request: anyone who reads what was received reads it from here on.
    if (included) enrolment.firstSentAt = now;
    if (state === 'granted') enrolment.registrationNumber = await this.numbers.next(ctx.tx, enrolment.authorisationId);
    if (state === 'granted' || state === 'refused') enrolment.decidedAt = now;
    if (state === 'cancelled') await freeAnsmNumbers(ctx.tx, id);
    Object.assign(enrolment, { state, awaits, changedAt: now, stateVersion: enrolment.stateVersion + 1 });
    await ctx.tx.save(Enrolment, enrolment);
    if (sent) await this.journal.append(ctx, REQUEST_ACTS.sent, { stream: id, subject: id, details: { first } });
    if (included) {
      const details = { number: enrolment.registrationNumber ?? '', ground };
      const changes = [{ item: 'state', old: before, new: state }];
      await this.journal.append(ctx, REQUEST_ACTS.included, { stream: id, subject: id, details, changes });
    }
    if (state === 'granted') await this.goOnFrom(ctx, enrolment);
  }

  /** The follow-up of this patient goes on here: under the authorisation before nothing that comes after this day is asked (charter C8.3). */
  private async goOnFrom(ctx: Ctx, { id }: Enrolment): Promise<void> {
    const [formers]: [{ id: string }[]] = await ctx.tx.query(CONTINUED, [id]);
    for (const former of formers) await this.journal.append(ctx, REQUEST_ACTS.continued, { stream: former.id, subject: former.id });
  }

  /** Another centre follows the patient from that day on (charter C10.1): one stay ends the day before, another begins. */
  async transfer(tx: EntityManager, id: string, { centreId, on }: { readonly centreId: string; readonly on: CalendarDate }): Promise<void> {
    await tx.query('UPDATE stay SET to_day = greatest($2::date, from_day) WHERE enrolment_id = $1 AND to_day IS NULL', [
      id,
      addDays(on, -1),
    ]);
    await tx.query('INSERT INTO stay (enrolment_id, centre_id, from_day) VALUES ($1, $2, $3)', [id, centreId, on]);
    await this.follows(tx, id);
  }

  /** The last transfer was a mistake: the stay that it began goes, the one before has no end again. */
  async takeBack(tx: EntityManager, id: string): Promise<void> {
    await tx.query('DELETE FROM stay WHERE enrolment_id = $1 AND to_day IS NULL', [id]);
    await tx.query(
      'UPDATE stay SET to_day = NULL WHERE id = (SELECT id FROM stay WHERE enrolment_id = $1 ORDER BY from_day DESC, id DESC LIMIT 1)',
      [id],
    );
    await this.follows(tx, id);
  }

  /** The centre in charge, and those that were, as the stays say. */
  private async follows(tx: EntityManager, id: string): Promise<void> {
    const stays = await staysOf(tx, id);
    await tx.query(
      'UPDATE enrolment SET centre_id = $2, former_centre_ids = $3, state_version = state_version + 1, changed_at = clock_timestamp() WHERE id = $1',
      [id, stays.at(-1)?.centreId, formerCentres(stays)],
    );
  }

  /** Something that its acts are held against changed. */
  async amended(tx: EntityManager, id: string): Promise<void> {
    await tx.query('UPDATE enrolment SET state_version = state_version + 1, changed_at = clock_timestamp() WHERE id = $1', [id]);
  }

  /** Something of the file changed: lists by latest change show it first. */
  async touch({ tx }: Ctx, id: string, at: Date): Promise<void> {
    await tx.query(touchSql('$1', '$2'), [id, at]);
  }

  /** Who the patient is, as the FAT says it. */
  async identify({ tx }: Ctx, { id, patientId }: Pick<Enrolment, 'id' | 'patientId'>, who: PatientIdentity): Promise<void> {
    const { familyLetters, givenLetters, birth, sex } = who;
    await tx.query(identifySql('$1', '$2, $3, $4, $5', '$6'), [patientId, familyLetters, givenLetters, birth, sex, id]);
  }

  /** The counts of its forms are those of today's reading. */
  async counted(tx: EntityManager, id: string): Promise<void> {
    await tx.query('UPDATE enrolment SET counted = true WHERE id = $1', [id]);
  }
}

/** Of one patient, enrolments are one after the other: what began before this one, and is followed, is what it goes on from. Only a continuation begins with a patient who is known. */
const CONTINUED = `
  UPDATE enrolment SET continued_on = (later.decided_at AT TIME ZONE centre.zone)::date, changed_at = later.changed_at
  FROM centre, enrolment later WHERE later.id = $1 AND centre.id = enrolment.centre_id AND enrolment.patient_id = later.patient_id
    AND enrolment.created_at < later.created_at AND enrolment.state = 'granted' AND enrolment.continued_on IS NULL
  RETURNING enrolment.id`;

/** What the holder alone says. */
const OPINIONS: readonly RequestEvent[] = ['grant', 'refuse', 'ask-more'];

/** The state that the event leads to. @throws Problem `conflict`, in words. */
export function demandEvent(
  { state, ground, firstSentAt }: Enrolment,
  event: RequestEvent,
  signed: readonly Signer[],
  signers: readonly Signer[] = SIGNERS,
) {
  if (OPINIONS.includes(event) && !asksOpinion(ground))
    throw new Problem('conflict', { rule: 'R7', detail: say({ code: 'no-opinion-asked' }) });
  const after = stateAfter(state, event, { signed, sentBefore: firstSentAt !== null, ground, signers });
  if (!after) throw new Problem('conflict', { detail: say({ code: 'request-refuses', params: { state, ground, event } }) });
  return after;
}
