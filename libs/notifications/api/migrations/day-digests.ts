import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** What a person was told of their day in a centre: one row a day, whether there was anything to tell or not; and who wants none. */
export class DayDigests1790000000143 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE day_digest (
        id        uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid        NOT NULL REFERENCES person (id),
        centre_id text        NOT NULL REFERENCES centre (id),
        day       date        NOT NULL,
        lines     jsonb       NOT NULL DEFAULT '[]',
        made_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (person_id, centre_id, day)
      );
      CREATE TABLE day_digest_choice (
        person_id  uuid        PRIMARY KEY REFERENCES person (id),
        wanted     boolean     NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      GRANT SELECT, INSERT, UPDATE ON day_digest, day_digest_choice TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM notification WHERE kind = 'day-digest'; DROP TABLE day_digest_choice, day_digest`);
  }
}
