import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Declarations received, their follow-up, their coding, and the dictionary that the operator loads. */
export class Pharmacovigilance1790000000013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A declaration and those that complete it. The two last columns are what its declarations say, kept for the order of the desk.
      CREATE TABLE pv_case (
        id               uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id     uuid        NOT NULL REFERENCES enrolment (id),
        kind             text        NOT NULL CHECK (kind IN ('EI', 'SP')),
        form_code        text        NOT NULL,
        centre_id        text        NOT NULL REFERENCES centre (id),
        state_version    int         NOT NULL DEFAULT 1,
        open_due_on      date,
        last_received_at timestamptz NOT NULL
      );
      CREATE INDEX pv_case_of_enrolment ON pv_case (enrolment_id);
      CREATE INDEX pv_case_waiting ON pv_case (open_due_on, id) WHERE open_due_on IS NOT NULL;

      -- One form each. Day 0 is received_at: the first save, null while a follow-up was only opened. It never moves.
      CREATE TABLE pv_declaration (
        form_id              uuid        PRIMARY KEY REFERENCES form_record (id),
        case_id              uuid        NOT NULL REFERENCES pv_case (id),
        version              int         NOT NULL,
        received_at          timestamptz,
        serious              text        NOT NULL DEFAULT 'unknown' CHECK (serious IN ('yes', 'no', 'unknown')),
        acknowledged_at      timestamptz,
        acknowledged_by      uuid        REFERENCES person (id),
        acknowledged_content int,
        UNIQUE (case_id, version)
      );

      -- The code stands beside the form, never in its values. value_seq is the version of the verbatim that was coded.
      CREATE TABLE pv_coding (
        form_id    uuid        NOT NULL REFERENCES pv_declaration (form_id),
        item       text        NOT NULL,
        llt_code   text        NOT NULL,
        llt_name   text        NOT NULL,
        pt_code    text        NOT NULL,
        pt_name    text        NOT NULL,
        soc_name   text        NOT NULL,
        dictionary text        NOT NULL,
        value_seq  int         NOT NULL,
        coded_by   uuid        NOT NULL REFERENCES person (id),
        coded_at   timestamptz NOT NULL,
        PRIMARY KEY (form_id, item)
      );

      -- The latest version loaded is the one in use; terms of the former ones are not kept, a coding keeps its own words.
      CREATE TABLE meddra_version (
        version   text        PRIMARY KEY,
        loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        terms     int         NOT NULL
      );
      CREATE TABLE meddra_term (
        code    text    PRIMARY KEY,
        name    text    NOT NULL,
        folded  text    NOT NULL,
        pt_code text    NOT NULL,
        pt_name text    NOT NULL,
        soc_name text   NOT NULL,
        current boolean NOT NULL
      );

      GRANT SELECT, INSERT, UPDATE ON pv_case, pv_declaration TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON pv_coding TO ${APPLICATION_ROLE};
      GRANT SELECT ON meddra_version, meddra_term TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE meddra_term, meddra_version, pv_coding, pv_declaration, pv_case`);
  }
}
