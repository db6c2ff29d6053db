import type { CourseRow } from '#forms/domain';
import type { KnownEnrolment } from '#patients/api';
import { inChargeOn, type Stay } from '#patients/domain';
import type { FormRecord } from '../records/form-record.entity.js';
import type { FollowUp } from './courses.js';
import type { Place } from './place-of-form.js';

type Followed = Pick<KnownEnrolment, 'centreId'>;

/**
 * The centre in charge of a row of the calendar: the one that followed the patient on the day of the visit, when it took place or else when it is foreseen (charter C10.2,
 * C10.5). What belongs to no visit, or has no day, is of the centre that follows the patient now.
 */
export function centreOfRow({ centreId }: Followed, stays: readonly Stay[], row: CourseRow | undefined): string {
  const day = row?.visit === undefined ? undefined : (row.record?.heldOn ?? row.target);
  return (day !== undefined && inChargeOn(stays, day)) || centreId;
}

/** Whether a centre that the patient left reads that row: its visit was the centre's, or it answered in its form. */
export function isOfCentre(centreId: string, record: Pick<FormRecord, 'centreId' | 'marks'> | undefined, inCharge: string): boolean {
  if (!record) return inCharge === centreId;
  return record.centreId === centreId || Object.values(record.marks).some(([, entered]) => entered === centreId);
}

/** The row of the calendar at that place; without its visit, at any; without its time, the first that was not begun. */
export function rowAt({ course }: Pick<FollowUp, 'course'>, form: string, { visit, occurrence }: Partial<Place>): CourseRow | undefined {
  return course.schedule.rows.find(
    (row) =>
      row.form === form &&
      (visit === undefined || (row.visit ?? '') === visit) &&
      (occurrence === undefined ? !row.record : row.occurrence === occurrence),
  );
}
