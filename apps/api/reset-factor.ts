import { parseArgs } from 'node:util';
import { NoReset, resetFactorsByCommand, type ResetAsked } from '#access-rights/api';
import { Journal } from '#kernel/api';
import { LIMITS } from '#kernel/domain';
import { tellOfCommands } from '#notifications/api';
import { asOwner, runInImage, type Call } from './as-owner.js';

const ARGUMENTS = '--subject IDENTIFIANT --reason MOTIF [--provider operateur|plage|psc] [--managers-locked-out]';

/** Forgets someone's second factors where two managers cannot. @returns the exit code: 0 done, 1 it cannot be, 2 the command is wrong. */
export async function resetFactor({ command, arguments: given, ownerUrl }: Call): Promise<0 | 1 | 2> {
  const asked = readArguments(given);
  if (!asked) {
    process.stderr.write(`Usage\u00a0: ${command} ${ARGUMENTS}\n`);
    return 2;
  }
  return asOwner(await ownerUrl(), NoReset, async (tx) => {
    const journal = new Journal();
    tellOfCommands(journal);
    await resetFactorsByCommand(tx, journal, asked);
    return `Le second facteur de «\u00a0${asked.subject}\u00a0» est réinitialisé\u00a0: un nouveau sera enregistré à la prochaine connexion. Cette personne en est prévenue par e-mail.`;
  });
}

function readArguments(args: readonly string[]): ResetAsked | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { subject: text, reason: text, provider: text, 'managers-locked-out': { type: 'boolean' } },
    });
    const { subject = '', reason = '', provider = 'operateur', 'managers-locked-out': managersLockedOut = false } = values;
    const { min, max } = LIMITS.shortReason;
    const isRight =
      subject !== '' && reason.trim().length >= min && reason.length <= max && ['operateur', 'plage', 'psc'].includes(provider);
    return isRight ? { subject, reason: reason.trim(), provider, managersLockedOut } : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) await runInImage('reset-factor', 'Rien n’a été réinitialisé', resetFactor);
