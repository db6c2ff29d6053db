import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Logger } from 'nestjs-pino';
import { WebSessions } from '#identity/api';
import type { Config } from '#kernel/api';
import { AppModule, type AppOptions } from './app.module.js';
import { giveNonce, serveClient } from './client-files.js';
import { permissions, protection } from './protection.js';
import { demandJson, demandShallow } from './readable-body.js';

/** Where the API stands. */
export const API_PREFIX = 'api/v1';

/**
 * How long a connection that says nothing stays open, in milliseconds: longer than anyone who stands before the API keeps it for the next request (a
 * minute, for the usual proxies). Else the API closes it in the moment in which it is used again, and the request is lost.
 */
const KEPT_OPEN = 75_000;

/** The application, whole, not listening yet: what main.ts starts is what tests speak to. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, options), {
    bufferLogs: true,
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.set('trust proxy', [...config.trustedProxies]);
  app.disable('x-powered-by');
  app.use(giveRequestId, giveNonce, permissions, protection(config));
  app.use(`/${API_PREFIX}`, neverKept, demandJson);
  app.useBodyParser('json', { limit: '1mb' });
  // Once the body is there, however slowly it came: what the session's owner may do is read with it.
  app.use(`/${API_PREFIX}`, demandShallow, app.get(WebSessions).middleware);
  app.setGlobalPrefix(API_PREFIX);
  if (config.webDist) serveClient(app, config.webDist);
  app.enableShutdownHooks();
  (app.getHttpServer() as Server).keepAliveTimeout = KEPT_OPEN;
  return app.init();
}

function giveRequestId(request: Request, response: Response, next: NextFunction): void {
  const id = randomUUID();
  Object.assign(request, { id });
  response.setHeader('X-Request-Id', id);
  next();
}

/** Answers hold patient data: no cache keeps them, unless a route says otherwise. */
function neverKept(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  next();
}
