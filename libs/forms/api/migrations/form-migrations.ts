import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** Which begun forms went from one version of their protocol to another. What it did to answers stands in the journal, and nowhere else. */
export class FormMigrations1790000000015 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE protocol_migration (
        id              uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
        from_version_id uuid        NOT NULL REFERENCES protocol_version (id),
        to_version_id   uuid        NOT NULL REFERENCES protocol_version (id),
        made_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
        made_by         text        NOT NULL
      );

      CREATE TABLE form_migration (
        migration_id    uuid        NOT NULL REFERENCES protocol_migration (id),
        form_id         uuid        NOT NULL REFERENCES form_record (id),
        -- The entry of the enrolment's journal that tells what moved.
        seq             int         NOT NULL,
        -- As it was left: someone who typed since has used the new version.
        content_version int         NOT NULL,
        reverted_at     timestamptz,
        reverted_by     text,
        PRIMARY KEY (migration_id, form_id)
      );
      CREATE INDEX form_migration_form ON form_migration (form_id);

      GRANT SELECT, INSERT ON protocol_migration, form_migration TO ${APPLICATION_ROLE};
      GRANT UPDATE (reverted_at, reverted_by) ON form_migration TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE form_migration, protocol_migration`);
  }
}
