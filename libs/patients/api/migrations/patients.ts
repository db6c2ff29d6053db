import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Patients of one holder, their enrolments (the request itself), their path through centres, and the numbers given. */
export class Patients1790000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Identity is what the protocol's binding items hold, projected in the same transaction. Empty until typed.
      CREATE TABLE patient (
        id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        holder_id      text NOT NULL REFERENCES holder (id),
        family_letters text NOT NULL DEFAULT '' CHECK (family_letters ~ '^([A-Z]{3})?$'),
        given_letters  text NOT NULL DEFAULT '' CHECK (given_letters ~ '^([A-Z]{2})?$'),
        birth          text NOT NULL DEFAULT '' CHECK (birth ~ '^(\\d{4}-\\d{2}(-\\d{2})?)?$'),
        sex            text NOT NULL DEFAULT '' CHECK (sex IN ('', 'M', 'F'))
      );
      CREATE INDEX patient_by_identity ON patient (holder_id, family_letters, given_letters, sex, birth);

      CREATE TABLE enrolment (
        id                  uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        patient_id          uuid        NOT NULL REFERENCES patient (id),
        authorisation_id    uuid        NOT NULL REFERENCES authorisation (id),
        centre_id           text        NOT NULL REFERENCES centre (id),
        former_centre_ids   text[]      NOT NULL DEFAULT '{}',
        author_id           uuid        NOT NULL REFERENCES person (id),
        prescriber_id       uuid        NOT NULL REFERENCES person (id),
        state               text        NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'completed', 'half-signed', 'sent', 'more-asked', 'granted', 'refused', 'cancelled')),
        awaits              text[]      NOT NULL DEFAULT '{}',
        awaits_since        timestamptz NOT NULL DEFAULT clock_timestamp(),
        registration_number text        UNIQUE,
        decision_reason     text,
        first_sent_at       timestamptz,
        sent_at             timestamptz,
        decided_at          timestamptz,
        state_version       int         NOT NULL DEFAULT 1,
        created_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
        changed_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT enrolment_granted_has_number CHECK ((state = 'granted') = (registration_number IS NOT NULL))
      );
      CREATE INDEX enrolment_by_centre ON enrolment (centre_id, authorisation_id, changed_at DESC, id);
      CREATE INDEX enrolment_by_authorisation ON enrolment (authorisation_id, changed_at DESC, id);
      CREATE INDEX enrolment_by_patient ON enrolment (patient_id);

      CREATE TABLE stay (
        enrolment_id uuid NOT NULL REFERENCES enrolment (id),
        centre_id    text NOT NULL REFERENCES centre (id),
        from_day     date NOT NULL,
        to_day       date,
        PRIMARY KEY (enrolment_id, from_day)
      );
      CREATE UNIQUE INDEX stay_open_once ON stay (enrolment_id) WHERE to_day IS NULL;

      -- How many numbers an authorisation has given: locked, so that none is given twice.
      CREATE TABLE registration_counter (
        authorisation_id uuid PRIMARY KEY REFERENCES authorisation (id),
        given            int  NOT NULL CHECK (given BETWEEN 0 AND 100000)
      );

      GRANT SELECT, INSERT, UPDATE ON patient, enrolment, stay, registration_counter TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE registration_counter, stay, enrolment, patient`);
  }
}
