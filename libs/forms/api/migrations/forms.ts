import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Filled forms, their signatures, and the one-time intents by which a signature is authenticated afresh. */
export class Forms1790000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Values by item key; marks by item key: [journal seq, centre]. The counts are computed by the protocols domain at each write.
      CREATE TABLE form_record (
        id                  uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id        uuid        NOT NULL REFERENCES enrolment (id),
        protocol_version_id uuid        NOT NULL REFERENCES protocol_version (id),
        form_code           text        NOT NULL,
        form_kind           text        NOT NULL,
        visit_code          text        NOT NULL DEFAULT '',
        occurrence          int         NOT NULL DEFAULT 1,
        centre_id           text        NOT NULL REFERENCES centre (id),
        opened_by           uuid        NOT NULL REFERENCES person (id),
        opened_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
        changed_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
        "values"            jsonb       NOT NULL DEFAULT '{}',
        marks               jsonb       NOT NULL DEFAULT '{}',
        content_version     int         NOT NULL DEFAULT 0,
        state_version       int         NOT NULL DEFAULT 1,
        state               text        NOT NULL DEFAULT 'in-progress' CHECK (state IN ('in-progress', 'complete')),
        applicable          int         NOT NULL DEFAULT 0,
        filled              int         NOT NULL DEFAULT 0,
        missing             int         NOT NULL DEFAULT 0,
        all_put             int         NOT NULL DEFAULT 0,
        UNIQUE (enrolment_id, form_code, visit_code, occurrence)
      );

      -- A signature binds who, in which role, when, what it means and the hash of what was signed (21 CFR 11.50, 11.70).
      CREATE TABLE signature (
        id              uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        form_id         uuid        NOT NULL REFERENCES form_record (id),
        role            text        NOT NULL CHECK (role IN ('prescriber', 'pharmacist')),
        person_id       uuid        NOT NULL REFERENCES person (id),
        person_name     text        NOT NULL,
        rpps            text,
        centre_id       text        NOT NULL REFERENCES centre (id),
        meaning         text        NOT NULL,
        content_version int         NOT NULL,
        content_hash    text        NOT NULL,
        -- The day where the centre is: the hash was computed for that day, and is again.
        signed_day      date        NOT NULL,
        signed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
        voided_at       timestamptz,
        voided_by       uuid        REFERENCES person (id)
      );
      CREATE UNIQUE INDEX signature_live_once ON signature (form_id, role) WHERE voided_at IS NULL;

      CREATE TABLE signing_intent (
        id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        form_id      uuid        NOT NULL REFERENCES form_record (id),
        role         text        NOT NULL,
        person_id    uuid        NOT NULL REFERENCES person (id),
        session_id   text        NOT NULL,
        content_hash text        NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        used_at      timestamptz
      );

      -- Who has the form open: a courtesy, not a lock.
      CREATE UNLOGGED TABLE form_presence (
        form_id   uuid        NOT NULL,
        person_id uuid        NOT NULL,
        name      text        NOT NULL,
        role      text        NOT NULL,
        seen_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (form_id, person_id)
      );

      GRANT SELECT, INSERT, UPDATE ON form_record, signature, signing_intent, form_presence TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE form_presence, signing_intent, signature, form_record`);
  }
}
