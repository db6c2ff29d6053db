/** The secrets of a local installation: made once, kept with its data, readable by the person who starts it only. */
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError, readIfThere } from './process.mjs';

const NAMES = ['SESSION_SECRET', 'CSRF_SECRET', 'SEAL_KEY', 'NUMBER_KEY', 'OIDC_CLIENT_SECRET'];
/** Those that an older installation does not have yet: made when they are first missed, since nothing stands under them. */
const LATER = ['DEVICE_KEY', 'FACTOR_KEY'];

/**
 * The secrets kept in `data`, by the name of their variable; 32 random bytes each, in hexadecimal.
 * @throws {PlainError} when they are gone although data sealed with them are there.
 */
export function readSecrets(data) {
  const file = path.join(data, 'secrets.json');
  const text = readIfThere(file);
  if (text === undefined && !existsSync(file) && !existsSync(path.join(data, 'postgres'))) {
    return write(file, made([...NAMES, ...LATER]));
  }
  const secrets = parse(text);
  if (NAMES.every((name) => typeof secrets?.[name] === 'string')) {
    const missed = LATER.filter((name) => typeof secrets[name] !== 'string');
    return missed.length === 0 ? secrets : write(file, { ...secrets, ...made(missed) });
  }
  throw new PlainError(
    `Le fichier ${file} est absent ou abîmé, or les données sont scellées avec ses clés\u00a0: rétablissez-le depuis une sauvegarde, ou supprimez ${data} pour repartir d’une démonstration neuve.`,
  );
}

function made(names) {
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('hex')]));
}

function write(file, secrets) {
  writeFileSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
