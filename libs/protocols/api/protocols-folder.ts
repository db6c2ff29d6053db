import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds the schema and the shipped protocols, which are not compiled: looked for upwards, so that it is found from the
 * sources and from `dist` alike.
 */
export function protocolsFolder(): string {
  const mark = join('libs', 'protocols', 'api', 'shipped');
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, mark))) return join(folder, dirname(mark));
    if (folder === dirname(folder)) throw new Error(`${mark} is not beside this program: it must be deployed with it.`);
  }
}
