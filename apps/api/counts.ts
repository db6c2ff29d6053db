import { correctSums, wrongSums } from '#kernel/api';
import { asOwner, runInImage, type Call } from './as-owner.js';
import { SUMS } from './capabilities.js';

class WrongSums extends Error {}

/**
 * Compares the sums that dashboards read with the lines that they are of; `--correct` makes them right. Nobody who works waits for it.
 * @returns the exit code: 0 they are right, or were made so, 1 they are not, 2 the command is wrong.
 */
export async function verifyCounts({ command, arguments: given, ownerUrl }: Call): Promise<0 | 1 | 2> {
  if (given.length > 1 || given.some((each) => each !== '--correct')) {
    process.stderr.write(`Usage\u00a0: ${command} [--correct]\n`);
    return 2;
  }
  return asOwner(await ownerUrl(), WrongSums, async (tx) => {
    const isCorrected = given.length > 0;
    let wrong = 0;
    for (const sums of SUMS) wrong += await (isCorrected ? correctSums : wrongSums)(tx, sums);
    if (wrong === 0) return 'Les comptes des tableaux de bord sont ceux des dossiers.';
    const said = `Comptes des tableaux de bord qui ne sont pas ceux des dossiers\u00a0: ${wrong}.`;
    if (isCorrected) return `${said} Ils sont corrigés.`;
    throw new WrongSums(`${said} «\u00a0${command} --correct\u00a0» les corrige.`);
  });
}

if (import.meta.main) await runInImage('counts', 'Rien n’a été vérifié', verifyCounts);
