import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a person must prove again who they are: whatever ends a session of theirs notes it, in the same statement. */
export class FreshProof1790000000163 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE person ADD COLUMN must_prove_since timestamptz;
      CREATE INDEX session_by_person ON session ((sess -> 'signedIn' ->> 'personId'));

      CREATE FUNCTION session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE person SET must_prove_since = clock_timestamp()
        WHERE id = (OLD.sess -> 'signedIn' ->> 'personId')::uuid;
        RETURN NULL;
      END $$;
      CREATE TRIGGER session_ended AFTER DELETE ON session FOR EACH ROW
        WHEN (OLD.sess -> 'signedIn' ->> 'personId' IS NOT NULL) EXECUTE FUNCTION session_ended();`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER session_ended ON session;
      DROP FUNCTION session_ended();
      DROP INDEX session_by_person;
      ALTER TABLE person DROP COLUMN must_prove_since;`);
  }
}
