import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { RequestHandler } from 'express';
import session from 'express-session';
import pg from 'pg';
import { CONFIG, type Config } from '#kernel/api';
import { SessionStore } from './session-store.js';

/** A name of its own: cookies are shared between the ports of localhost. */
export const SESSION_COOKIE = 'passerelle_session';

/** Over https the browser itself holds that only this very host, over https, for all its paths, wrote it; plain http (localhost) knows no such name. */
export function sessionCookieOf({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return publicUrl.startsWith('https:') ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

/** Sessions of browsers: a row in the database and a cookie that says nothing but which. */
@Injectable()
export class WebSessions implements OnApplicationShutdown {
  readonly middleware: RequestHandler;
  private readonly pool: pg.Pool;
  private readonly store: SessionStore;

  constructor(@Inject(CONFIG) config: Config) {
    const logger = new Logger(WebSessions.name);
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl,
      max: 4,
      connectionTimeoutMillis: config.databasePatienceSeconds * 1000,
      statement_timeout: config.databasePatienceSeconds * 1000,
    });
    // A connection that is lost while idle must not end the process.
    this.pool.on('error', (error) => logger.warn({ message: 'A connection of the session store was lost.', name: error.name }));
    this.store = new SessionStore({
      pool: this.pool,
      ttlSeconds: config.sessionHours * 3600,
      silent: () => logger.warn('The session store did not answer.'),
    });
    this.middleware = session({
      name: sessionCookieOf(config),
      secret: config.sessionSecret,
      store: this.store,
      resave: false,
      saveUninitialized: false,
      proxy: true,
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
    await this.pool.end();
  }
}
