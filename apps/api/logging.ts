import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';

type Logged = IncomingMessage & { id?: unknown; originalUrl?: string };

/** One line a request: who asked is in the journal and the access log, never here. No body, no query string, no header, no cookie. */
export function logging(): Params {
  return {
    pinoHttp: {
      // Empty is how compose files pass on what they do not have.
      level: process.env['LOG_LEVEL'] || 'info',
      genReqId: (request) => String((request as Logged).id),
      quietReqLogger: true,
      wrapSerializers: false,
      serializers: {
        req: (request: Logged) => ({ id: request.id, method: request.method, path: pathOf(request) }),
        res: (response: ServerResponse) => ({ status: response.statusCode }),
        err: (error: Error & { code?: string }) => ({ name: error.name, code: error.code }),
      },
      autoLogging: { ignore: (request) => pathOf(request as Logged).startsWith('/api/v1/health') },
    },
  };
}

function pathOf(request: Logged): string {
  return (request.originalUrl ?? request.url ?? '').split('?')[0] ?? '';
}
