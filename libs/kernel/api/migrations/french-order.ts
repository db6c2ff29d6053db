import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns of names that lists are sorted by. What is not sorted, or is hashed as it was written (the journal), stays as it is. */
const NAMES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['holder', ['name']],
  ['authorisation_group', ['name']],
  ['authorisation', ['medicine', 'indication']],
  ['person', ['family_name', 'given_name']],
  ['centre', ['name']],
  ['form_presence', ['name']],
  ['query_filter', ['name']],
];

/**
 * Names sort in French order, whichever locale the database was made with: the order is the column's, so that no query has to ask for it
 * (decision 15). The version of ICU is the server's: `ALTER COLLATION french REFRESH VERSION` after an upgrade, as for any index on it.
 */
export class FrenchOrder1790000000131 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE COLLATION french (provider = icu, locale = 'fr')`);
    await alter(db, 'french');
  }

  async down(db: QueryRunner): Promise<void> {
    await alter(db, '"default"');
    await db.query('DROP COLLATION french');
  }
}

async function alter(db: QueryRunner, collation: string): Promise<void> {
  for (const [table, columns] of NAMES)
    await db.query(`ALTER TABLE ${table} ${columns.map((column) => `ALTER COLUMN ${column} TYPE text COLLATE ${collation}`).join(', ')}`);
}
