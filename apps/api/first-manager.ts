import { parseArgs } from 'node:util';
import { makeFirstManager, NotTheFirst, type FirstManager, type ManagerMade } from '#access-rights/api';
import { Journal } from '#kernel/api';
import { asOwner, runInImage, type Call } from './as-owner.js';

const ARGUMENTS = '--subject IDENTIFIANT --family-name NOM --given-name PRÉNOM --email ADRESSE';

const SAID: Readonly<Record<ManagerMade, string>> = {
  made: 'est fait',
  opened: 'est ouvert',
  extended: 'atteint maintenant les autorisations qui n’avaient pas de gestionnaire',
};

/** Makes or opens the account of a manager of an installation that has fewer than two. @returns the exit code: 0 done, 1 it cannot be, 2 the command is wrong. */
export async function firstManager({ command, arguments: given, ownerUrl }: Call): Promise<0 | 1 | 2> {
  const asked = readArguments(given);
  if (!asked) {
    process.stderr.write(`Usage\u00a0: ${command} ${ARGUMENTS}\n`);
    return 2;
  }
  return asOwner(await ownerUrl(), NotTheFirst, async (tx) => {
    const done = await makeFirstManager(tx, new Journal(), asked);
    return `Le compte de gestionnaire «\u00a0${asked.subject}\u00a0» ${SAID[done]}.`;
  });
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

if (import.meta.main) await runInImage('first-manager', 'Aucun compte n’a été fait', firstManager);
