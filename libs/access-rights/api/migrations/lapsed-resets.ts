import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A proposal to forget second factors that has no object any more ends by itself: nobody ended it. */
export class LapsedResets1790000000183 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE factor_reset
        DROP CONSTRAINT factor_reset_outcome_check,
        DROP CONSTRAINT factor_reset_takes_two,
        DROP CONSTRAINT factor_reset_ends_whole,
        ADD CONSTRAINT factor_reset_outcome_check CHECK (outcome IN ('confirmed', 'declined', 'retracted', 'lapsed')),
        ADD CONSTRAINT factor_reset_takes_two CHECK (outcome IS NULL OR outcome = 'lapsed' OR (outcome = 'retracted') = (ended_by = proposed_by)),
        ADD CONSTRAINT factor_reset_ends_whole CHECK (
          num_nonnulls(outcome, ended_at) IN (0, 2) AND (ended_by IS NULL) = (outcome IS NULL OR outcome = 'lapsed'));`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM factor_reset WHERE outcome = 'lapsed';
      ALTER TABLE factor_reset
        DROP CONSTRAINT factor_reset_outcome_check,
        DROP CONSTRAINT factor_reset_takes_two,
        DROP CONSTRAINT factor_reset_ends_whole,
        ADD CONSTRAINT factor_reset_outcome_check CHECK (outcome IN ('confirmed', 'declined', 'retracted')),
        ADD CONSTRAINT factor_reset_takes_two CHECK (outcome IS NULL OR (outcome = 'retracted') = (ended_by = proposed_by)),
        ADD CONSTRAINT factor_reset_ends_whole CHECK (num_nonnulls(outcome, ended_by, ended_at) IN (0, 3));`);
  }
}
