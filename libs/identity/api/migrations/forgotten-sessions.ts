import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session that becomes a stranger's has ended for the person whose it was, as one that is deleted has. */
export class ForgottenSessions1790000000240 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TRIGGER session_forgotten AFTER UPDATE OF sess ON session FOR EACH ROW
        WHEN (OLD.sess -> 'signedIn' ->> 'personId' IS NOT NULL AND NEW.sess -> 'signedIn' ->> 'personId' IS NULL)
        EXECUTE FUNCTION session_ended();`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER session_forgotten ON session');
  }
}
