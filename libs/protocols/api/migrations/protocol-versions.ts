import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** From when a version is in force, and who published or withdrew it. Of a version only that ever moves; its document never does. */
export class ProtocolVersions1790000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE protocol_version
        ADD COLUMN state            text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'withdrawn')),
        ADD COLUMN valid_from       date,
        ADD COLUMN imported_by      text NOT NULL DEFAULT 'Passerelle',
        ADD COLUMN published_at     timestamptz,
        ADD COLUMN published_by     text,
        ADD COLUMN withdrawn_at     timestamptz,
        ADD COLUMN withdrawn_by     text,
        ADD COLUMN withdrawn_reason text;

      -- What was imported before versions had states was in force at once.
      UPDATE protocol_version
      SET state = 'published', published_at = imported_at, published_by = imported_by, valid_from = (document->'put'->>'updatedOn')::date;

      ALTER TABLE protocol_version
        ADD CONSTRAINT published_from_a_day CHECK ((published_at IS NULL) = (valid_from IS NULL)),
        ADD CONSTRAINT published_by_someone CHECK (state <> 'published' OR published_at IS NOT NULL),
        ADD CONSTRAINT withdrawn_for_a_reason CHECK (state <> 'withdrawn' OR withdrawn_reason IS NOT NULL),
        DROP CONSTRAINT protocol_version_code_version_key;
      -- A draft that was put aside gives its number back; a version once published keeps it for ever.
      CREATE UNIQUE INDEX protocol_version_number ON protocol_version (code, version) WHERE state <> 'withdrawn' OR published_at IS NOT NULL;

      GRANT UPDATE (state, valid_from, published_at, published_by, withdrawn_at, withdrawn_by, withdrawn_reason)
        ON protocol_version TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX protocol_version_number;
      ALTER TABLE protocol_version
        DROP COLUMN state, DROP COLUMN valid_from, DROP COLUMN imported_by, DROP COLUMN published_at, DROP COLUMN published_by,
        DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_by, DROP COLUMN withdrawn_reason,
        ADD CONSTRAINT protocol_version_code_version_key UNIQUE (code, version);`);
  }
}
