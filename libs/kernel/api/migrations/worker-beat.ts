import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '../database/database.js';

/** When a worker last said that it works: one row for all of them. It is worth nothing after a crash of the database, hence unlogged. */
export class WorkerBeat1790000000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNLOGGED TABLE worker_beat (
        one bool        PRIMARY KEY DEFAULT true CHECK (one),
        at  timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE ON worker_beat TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE worker_beat');
  }
}
