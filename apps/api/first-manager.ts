import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { makeFirstManager, NotTheFirst, type FirstManager, type ManagerMade } from '#access-rights/api';
import { Journal, OWNER_VARIABLES, ownerDatabase, readVariables } from '#kernel/api';

const ARGUMENTS = '--subject IDENTIFIANT --family-name NOM --given-name PRÉNOM --email ADRESSE';

const SAID: Readonly<Record<ManagerMade, string>> = {
  made: 'est fait',
  opened: 'est ouvert',
  extended: 'atteint maintenant les autorisations qui n’avaient pas de gestionnaire',
};

/** Where the command is, and how it is called there. */
export interface Call {
  readonly command: string;
  readonly arguments: readonly string[];
  /** Asked once the arguments are right: the owner's address. */
  readonly ownerUrl: () => string | Promise<string>;
}

/** Makes or opens the account of a manager of an installation that has fewer than two. @returns the exit code: 0 done, 1 it cannot be, 2 the command is wrong. */
export async function firstManager({ command, arguments: given, ownerUrl }: Call): Promise<0 | 1 | 2> {
  const asked = readArguments(given);
  if (!asked) {
    process.stderr.write(`Usage\u00a0: ${command} ${ARGUMENTS}\n`);
    return 2;
  }
  const owner = new DataSource(ownerDatabase(await ownerUrl(), { entities: [], migrations: [] }));
  try {
    await owner.initialize();
  } catch (error) {
    process.stderr.write(`La base ne répond pas\u00a0: ${error instanceof Error ? error.message : String(error)}.\n`);
    return 1;
  }
  try {
    const done = await owner.transaction((tx) => makeFirstManager(tx, new Journal(), asked));
    process.stdout.write(`Le compte de gestionnaire «\u00a0${asked.subject}\u00a0» ${SAID[done]}.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof NotTheFirst)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await owner.destroy();
  }
}

function readArguments(args: readonly string[]): FirstManager | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { subject: text, 'family-name': text, 'given-name': text, email: text } });
    const { subject = '', 'family-name': familyName = '', 'given-name': givenName = '', email = '' } = values;
    const isNamed = [familyName, givenName].every((name) => name.trim() && name.length <= 80);
    const isKnown = /^[\w.@-]{2,120}$/.test(subject) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
    return isNamed && isKnown ? { subject, familyName, givenName, email } : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await firstManager({
      command: 'node dist/apps/api/first-manager.js',
      arguments: process.argv.slice(2),
      ownerUrl: () => readVariables(OWNER_VARIABLES.pick({ DATABASE_URL: true }), process.env).DATABASE_URL,
    });
  } catch (error) {
    process.stderr.write(`Aucun compte n’a été fait\u00a0: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
