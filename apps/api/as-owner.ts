import { DataSource, type EntityManager } from 'typeorm';
import { OWNER_VARIABLES, ownerDatabase, readVariables } from '#kernel/api';

/** Where a command is, and how it is called there. */
export interface Call {
  readonly command: string;
  readonly arguments: readonly string[];
  /** Asked once the arguments are right: the owner's address. */
  readonly ownerUrl: () => string | Promise<string>;
}

/**
 * Does what a command asks of the database, as its owner, whole or not at all, and says what was done, or why it cannot be.
 * @param Refused what `act` throws when it cannot be
 * @returns the exit code: 0 done, 1 it cannot be.
 */
export async function asOwner(url: string, Refused: new () => Error, act: (tx: EntityManager) => Promise<string>): Promise<0 | 1> {
  const owner = new DataSource(ownerDatabase(url, { entities: [], migrations: [] }));
  try {
    await owner.initialize();
  } catch (error) {
    process.stderr.write(`La base ne répond pas\u00a0: ${error instanceof Error ? error.message : String(error)}.\n`);
    return 1;
  }
  try {
    process.stdout.write(`${await owner.transaction(act)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await owner.destroy();
  }
}

/**
 * A file of the image as the command that it is: its exit code is what `act` returns, and 1 when it breaks off.
 * @param file its name, without extension
 * @param inVain what is said then, before why
 */
export async function runInImage(file: string, inVain: string, act: (call: Call) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await act({
      command: `node dist/apps/api/${file}.js`,
      arguments: process.argv.slice(2),
      ownerUrl: () => readVariables(OWNER_VARIABLES.pick({ DATABASE_URL: true }), process.env).DATABASE_URL,
    });
  } catch (error) {
    process.stderr.write(`${inVain}\u00a0: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
