import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Call } from './as-owner.js';

/**
 * A command that is called with one file, named from where the person stands.
 * @param act what it does with the file's name, as it was given, and its content
 * @returns the exit code: that of `act`, 1 when there is no such file, 2 when the command is wrong.
 */
export async function withFile(
  { command, arguments: given }: Pick<Call, 'command' | 'arguments'>,
  act: (file: string, content: Buffer) => Promise<0 | 1 | 2>,
): Promise<0 | 1 | 2> {
  const file = onlyArgument(given);
  if (!file) {
    process.stderr.write(`Usage\u00a0: ${command} FICHIER\n`);
    return 2;
  }
  const content = await readFile(path.resolve(process.env['INIT_CWD'] ?? '', file)).catch(() => undefined);
  if (content) return act(file, content);
  process.stderr.write(`${file}\u00a0: ce fichier n’existe pas, ou ne se lit pas.\n`);
  return 1;
}

function onlyArgument(args: readonly string[]): string | undefined {
  try {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
    return positionals.length === 1 ? positionals[0] : undefined;
  } catch {
    return undefined;
  }
}
