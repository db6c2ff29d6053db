import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Stays follow each other, be it on one day; one that a transfer made by mistake had begun goes with it. */
export class StaysTakenBack1790000000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE stay DROP CONSTRAINT stay_pkey, ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
      CREATE INDEX stay_by_enrolment ON stay (enrolment_id, from_day, id);
      GRANT DELETE ON stay TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE DELETE ON stay FROM ${APPLICATION_ROLE};
      DROP INDEX stay_by_enrolment;
      ALTER TABLE stay DROP COLUMN id, ADD PRIMARY KEY (enrolment_id, from_day);`);
  }
}
