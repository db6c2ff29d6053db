import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** A form opened by mistake may be taken back while nothing was typed in it: the database itself refuses to lose any other. */
export class FormWithdrawals1790000000021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION form_record_is_empty() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.form_kind = 'FAT' OR OLD.marks <> '{}' THEN
          RAISE EXCEPTION 'form % holds answers: it is never deleted', OLD.id;
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER only_empty BEFORE DELETE ON form_record FOR EACH ROW EXECUTE FUNCTION form_record_is_empty();
      GRANT DELETE ON form_record TO ${APPLICATION_ROLE};

      -- An intent that never became a signature goes with its form; that a form once went to another version stays told of it.
      ALTER TABLE signing_intent DROP CONSTRAINT signing_intent_form_id_fkey,
        ADD CONSTRAINT signing_intent_form_id_fkey FOREIGN KEY (form_id) REFERENCES form_record (id) ON DELETE CASCADE;
      ALTER TABLE form_migration DROP CONSTRAINT form_migration_form_id_fkey;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE DELETE ON form_record FROM ${APPLICATION_ROLE};
      DROP TRIGGER only_empty ON form_record;
      DROP FUNCTION form_record_is_empty;
      ALTER TABLE signing_intent DROP CONSTRAINT signing_intent_form_id_fkey,
        ADD CONSTRAINT signing_intent_form_id_fkey FOREIGN KEY (form_id) REFERENCES form_record (id);
      DELETE FROM form_migration WHERE form_id NOT IN (SELECT id FROM form_record);
      ALTER TABLE form_migration ADD CONSTRAINT form_migration_form_id_fkey FOREIGN KEY (form_id) REFERENCES form_record (id);`);
  }
}
