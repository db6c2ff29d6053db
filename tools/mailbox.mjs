/**
 * The mailbox of the demonstration: an SMTP server that keeps what it is given, and a page to read it under `/mailbox`. Tests make it
 * fail at named points of the SMTP exchange.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { listPage, messageHtml, messagePage } from './mailbox/pages.mjs';

const KEPT = 500;

/**
 * Where the exchange fails: `connect` (421 at once), `mail` and `rcpt` (451, before DATA), `before-dot` (the connection drops while the
 * message is read), `at-dot` (451 instead of 250 after the final dot), `after-dot` (the message is kept, the connection drops before 250).
 * @typedef {'connect' | 'mail' | 'rcpt' | 'before-dot' | 'at-dot' | 'after-dot'} MailFault
 */

/**
 * Starts the mailbox on 127.0.0.1.
 * @param {{ port?: number, httpPort?: number, dir?: string, fault?: () => MailFault | undefined }} [options]
 *   Ports: free ones unless given. `dir`: where messages are kept; in memory only without it. `fault` is asked at each step of each exchange.
 */
export async function startMailbox({ port = 0, httpPort = 0, dir, fault = () => undefined } = {}) {
  const messages = dir ? load(dir) : [];
  let next = (messages.at(-1)?.id ?? 0) + 1;

  const keep = async (raw, { envelope }) => {
    const id = next++;
    const parsed = await simpleParser(raw);
    const message = {
      id,
      at: new Date().toISOString(),
      from: envelope.mailFrom?.address ?? '',
      to: envelope.rcptTo.map(({ address }) => address),
      subject: parsed.subject ?? '',
      messageId: parsed.messageId ?? '',
      text: parsed.text ?? '',
      html: parsed.html || '',
      raw: raw.toString('utf8'),
    };
    if (dir) writeFileSync(path.join(dir, `${String(id).padStart(6, '0')}.json`), JSON.stringify(message));
    messages.push(message);
    for (const old of messages.splice(0, Math.max(0, messages.length - KEPT))) forget(dir, old);
  };
  const empty = () => {
    for (const message of messages.splice(0)) forget(dir, message);
  };

  const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect: (session, done) => done(fault() === 'connect' ? refusal(421, 'Service momentanément indisponible') : null),
    onMailFrom: (address, session, done) => done(fault() === 'mail' ? refusal(451, 'Réessayez plus tard') : null),
    onRcptTo: (address, session, done) => done(fault() === 'rcpt' ? refusal(451, 'Réessayez plus tard') : null),
    onData(stream, session, done) {
      const chunks = [];
      const point = fault();
      const hangUp = () => [...smtp.connections].find(({ session: { id } }) => id === session.id)?._socket.destroy();
      stream.on('data', (chunk) => {
        chunks.push(chunk);
        if (point === 'before-dot') hangUp();
      });
      stream.on('end', () => {
        if (point === 'before-dot') return;
        if (point === 'at-dot') return done(refusal(451, 'Réessayez plus tard'));
        keep(Buffer.concat(chunks), session).then(() => (point === 'after-dot' ? hangUp() : done()), done);
      });
    },
  });
  // A client that hangs up is its own affair.
  smtp.on('error', () => undefined);
  await new Promise((resolve, reject) => smtp.server.once('error', reject) && smtp.listen(port, '127.0.0.1', resolve));
  const http = createServer((request, response) => answer({ messages, empty }, request, response));
  await new Promise((resolve, reject) => http.once('error', reject).listen(httpPort, '127.0.0.1', resolve));
  const smtpPort = smtp.server.address().port;
  return {
    port: smtpPort,
    httpPort: http.address().port,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    messages,
    empty,
    async stop() {
      http.closeAllConnections();
      for (const connection of smtp.connections) connection._socket.destroy();
      await Promise.all([new Promise((resolve) => http.close(resolve)), new Promise((resolve) => smtp.close(resolve))]);
    },
  };
}

function load(dir) {
  // Letters name people and patients.
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return readdirSync(dir)
    .filter((name) => /^\d+\.json$/.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(dir, name), 'utf8')));
}

function forget(dir, { id }) {
  if (dir) rmSync(path.join(dir, `${String(id).padStart(6, '0')}.json`), { force: true });
}

const PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
// A message runs no script, loads nothing and sends no form; its links open in a tab of their own.
const MESSAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

function answer({ messages, empty }, request, response) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
  const [, root, name, part] = pathname.split('/');
  const send = (status, type, body, policy = PAGE_POLICY) => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    response.end(body);
  };
  if (root !== 'mailbox') return send(404, 'text/plain', 'Introuvable');
  if (request.method === 'DELETE' || (request.method === 'POST' && name === 'empty')) {
    empty();
    response.writeHead(request.method === 'POST' ? 303 : 204, request.method === 'POST' ? { location: '/mailbox' } : {});
    return response.end();
  }
  if (!name) return send(200, 'text/html', listPage(messages, searchParams.get('to') ?? ''));
  if (name === 'health') return send(200, 'application/json', '{"status":"ok"}');
  if (name === 'page.css') return send(200, 'text/css', readFileSync(path.join(import.meta.dirname, 'mailbox', 'page.css')));
  if (name === 'messages.json') return send(200, 'application/json', JSON.stringify(messages));
  const message = messages.find(({ id }) => String(id) === name);
  if (!message) return send(404, 'text/html', listPage(messages, '', 'Ce message n’est plus dans la boîte.'));
  if (part === 'html') return send(200, 'text/html', messageHtml(message), MESSAGE_POLICY);
  if (part === 'raw') return send(200, 'text/plain', message.raw);
  return send(200, 'text/html', messagePage(message));
}

/** As a process: SMTP_PORT, HTTP_PORT (free ones unless given, told to who started it), MAILBOX_DIR. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { SMTP_PORT, HTTP_PORT, MAILBOX_DIR } = process.env;
  const mailbox = await startMailbox({
    port: Number(SMTP_PORT ?? 0),
    httpPort: Number(HTTP_PORT ?? 0),
    dir: MAILBOX_DIR,
  }).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  process.send?.({ port: mailbox.httpPort, smtpPort: mailbox.port });
  console.log(`Messagerie prête\u00a0: ${mailbox.smtpUrl}, page http://127.0.0.1:${mailbox.httpPort}/mailbox`);
  const stop = () => mailbox.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
