import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of one patient who moves between centres, a prescriber who works in several may have a request in each (charter C10.6). */
export class RequestsByCentre1790000000201 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE access_request DROP CONSTRAINT access_request_pkey, ADD PRIMARY KEY (enrolment_id, person_id, centre_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM access_request later USING access_request first
        WHERE first.enrolment_id = later.enrolment_id AND first.person_id = later.person_id AND first.made_at < later.made_at;
      ALTER TABLE access_request DROP CONSTRAINT access_request_pkey, ADD PRIMARY KEY (enrolment_id, person_id)`);
  }
}
