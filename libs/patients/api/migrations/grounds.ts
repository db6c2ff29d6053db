import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/**
 * On what an enrolment opens (charter R7), and the authorisations that ANSM gave by name (R6). What was sent to a holder before, or decided by one, keeps that path to
 * its end; drafts of compassionate access go on without an opinion.
 */
export class Grounds1790000000250 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE enrolment ADD COLUMN ground text NOT NULL DEFAULT 'holder-opinion'
        CONSTRAINT enrolment_ground_is_known CHECK (ground IN ('holder-opinion', 'ansm-number', 'framework-criteria'));
      UPDATE enrolment SET ground = CASE authorisation.kind WHEN 'CPC' THEN 'framework-criteria' ELSE 'ansm-number' END
      FROM authorisation WHERE authorisation.id = enrolment.authorisation_id AND authorisation.kind IN ('AAC', 'AAC-PRE-PRECOCE', 'CPC')
        AND enrolment.first_sent_at IS NULL AND enrolment.state IN ('draft', 'completed', 'half-signed');

      CREATE TABLE ansm_authorisation (
        id           uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        enrolment_id uuid        NOT NULL REFERENCES enrolment (id),
        number       text        NOT NULL CHECK (length(number) BETWEEN 4 AND 24),
        key          text        NOT NULL,
        from_day     date        NOT NULL,
        until_day    date        NOT NULL,
        recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        recorded_by  uuid        NOT NULL REFERENCES person (id),
        -- Corrected, or of an inclusion that was cancelled: the number is free again.
        freed_at     timestamptz,
        CONSTRAINT ansm_authorisation_ends_after_it_begins CHECK (until_day >= from_day)
      );
      CREATE UNIQUE INDEX ansm_authorisation_once ON ansm_authorisation (key) WHERE freed_at IS NULL;
      CREATE INDEX ansm_authorisation_by_enrolment ON ansm_authorisation (enrolment_id);
      GRANT SELECT, INSERT, UPDATE (freed_at) ON ansm_authorisation TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE ansm_authorisation; ALTER TABLE enrolment DROP COLUMN ground');
  }
}
