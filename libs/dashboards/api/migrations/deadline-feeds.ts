import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Calendars of deadlines that people subscribe to, each by an address of their own that they may revoke. The secret of an address is kept nowhere: it is derived. */
export class DeadlineFeeds1790000000222 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE deadline_feed (
        id         uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id  uuid        NOT NULL REFERENCES person (id),
        -- In which profile it reads; none for the operator's side.
        profile_id uuid        REFERENCES profile (id),
        made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
        read_at    timestamptz,
        revoked_at timestamptz
      );
      -- One that stands, in each profile.
      CREATE UNIQUE INDEX deadline_feed_standing ON deadline_feed (person_id, profile_id) NULLS NOT DISTINCT WHERE revoked_at IS NULL;
      GRANT SELECT, INSERT, UPDATE ON deadline_feed TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE deadline_feed`);
  }
}
