import pg from 'pg';

/** PostgreSQL's word for « someone is still connected ». */
const IN_USE = '55006';

/**
 * Drops a database of a test. First without force: that waits for connections that are closing and ends an autovacuum, which a forced drop by someone
 * who is no superuser refuses to touch. Then with force, for a connection that was forgotten.
 */
export async function dropDatabase(server: pg.Client, name: string): Promise<void> {
  try {
    await server.query(`DROP DATABASE IF EXISTS ${name}`);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== IN_USE) throw error;
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}
