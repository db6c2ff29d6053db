import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** What data managers leave on a form: review marks, and a lock (charter C12.5). Their past is in the journal. */
export class FormReview1790000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A mark is of the content that was read: a later change makes it stale.
      CREATE TABLE form_review (
        form_id         uuid        NOT NULL REFERENCES form_record (id),
        mark            text        NOT NULL CHECK (mark IN ('read', 'verified')),
        content_version int         NOT NULL,
        at              timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_id           uuid        NOT NULL REFERENCES person (id),
        by_name         text        NOT NULL,
        PRIMARY KEY (form_id, mark)
      );

      CREATE TABLE form_lock (
        form_id           uuid        PRIMARY KEY REFERENCES form_record (id),
        at                timestamptz NOT NULL DEFAULT clock_timestamp(),
        by_id             uuid        NOT NULL REFERENCES person (id),
        by_name           text        NOT NULL,
        reason            text        NOT NULL,
        unlock_asked_at   timestamptz,
        unlock_asked_id   uuid        REFERENCES person (id),
        unlock_asked_name text        NOT NULL DEFAULT '',
        unlock_reason     text        NOT NULL DEFAULT ''
      );
      CREATE INDEX form_lock_asked ON form_lock (unlock_asked_at) WHERE unlock_asked_at IS NOT NULL;

      GRANT SELECT, INSERT, UPDATE, DELETE ON form_review, form_lock TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE form_lock, form_review`);
  }
}
