import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Wrong codes are counted by where they come from: apart for each network from which the person gave a second factor before, together for all others ('').
 * Someone elsewhere who knows the password does not hold up the person where they are known.
 */
export class FactorBrakes1790000000182 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE factor_brake
        ADD COLUMN network text NOT NULL DEFAULT '',
        ADD COLUMN failed_at timestamptz,
        ADD COLUMN given_at timestamptz,
        DROP CONSTRAINT factor_brake_pkey,
        ADD PRIMARY KEY (person_id, network),
        ADD CONSTRAINT factor_brake_is_known CHECK ((network = '') = (given_at IS NULL));
      UPDATE factor_brake SET failed_at = clock_timestamp() WHERE failures > 0;
      ALTER TABLE factor_brake ALTER COLUMN network DROP DEFAULT;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM factor_brake WHERE network <> '';
      ALTER TABLE factor_brake
        DROP CONSTRAINT factor_brake_is_known,
        DROP CONSTRAINT factor_brake_pkey,
        DROP COLUMN network, DROP COLUMN failed_at, DROP COLUMN given_at,
        ADD PRIMARY KEY (person_id);`);
  }
}
