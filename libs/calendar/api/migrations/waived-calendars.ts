import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A calendar also says whether it was calculated under a waiver, so that the day on which one begins or ends is seen (charter R8). */
export class WaivedCalendars1790000000253 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE planned_calendar ADD COLUMN waived boolean NOT NULL DEFAULT false');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE planned_calendar DROP COLUMN waived');
  }
}
