import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** The yearly review of who has access in each centre (charter C5.7): when the next one is due, and what the last one came to. */
export class AccessReviews1790000000270 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE access_review (
        centre_id     text        PRIMARY KEY REFERENCES centre (id),
        -- Days where the centre is.
        due_on        date        NOT NULL,
        told_on       date,
        done_at       timestamptz,
        done_by       uuid        REFERENCES person (id),
        kept          int         NOT NULL DEFAULT 0,
        withdrawn     int         NOT NULL DEFAULT 0,
        flagged       int         NOT NULL DEFAULT 0,
        departed      int         NOT NULL DEFAULT 0,
        state_version int         NOT NULL DEFAULT 1,
        CONSTRAINT access_review_is_done_by_someone CHECK ((done_at IS NULL) = (done_by IS NULL))
      );
      CREATE INDEX access_review_by_day ON access_review (due_on);

      GRANT SELECT, INSERT, UPDATE ON access_review TO ${APPLICATION_ROLE};

      -- Nobody who works with an earlier version is late on the day on which this one comes.
      INSERT INTO access_review (centre_id, due_on)
      SELECT id, ((clock_timestamp() AT TIME ZONE zone)::date + interval '1 year')::date FROM centre
      WHERE EXISTS (SELECT FROM profile WHERE profile.centre_id = centre.id AND profile.active)
        OR EXISTS (SELECT FROM enrolment WHERE enrolment.centre_id = centre.id);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE access_review`);
  }
}
