import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same order, with what tells whose patients they are: those of other centres are passed over without reading them. */
export class GrantedByCentre1790000000241 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX enrolment_granted;
      CREATE INDEX enrolment_granted ON enrolment (decided_at DESC, id DESC)
        INCLUDE (centre_id, former_centre_ids, authorisation_id) WHERE state = 'granted'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX enrolment_granted;
      CREATE INDEX enrolment_granted ON enrolment (decided_at DESC, id DESC) WHERE state = 'granted'`);
  }
}
