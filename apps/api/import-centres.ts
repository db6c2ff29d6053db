import { finessCells, importCentres } from '#identity/api';
import { readFinessFile, say } from '#identity/domain';
import { Journal } from '#kernel/api';
import { asOwner, runInImage, type Call } from './as-owner.js';
import { withFile } from './with-file.js';

/** Nothing of the file is a hospital. */
class NothingToImport extends Error {}

/** Brings in the hospitals of a FINESS file, and says which lines it could not read. @returns the exit code: 0 done, 1 it cannot be, 2 the command is wrong. */
export function importCentresFile(call: Call): Promise<0 | 1 | 2> {
  return withFile(call, async (file, content) => {
    const { centres, wrong, aside } = readFinessFile(finessCells(content));
    for (const { line, says } of wrong) process.stderr.write(`${file}:${line}\u00a0: ${say(says)}\n`);
    return asOwner(await call.ownerUrl(), NothingToImport, async (tx) => {
      if (centres.length === 0) throw new NothingToImport(`${file}\u00a0: aucun établissement hospitalier. Rien n’a été importé.`);
      const { made, changed, unchanged } = await importCentres({ tx, journal: new Journal() }, centres);
      return [
        `Centres\u00a0: ${made.length} nouveaux, ${changed.length} mis à jour, ${unchanged} inchangés.`,
        `Laissés de côté\u00a0: ${aside} établissements d’autres catégories, ${wrong.length} lignes illisibles.`,
      ].join('\n');
    });
  });
}

if (import.meta.main) await runInImage('import-centres', 'Rien n’a été importé', importCentresFile);
