import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an authorisation is waived from PUT and follow-up on a day is read as its status is: from the row alone (charter R8). */
export class WaivedFromPut1790000000252 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION authorisation_waived(turns jsonb, day text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce((SELECT (turn ->> 'waived')::boolean FROM jsonb_array_elements(turns) WITH ORDINALITY AS one (turn, rank)
          WHERE (turn ->> 'from') COLLATE "C" <= day ORDER BY rank DESC LIMIT 1), false)
      $$;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION authorisation_waived');
  }
}
