import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Versions of protocols: the document as read, and its source as written. Immutable. */
export class Protocols1790000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE protocol_version (
        id          uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        code        text        NOT NULL,
        version     int         NOT NULL CHECK (version > 0),
        sha256      text        NOT NULL,
        document    jsonb       NOT NULL,
        source      text        NOT NULL,
        imported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (code, version)
      );
      GRANT SELECT, INSERT ON protocol_version TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE protocol_version`);
  }
}
