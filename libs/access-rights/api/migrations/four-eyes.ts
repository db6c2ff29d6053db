import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A manager's account is made by two managers: one proposes it, and it stays closed until another confirms. */
export class FourEyes1790000000166 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE staff ADD COLUMN proposed_by uuid REFERENCES person (id),
        ADD CONSTRAINT staff_proposed_is_closed CHECK (proposed_by IS NULL OR NOT active);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE staff DROP CONSTRAINT staff_proposed_is_closed, DROP COLUMN proposed_by`);
  }
}
