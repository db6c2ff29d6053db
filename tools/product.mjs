/** The whole product on one machine: what runs, with which settings, in which order. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { startFront } from './front.mjs';
import { startPostgres } from './postgres.mjs';
import { claimData } from './data-folder.mjs';
import { ROOT, quietly, step } from './prelude.mjs';
import { PlainError } from './process.mjs';
import { readSecrets } from './secrets.mjs';
import { Supervisor, nodePart } from './supervisor.mjs';

/** An installation as production has it on its first day: no data, and the local identity providers to sign in with. */
const EMPTY = process.argv.includes('--empty');

/** Builds and starts everything, and returns when all has been stopped by a signal; a part that keeps dying ends the process with 1. */
export async function startProduct(port) {
  const environment = process.env.NODE_ENV ?? 'development';
  if (!['development', 'test'].includes(environment)) {
    throw new PlainError(
      `«\u00a0npm start\u00a0» lance une démonstration et refuse NODE_ENV=${environment}\u00a0: voir docs/operations.md.`,
    );
  }
  const data = claimData(port);
  // Who works on the screens serves them by « nx serve web », which asks this product for the rest.
  await build({ client: !process.argv.includes('--no-client') });
  // Each part listens where it finds a place, and tells.
  const told = { api: {}, identity: {}, mailbox: {} };
  const target = (pathname) => {
    const [, first] = pathname.split('/');
    return told[first === 'identity' || first === 'mailbox' ? first : 'api'].port;
  };
  // Opened before the parts: who comes early is told to wait, and nobody else takes the port.
  const front = await startFront({ port, host: process.env.HOST, target });
  const publicUrl = (process.env.PUBLIC_URL ?? `http://localhost:${front.port}`).replace(/\/+$/, '');

  let end;
  const ended = new Promise((resolve) => (end = resolve));
  const supervisor = new Supervisor({ log: (line) => console.log(line), giveUp: end });
  const stop = () => end();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  process.on('disconnect', stop);
  process.on('uncaughtException', end);

  const failure = await Promise.race([
    ended,
    startParts({ supervisor, data, told, publicUrl, port: front.port }).then(
      () => ended,
      (error) => error,
    ),
  ]);
  const announced = process.stdout.isTTY ? '\n' : '';
  console.log(`${announced}Arrêt de Passerelle…`);
  await front.stop();
  await supervisor.stop();
  rmSync(path.join(data, 'run.json'), { force: true });
  if (failure) throw failure;
  console.log('Passerelle est arrêtée.');
  process.exit(0);
}

async function startParts({ supervisor, data, told, publicUrl, port }) {
  const secrets = readSecrets(data);
  const databaseUrl = await step('Base de données', () => startDatabase(supervisor, data));
  const log = (name) => path.join(data, 'log', `${name}.log`);
  const own = { NODE_ENV: 'development', ...process.env };
  delete own.NODE_CHANNEL_FD;
  const { DATABASE_APP_URL, DATABASE_KEEPER_URL } = await step('Migration', () =>
    migrate({ ...own, DATABASE_URL: databaseUrl }, log('migrate')),
  );
  // What runs has a login that owns nothing: who owns the database is known to this process alone.
  for (const name of ['DATABASE_URL', 'DATABASE_APP_URL', 'DATABASE_KEEPER_URL']) delete own[name];

  await step('Fournisseurs d’identité', () =>
    supervisor.start(
      nodePart({
        key: 'identity',
        name: 'Le fournisseur d’identité',
        args: [path.join(ROOT, 'dist/apps/identity/main.js')],
        env: {
          ...own,
          PORT: 0,
          PUBLIC_URL: publicUrl,
          OIDC_CLIENT_SECRET: own.OIDC_CLIENT_SECRET ?? secrets.OIDC_CLIENT_SECRET,
          IDENTITY_KEYS: path.join(data, 'identity-keys.json'),
        },
        log: log('identity'),
        told: told.identity,
        ready: () => isReady(`http://127.0.0.1:${told.identity.port}/identity/health`),
      }),
    ),
  );
  let smtpPort = 0;
  if (!process.env.SMTP_URL) {
    await step('Messagerie', () =>
      supervisor.start(
        nodePart({
          key: 'mailbox',
          name: 'La messagerie',
          args: [path.join(ROOT, 'tools/mailbox.mjs')],
          // Started again on its first port: the application knows that address.
          env: () => ({ ...own, SMTP_PORT: smtpPort, HTTP_PORT: 0, MAILBOX_DIR: path.join(data, 'mailbox') }),
          log: log('mailbox'),
          told: told.mailbox,
          ready: () => isReady(`http://127.0.0.1:${told.mailbox.port}/mailbox/health`),
        }),
      ),
    );
    ({ smtpPort } = told.mailbox);
  }
  const browser = await browserVariables();
  const screens = path.join(ROOT, 'apps/web/dist/browser');
  const issuer = (name) => `${publicUrl}/identity/${name}`;
  const env = {
    ...(!EMPTY && { SEED: 'demonstration' }),
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    PLAGE_ISSUER: issuer('plage'),
    PSC_ISSUER: issuer('psc'),
    OPERATOR_ISSUER: issuer('operateur'),
    ...secrets,
    ...browser,
    ...own,
    DATABASE_APP_URL,
    PUBLIC_URL: publicUrl,
    PORT: 0,
    HOST: '127.0.0.1',
    ...(existsSync(screens) && { WEB_DIST: screens }),
    PASSERELLE_DATA: data,
  };
  if (!EMPTY)
    await step('Données de démonstration', () =>
      quietly(process.execPath, [path.join(ROOT, 'dist/apps/demonstration/main.js')], {
        log: log('demonstration'),
        complaint: 'Les données de démonstration n’ont pas pu être racontées',
        env,
      }),
    );
  await step('Application', () =>
    supervisor.start(
      nodePart({
        key: 'api',
        name: 'L’application',
        args: [path.join(ROOT, 'dist/apps/api/main.js')],
        env,
        log: log('api'),
        // Without a browser, or with a mail server of one's own that is away, the demonstration starts all the same.
        told: told.api,
        ready: () => serves(`http://127.0.0.1:${told.api.port}/api/v1/health/ready`, ['pdf', 'mail']),
      }),
    ),
  );
  await supervisor.start(
    nodePart({
      key: 'keeper',
      name: 'Le gardien des durées',
      args: [path.join(ROOT, 'dist/apps/api/keep.js'), '--daily'],
      env: { ...own, DATABASE_KEEPER_URL },
      log: log('keeper'),
      ready: async () => true,
    }),
  );
  tellState(supervisor, data, port, databaseUrl);
  console.log(EMPTY ? emptyLine(publicUrl) : readyLine(publicUrl));
}

/** The packaged server, or the one of DATABASE_URL. Resolves to the owner's address. */
async function startDatabase(supervisor, data) {
  if (process.env.DATABASE_URL) {
    await untilDatabaseAnswers(process.env.DATABASE_URL);
    return process.env.DATABASE_URL;
  }
  let server;
  await supervisor.start({
    key: 'postgres',
    name: 'La base de données',
    // Started again on its first port: the application knows that address.
    start: async () => (server = await startPostgres({ dir: path.join(data, 'postgres'), port: server?.port })),
  });
  return server.url;
}

/** Brings the database up to date in a process of its own, as its owner. Resolves to the addresses of the logins that it made. */
async function migrate(env, log) {
  const { readOwner } = await import(path.join(ROOT, 'dist/libs/kernel/api/config/config.js'));
  const { logins } = await Promise.resolve(env)
    .then(readOwner)
    .catch((error) => Promise.reject(new PlainError(error.message)));
  const [app, keeper] = logins;
  await quietly(process.execPath, [path.join(ROOT, 'dist/apps/api/migrate.js')], {
    log,
    complaint: 'La base n’a pas pu être mise à jour',
    env,
  });
  return { DATABASE_APP_URL: app, DATABASE_KEEPER_URL: keeper };
}

async function untilDatabaseAnswers(connectionString) {
  const { default: pg } = await import('pg');
  for (const until = Date.now() + 10_000; ; await sleep(500)) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > until)
        throw new PlainError(`La base indiquée par DATABASE_URL ne répond pas\u00a0: ${error.message || error.code}.`);
    }
  }
}

/** Where the application finds a browser for its PDFs; without one everything else works. */
async function browserVariables() {
  try {
    const { executablePath, env } = await findBrowser();
    return { ...env, PUPPETEER_EXECUTABLE_PATH: executablePath };
  } catch (error) {
    console.log(error.message);
    return {};
  }
}

async function isReady(url) {
  return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).status === 200;
}

/** Ready, but for the parts that may be missing. */
async function serves(url, optional) {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  const { parts } = await response.json();
  return Object.entries(parts).every(([part, state]) => state === 'up' || optional.includes(part));
}

/** What runs, for tools that kill parts on purpose: refreshed as parts are started again. */
function tellState(supervisor, data, port, databaseUrl) {
  const write = () =>
    writeFileSync(path.join(data, 'run.json'), JSON.stringify({ pid: process.pid, port, databaseUrl, parts: supervisor.pids }));
  write();
  setInterval(write, 1_000).unref();
}

/** The accounts are told twice: button by button for the eye, and whole in the last line, which says everything by itself. */
function readyLine(publicUrl) {
  const { password, providers } = JSON.parse(readFileSync(path.join(ROOT, 'tools/demonstration-accounts.json'), 'utf8'));
  const lines = providers.map(({ name, accounts }) => `  ${name}\u00a0: ${accounts.join(', ')}`);
  const everyone = providers.flatMap(({ accounts }) => accounts).join(', ');
  return [
    'Comptes, par bouton de la page de connexion\u00a0:',
    ...lines,
    `E-mails\u00a0: ${publicUrl}/mailbox`,
    `Passerelle est prête\u00a0: ${publicUrl} — comptes (mot de passe ${password})\u00a0: ${everyone}`,
  ].join('\n');
}

function emptyLine(publicUrl) {
  return [
    'Installation vide\u00a0: rien n’y est encore, ni compte de gestionnaire, ni autorisation. docs/operations.md, «\u00a0Opening a collection\u00a0», dit par où commencer.',
    `E-mails\u00a0: ${publicUrl}/mailbox`,
    `Passerelle est prête\u00a0: ${publicUrl}`,
  ].join('\n');
}
