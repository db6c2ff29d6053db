import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Task } from '#kernel/api';

/** What a task says of its patient, as rows say it. */
export interface PatientWords {
  readonly enrolment_id: string;
  readonly number: string | null;
  readonly letters: string;
  readonly code: string;
  readonly medicine: string;
  readonly centre_name: string;
}

/** Selects them. The query joins what `withPatient` joins. */
export const PATIENT_COLUMNS = [
  'enrolment.id AS enrolment_id',
  'enrolment.registration_number AS number',
  `trim(patient.family_letters || ' ' || patient.given_letters) AS letters`,
  'authorisation.code AS code',
  'authorisation.medicine AS medicine',
  'centre.name AS centre_name',
];

export function withPatient<E extends ObjectLiteral>(query: SelectQueryBuilder<E>): SelectQueryBuilder<E> {
  return query
    .innerJoin('patient', 'patient', 'patient.id = enrolment.patient_id')
    .innerJoin('authorisation', 'authorisation', 'authorisation.id = enrolment.authorisation_id');
}

/** The same in SQL, for rows that were found first: of few of many, who the patients are is read. @param enrolmentId how the statement names it */
export const joinedPatient = (enrolmentId: string): string => `
  JOIN enrolment ON enrolment.id = ${enrolmentId}
  JOIN centre ON centre.id = enrolment.centre_id
  JOIN patient ON patient.id = enrolment.patient_id
  JOIN authorisation ON authorisation.id = enrolment.authorisation_id`;

export function aboutPatient(row: PatientWords): Partial<Task> {
  return {
    enrolmentId: row.enrolment_id,
    ...(row.letters && { patient: row.letters }),
    ...(row.number !== null && { registrationNumber: row.number }),
    authorisationCode: row.code,
    medicine: row.medicine,
    centreName: row.centre_name,
  };
}
