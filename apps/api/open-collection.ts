import { assignToManagers } from '#access-rights/api';
import { openFromFile, readOpeningFile, type OpeningFile } from '#authorisations/api';
import { Problem, SYSTEM_ACTOR } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { asOwner, runInImage, type Call } from './as-owner.js';
import { withFile } from './with-file.js';

/** What the database knows already stands against it. */
class NothingOpened extends Error {}

/** Opens the company and the authorisations of a file, as the screen does. @returns the exit code: 0 done, 1 it cannot be, 2 the command is wrong. */
export function openCollection(call: Call): Promise<0 | 1 | 2> {
  return withFile(call, async (file, content) => {
    const read = await readOpeningFile(content.toString('utf8'));
    if (read.ok) return open(call, file, read.opening);
    for (const { line, says } of read.wrong) process.stderr.write(`${file}:${line}\u00a0: ${says}\n`);
    process.stderr.write('Rien n’a été ouvert.\n');
    return 1;
  });
}

async function open({ ownerUrl }: Call, file: string, opening: OpeningFile): Promise<0 | 1> {
  return asOwner(await ownerUrl(), NothingOpened, async (tx) => {
    const where = { tx, today: todayIn('Europe/Paris', new Date()), actor: SYSTEM_ACTOR };
    const ids = await openFromFile(where, opening).catch((thrown: unknown) => {
      throw thrown instanceof Problem ? new NothingOpened(`${file}\u00a0: ${saidBy(thrown)}\nRien n’a été ouvert.`) : thrown;
    });
    const managers = await assignToManagers(tx, ids);
    const codes = opening.authorisations.map(({ code }) => code).join(', ');
    const reached =
      managers === 0 ? 'elles iront au premier gestionnaire qui sera fait' : `gestionnaires qui les atteignent\u00a0: ${managers}`;
    return `Ouvertes pour ${opening.holder.name}\u00a0: ${codes} (${reached}). Importez maintenant leur protocole.`;
  });
}

function saidBy({ options: { detail, items = [] } }: Problem): string {
  return detail ?? items.map(({ message }) => message).join(' ');
}

if (import.meta.main) await runInImage('open-collection', 'Rien n’a été ouvert', openCollection);
