import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** What takes two managers: that someone's second factors be forgotten; and how a proposal ends that nobody confirms. */
export class FactorResets1790000000181 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE factor_reset (
        id            uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id     uuid        NOT NULL REFERENCES person (id),
        reason        text        NOT NULL,
        proposed_by   uuid        NOT NULL REFERENCES person (id),
        proposed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        outcome       text        CHECK (outcome IN ('confirmed', 'declined', 'retracted')),
        ended_by      uuid        REFERENCES person (id),
        ended_at      timestamptz,
        end_reason    text,
        state_version int         NOT NULL DEFAULT 1,
        CONSTRAINT factor_reset_not_of_oneself CHECK (proposed_by <> person_id AND ended_by IS DISTINCT FROM person_id),
        CONSTRAINT factor_reset_takes_two CHECK (outcome IS NULL OR (outcome = 'retracted') = (ended_by = proposed_by)),
        CONSTRAINT factor_reset_ends_whole CHECK (num_nonnulls(outcome, ended_by, ended_at) IN (0, 3))
      );
      CREATE UNIQUE INDEX factor_reset_waiting ON factor_reset (person_id) WHERE outcome IS NULL;
      CREATE INDEX factor_reset_by_end ON factor_reset (ended_at DESC NULLS FIRST, id);

      ALTER TABLE staff
        ADD COLUMN end_outcome text CHECK (end_outcome IN ('declined', 'retracted')),
        ADD COLUMN ended_by uuid REFERENCES person (id),
        ADD COLUMN ended_at timestamptz,
        ADD COLUMN end_reason text,
        ADD CONSTRAINT staff_proposal_ends_whole CHECK (num_nonnulls(end_outcome, ended_by, ended_at, end_reason) IN (0, 4));

      GRANT SELECT, INSERT, UPDATE ON factor_reset TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE staff DROP CONSTRAINT staff_proposal_ends_whole,
        DROP COLUMN end_outcome, DROP COLUMN ended_by, DROP COLUMN ended_at, DROP COLUMN end_reason;
      DROP TABLE factor_reset;`);
  }
}
