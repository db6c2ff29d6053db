import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { staysOf, type KnownEnrolment } from '#patients/api';
import { FormRecord } from '../records/form-record.entity.js';
import { todayAt } from './centre-day.js';
import { Courses } from './courses.js';
import { centreOfRow } from './visit-centres.js';

/** Keeps each form of a visit with the centre in charge of that visit, whatever becomes of the patient's stays (charter C10.5). */
@Injectable()
export class VisitCentres {
  constructor(private readonly courses: Courses) {}

  /** Once the stays have changed. A form that belongs to no visit stays with the centre that opened it. The caller holds the enrolment's lock. */
  async settle(tx: EntityManager, { id, centreId }: Pick<KnownEnrolment, 'id' | 'centreId'>): Promise<void> {
    const stays = await staysOf(tx, id);
    const { records, course } = await this.courses.of(tx, id, await todayAt({ tx }, centreId));
    for (const record of records) {
      const row = course.rowOf(record.id);
      if (record.visitCode === '' || (row?.record?.heldOn ?? row?.target) === undefined) continue;
      const inCharge = centreOfRow({ centreId }, stays, row);
      if (inCharge !== record.centreId) await tx.update(FormRecord, { id: record.id }, { centreId: inCharge });
    }
  }
}
