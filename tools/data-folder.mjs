/** The folder of one installation's data, and who uses it. Only `node:` imports: it is asked about before anything is installed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError, isAlive, readIfThere } from './process.mjs';

/** PASSERELLE_DATA, `.data` by default. */
const folder = () => path.resolve(process.env.PASSERELLE_DATA ?? '.data');

/** @throws {PlainError} when another Passerelle uses the data folder. */
export function demandFree(data = folder()) {
  const other = JSON.parse(readIfThere(path.join(data, 'run.json')) || '{}');
  if (!other.pid || other.pid === process.pid || !isSupervisor(other.pid)) return;
  throw new PlainError(`Passerelle utilise déjà les données de ${data} (processus ${other.pid}, http://localhost:${other.port}).`);
}

/** The data folder, for this process alone. @throws {PlainError} when another one uses it. */
export function claimData(port) {
  const data = folder();
  try {
    // Passable, so that PostgreSQL, which runs under another account when we are root, reaches its own folder.
    mkdirSync(data, { recursive: true, mode: 0o711 });
    demandFree(data);
    writeFileSync(path.join(data, 'run.json'), JSON.stringify({ pid: process.pid, port }), { mode: 0o600 });
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw new PlainError(`Le dossier de données ${data} n’est pas utilisable (${error.code ?? error.message}).`);
  }
  return data;
}

const isSupervisor = (pid) => isAlive(pid) && (readIfThere(`/proc/${pid}/cmdline`) ?? 'start.mjs').includes('start.mjs');
