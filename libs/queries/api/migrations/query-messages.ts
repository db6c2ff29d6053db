import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** What was said in a query is never said otherwise: nothing ever changed a message, and now nothing can. */
export class QueryMessages1790000000172 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE UPDATE ON query_message FROM ${APPLICATION_ROLE};
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON query_message FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER append_only ON query_message;
      GRANT UPDATE ON query_message TO ${APPLICATION_ROLE};`);
  }
}
