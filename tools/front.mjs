/** The one public port: hands requests to the API or to a stand-in, and says so politely while the API is away. */
import { Agent, createServer, request as ask } from 'node:http';
import { PlainError, portInUse } from './process.mjs';

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Starts the front on `port` (0: a free one), on this machine only unless `host` says otherwise.
 * @param {{ port: number, host?: string, target: (pathname: string) => number | undefined }} options
 *   `target`: the port of the part that answers a path; undefined while there is none.
 * @throws {PlainError} when the port is in use.
 */
export async function startFront({ port, host, target }) {
  // A connection kept open may be closed by the part at the very moment it is used again: a visitor would be told that the product is away.
  const agent = new Agent({ keepAlive: false });
  const servers = [];
  const handle = (request, response) => {
    try {
      forward({ agent, target }, request, response);
    } catch {
      // What Node itself will not pass on: one odd request is refused, and the product goes on for everyone else.
      response.writeHead(400, { 'cache-control': 'no-store' }).end();
    }
  };
  for (const address of host ? [host] : ['127.0.0.1', '::1']) {
    const server = createServer(handle);
    try {
      await new Promise((resolve, reject) => server.once('error', reject).listen(servers[0]?.address().port ?? port, address, resolve));
      servers.push(server);
    } catch (error) {
      // A machine without IPv6 has no ::1; the first address is the one that counts.
      if (servers.length && error.code !== 'EADDRINUSE') continue;
      for (const opened of servers) opened.close();
      // Free on the first address, another's on the second.
      if (error.code === 'EADDRINUSE' && port === 0) return startFront({ port, host, target });
      if (error.code === 'EADDRINUSE') throw portInUse(port);
      throw new PlainError(`Le port ${port} ne peut pas être ouvert (${error.code})\u00a0: choisissez-en un autre par la variable PORT.`);
    }
  }
  return {
    port: servers[0].address().port,
    async stop() {
      agent.destroy();
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function forward({ agent, target }, request, response) {
  const url = originForm(request.url ?? '/');
  const port = target(url.split('?')[0]);
  if (!port) return away(request, response);
  const upstream = ask({
    host: '127.0.0.1',
    port,
    agent,
    method: request.method,
    path: url,
    headers: {
      ...endToEnd(request.headers),
      'x-forwarded-for': request.socket.remoteAddress,
      'x-forwarded-proto': 'http',
      'x-forwarded-host': request.headers.host ?? '',
    },
  });
  upstream.setNoDelay(true);
  upstream.once('response', (answer) => {
    response.writeHead(answer.statusCode, endToEnd(answer.headers));
    // The head goes out at once: a stream of events may stay silent for long.
    response.flushHeaders();
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  upstream.once('error', () => (response.headersSent ? response.destroy() : away(request, response)));
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
}

/** The address without scheme and host, by hand: a parser refuses `//` and `http://[`, which are the part's to answer. */
const originForm = (url) => {
  const rest = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
};

const endToEnd = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));

const TEXT = 'Passerelle redémarre. Votre saisie est gardée dans cette page\u00a0; réessayez dans quelques secondes.';

function away(request, response) {
  request.resume();
  const wantsPage = request.headers.accept?.includes('text/html');
  response.writeHead(503, {
    'content-type': wantsPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
    'retry-after': '2',
    'cache-control': 'no-store',
  });
  const problem = { type: 'about:blank', status: 503, code: 'unavailable', title: 'Service indisponible', detail: TEXT };
  response.end(wantsPage ? PAGE : JSON.stringify(problem));
}

const PAGE = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Passerelle démarre</title></head>
<body><h1>Passerelle démarre</h1><p>Cette page s’ouvrira d’elle-même dans quelques secondes.</p></body></html>`;
