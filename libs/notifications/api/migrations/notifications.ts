import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** E-mails to send, one row a person and an event; and who is concerned by a request, frozen at its first sending (charter C6.1). */
export class Notifications1790000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE request_recipient (
        enrolment_id uuid NOT NULL REFERENCES enrolment (id),
        person_id    uuid NOT NULL REFERENCES person (id),
        PRIMARY KEY (enrolment_id, person_id)
      );

      CREATE TABLE notification (
        id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        kind         text        NOT NULL,
        enrolment_id uuid        NOT NULL REFERENCES enrolment (id),
        person_id    uuid        NOT NULL REFERENCES person (id),
        entry_id     bigint      NOT NULL REFERENCES journal_entry (id),
        message_id   text        NOT NULL UNIQUE,
        state        text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'unknown', 'unconfirmed', 'withheld')),
        attempts     int         NOT NULL DEFAULT 0,
        doubts       int         NOT NULL DEFAULT 0,
        lease_until  timestamptz,
        finishing_at timestamptz,
        repeated_at  timestamptz,
        next_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        settled_at   timestamptz,
        UNIQUE (entry_id, person_id)
      );
      CREATE INDEX notification_waiting ON notification (next_at) WHERE state IN ('pending', 'sending', 'unknown');

      GRANT SELECT, INSERT, UPDATE ON request_recipient, notification TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE notification, request_recipient`);
  }
}
