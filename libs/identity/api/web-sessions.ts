import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { RequestHandler } from 'express';
import session from 'express-session';
import pg from 'pg';
import { applicationClient, CONFIG, type Config } from '#kernel/api';
import { FactsOfPerson, knownSessionSql, type KnownSession } from './known-session.js';
import { SessionStore } from './session-store.js';

/** A name of its own: cookies are shared between the ports of localhost. */
export const SESSION_COOKIE = 'passerelle_session';

/** Over https the browser itself holds that only this very host, over https, for all its paths, wrote it; plain http (localhost) knows no such name. */
export function sessionCookieOf({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return publicUrl.startsWith('https:') ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

/** Acts are noted at most this often: a note at each would double the writes. */
const NOTED_EVERY_SECONDS = 10;

/** Sessions of browsers: a row in the database and a cookie that says nothing but which. */
@Injectable()
export class WebSessions implements OnApplicationShutdown {
  readonly middleware: RequestHandler;
  private readonly pool: pg.Pool;
  private readonly store: SessionStore;

  constructor(@Inject(CONFIG) config: Config, facts: FactsOfPerson) {
    const logger = new Logger(WebSessions.name);
    this.pool = new pg.Pool({
      connectionString: config.databaseUrl,
      Client: applicationClient(config),
      max: 4,
      connectionTimeoutMillis: config.databasePatienceSeconds * 1000,
      statement_timeout: config.databasePatienceSeconds * 1000,
    });
    // A connection that is lost while idle must not end the process.
    this.pool.on('error', (error) => logger.warn({ message: 'A connection of the session store was lost.', name: error.name }));
    this.store = new SessionStore({
      pool: this.pool,
      ttlSeconds: config.sessionHours * 3600,
      knownSql: knownSessionSql(facts),
      seconds: [config.idleMinutes * 60, NOTED_EVERY_SECONDS],
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

  /** What a request knows first, of a session that lasts still. */
  read(sid: string): Promise<KnownSession | undefined> {
    return this.store.read(sid);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
    await this.pool.end();
  }
}
