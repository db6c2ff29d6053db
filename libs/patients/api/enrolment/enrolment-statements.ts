import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { whereAllowed, type Ctx } from '#kernel/api';
import { ENROLMENT_COLUMNS } from './enrolment-abilities.js';
import { Enrolment } from './enrolment.entity.js';
import { narrow, type Narrowed } from './narrowed.js';
import { Patient } from './patient.entity.js';

/** An enrolment as others read it. `EnrolmentPath` alone writes it. */
export type KnownEnrolment = Readonly<Enrolment>;

/** A patient as others read them. */
export type KnownPatient = Readonly<Patient>;

/** What a statement of another capability reads of enrolments, which it names `enrolment`: all of them, for who narrows them to what may be read. */
export function allEnrolments(tx: EntityManager): SelectQueryBuilder<KnownEnrolment> {
  return tx.createQueryBuilder(Enrolment, 'enrolment');
}

/** The same of those that the actor may read. */
export function readableEnrolments(ctx: Ctx): SelectQueryBuilder<KnownEnrolment> {
  return whereAllowed(allEnrolments(ctx.tx), ctx.ability, 'read', 'Enrolment', ENROLMENT_COLUMNS);
}

/**
 * Those who have a number, and whose follow-up this person sees: the calendar begins with it. The statement names the centre that follows
 * them `centre`.
 */
export function followedEnrolments(ctx: Ctx, filter: Narrowed = {}): SelectQueryBuilder<KnownEnrolment> {
  const query = narrow(allEnrolments(ctx.tx).innerJoin('centre', 'centre', 'centre.id = enrolment.centreId'), filter);
  query.andWhere(`enrolment.state = 'granted'`);
  return whereAllowed(query, ctx.ability, 'follow', 'Enrolment', ENROLMENT_COLUMNS);
}

/** Joins the enrolment, named `enrolment`, of rows that hold its id. @param of how the statement names these rows */
export function joinEnrolment<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, of: string): SelectQueryBuilder<E> {
  return query.innerJoin(Enrolment, 'enrolment', `enrolment.id = ${of}.enrolmentId`);
}

/** The same, and each row is read with it, as its `enrolment`. */
export function withEnrolment<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, of: string): SelectQueryBuilder<E> {
  return query.innerJoinAndMapOne(`${of}.enrolment`, Enrolment, 'enrolment', `enrolment.id = ${of}.enrolmentId`);
}

/** Joins the patient, named `patient`, of the enrolment that the statement names `enrolment`. */
export function joinPatient<E extends ObjectLiteral>(query: SelectQueryBuilder<E>): SelectQueryBuilder<E> {
  return query.innerJoin(Patient, 'patient', 'patient.id = enrolment.patientId');
}

/** The same, and each row is read with who the patient is, as its `patient`. */
export function withIdentity<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, of: string): SelectQueryBuilder<E> {
  return query.innerJoinAndMapOne(`${of}.patient`, Patient, 'patient', 'patient.id = enrolment.patientId');
}
