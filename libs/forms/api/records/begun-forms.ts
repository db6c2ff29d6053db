import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BegunForms, type Begun } from '#protocols/api';

/** The forms made from versions of protocols, counted. */
@Injectable()
export class BegunRecords extends BegunForms {
  async counts(tx: EntityManager, versionIds: readonly string[]): Promise<ReadonlyMap<string, Begun>> {
    const rows: { id: string; forms: number; patients: number }[] = await tx.query(
      `SELECT protocol_version_id AS id, count(*)::int AS forms, count(DISTINCT enrolment_id)::int AS patients
       FROM form_record WHERE protocol_version_id = ANY($1) GROUP BY protocol_version_id`,
      [versionIds],
    );
    return new Map(rows.map(({ id, forms, patients }) => [id, { forms, patients }]));
  }
}
