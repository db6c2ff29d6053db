import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type NextFunction, type Request, type Response } from 'express';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { gzipped, HASHED } from './gzipped.js';

const OF_API = /^\/api(\/|$)/;

/**
 * Serves the built client: files as they are, and its page for every other address, because the client draws its own addresses. The page
 * carries the nonce under which Angular may add styles.
 */
export function serveClient(app: NestExpressApplication, folder: string): void {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const files = express.static(folder, {
    index: false,
    setHeaders: (response, file) => {
      response.setHeader('cache-control', HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use(gzipped(folder), (request: Request, response: Response, next: NextFunction) => {
    // No request of the API waits for the disk to say that there is no such file.
    if (OF_API.test(request.path)) return next();
    files(request, response, next);
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const forClient = (request.method === 'GET' || request.method === 'HEAD') && !OF_API.test(request.path);
    // A file that is not there is not found: answering it with the page would hide the mistake.
    if (!forClient || /\.\w{2,5}$/.test(request.path)) return next();
    response
      .setHeader('cache-control', 'no-cache')
      .type('html')
      .send(withNonce(page, String(response.locals['nonce'])));
  });
}

/** A new nonce for each page. */
export function giveNonce(_request: Request, response: Response, next: NextFunction): void {
  response.locals['nonce'] = randomBytes(16).toString('base64url');
  next();
}

function withNonce(page: string, nonce: string): string {
  return page.replaceAll('<style', `<style nonce="${nonce}"`).replace('<app-root', `<app-root ngCspNonce="${nonce}"`);
}
