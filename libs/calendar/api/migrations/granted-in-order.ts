import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patients with a number of all authorisations, the latest first: the order of the lists of their forms. */
export class GrantedInOrder1790000000192 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX enrolment_granted ON enrolment (decided_at DESC, id DESC) WHERE state = 'granted'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX enrolment_granted');
  }
}
