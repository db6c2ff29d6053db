import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The access log keeps refused looks, from where they came, and is read by person and by day. */
export class AccessLogServes1790000000164 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE access_log
        ADD COLUMN outcome text NOT NULL DEFAULT 'given' CHECK (outcome IN ('given', 'forbidden', 'absent')),
        ADD COLUMN rule    text,
        ADD COLUMN address text,
        ADD COLUMN device  text CHECK (device IN ('computer', 'tablet', 'phone', 'other'));
      CREATE INDEX access_log_by_day ON access_log (at, id);
      CREATE INDEX access_log_by_person ON access_log (person_id, at, id);
      CREATE INDEX access_log_refused ON access_log (at, id) WHERE outcome <> 'given';`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX access_log_by_day, access_log_by_person, access_log_refused;
      ALTER TABLE access_log DROP COLUMN outcome, DROP COLUMN rule, DROP COLUMN address, DROP COLUMN device;`);
  }
}
