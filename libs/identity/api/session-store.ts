import type { Request } from 'express';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData, type Store } from 'express-session';
import type { Pool } from 'pg';

const PgStore = connectPgSimple(session);

/** What express-session adds to the store that it is given. */
type Generating = Store & { generate: (request: Request) => void };

interface Settings {
  readonly pool: Pool;
  readonly ttlSeconds: number;
  readonly silent: () => void;
}

/**
 * Sessions in the database, where one that ended stays ended: what a request that is still under way writes of it is lost. The store of the library would
 * insert it again.
 */
export class SessionStore extends PgStore {
  /** Those that have a row, or had one: written by an update alone. */
  private readonly kept = new WeakSet<object>();

  constructor(private readonly settings: Settings) {
    super({
      pool: settings.pool,
      createTableIfMissing: false,
      // Our own clock of acts decides when a session ends: reading does not prolong it.
      disableTouch: true,
      ttl: settings.ttlSeconds,
      errorLog: settings.silent,
    });
  }

  override createSession(request: Request, data: SessionData): ReturnType<Store['createSession']> {
    const made = super.createSession(request, data);
    this.kept.add(made);
    return made;
  }

  override set(sid: string, data: SessionData, done: (error?: Error) => void = () => undefined): void {
    if (this.kept.has(data)) {
      this.update(sid, sid, data).then(
        () => done(),
        (error: Error) => done(error),
      );
      return;
    }
    super.set(sid, data, (error?: Error) => {
      if (!error) this.kept.add(data);
      done(error);
    });
  }

  /**
   * The session of a request goes on under a new id, in the same row: whoever ends it meanwhile ends this one, or it finds that it has ended.
   * @param fill what the new one says
   * @returns whether it had not ended; if it had, the request is a stranger's.
   */
  async renew(request: Request, fill: (session: Request['session']) => void): Promise<boolean> {
    const before = request.sessionID;
    const self = this as unknown as Generating;
    self.generate(request);
    fill(request.session);
    this.kept.add(request.session);
    if (await this.update(before, request.sessionID, request.session)) return true;
    self.generate(request);
    return false;
  }

  private async update(before: string, sid: string, data: SessionData): Promise<boolean> {
    const expire = Math.ceil(Date.now() / 1000 + this.settings.ttlSeconds);
    const { rowCount } = await this.settings.pool.query(
      'UPDATE session SET sid = $2, sess = $3, expire = to_timestamp($4) WHERE sid = $1',
      [before, sid, JSON.stringify(data), expire],
    );
    return rowCount === 1;
  }
}
