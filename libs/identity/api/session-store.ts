import type { Request } from 'express';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData, type Store } from 'express-session';
import type { Pool } from 'pg';
import type { KnownSession } from './known-session.js';

const PgStore = connectPgSimple(session);

/** What express-session adds to the store that it is given. */
type Generating = Store & { generate: (request: Request) => void };

interface Settings {
  readonly pool: Pool;
  readonly ttlSeconds: number;
  readonly silent: () => void;
  /** Of a session that lasts still. Parameters: its id, `seconds`. */
  readonly knownSql: string;
  /** After which it is idle, and after which an act is noted. */
  readonly seconds: readonly [idle: number, rested: number];
}

/**
 * Sessions in the database, where one that ended stays ended: what a request that is still under way writes of it is lost. The store of the library would
 * insert it again.
 */
export class SessionStore extends PgStore {
  /** Those that have a row, or had one: written by an update alone. */
  private readonly kept = new WeakSet<object>();
  /** What was read with a session, until its request has it. */
  private readonly known = new WeakMap<object, KnownSession>();
  /** Those that are as their row is, which the library takes for changed. */
  private readonly reread = new WeakSet<object>();

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

  /** The session, whose it is, and what opens rights to them, in one statement. */
  async read(sid: string): Promise<KnownSession | undefined> {
    const { rows } = await this.settings.pool.query<KnownSession>(this.settings.knownSql, [sid, ...this.settings.seconds]);
    return rows[0];
  }

  override get(sid: string, done: (error: unknown, data?: SessionData | null) => void): void {
    this.read(sid).then(
      (known) => {
        if (known) this.known.set(known.sess, known);
        done(null, known?.sess ?? null);
      },
      (error: unknown) => done(error),
    );
  }

  override createSession(request: Request, data: SessionData): ReturnType<Store['createSession']> {
    const known = this.known.get(data);
    if (known) Object.assign(request, { known });
    const made = super.createSession(request, data);
    this.kept.add(made);
    return made;
  }

  override set(sid: string, data: SessionData, done: (error?: Error) => void = () => undefined): void {
    if (this.reread.delete(data)) return done();
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
   * The session of a request goes on under a new id, in the same row: anyone who ends it meanwhile ends this one, or it finds that it has ended.
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

  /**
   * The session of a request becomes a stranger's who may sign in, by proving who they are: it says no more than this, who left, and what tabs asked of a provider.
   * It keeps its row and its id, and becomes so once: of many requests of a page whose session has ended, none brings a cookie that would take the place of a
   * sign-in begun meanwhile, nor writes over what that one asked.
   */
  async forget(request: Request): Promise<void> {
    await this.settings.pool.query(FORGET, [request.sessionID]);
    try {
      await called((done) => request.session.reload(done));
    } catch {
      // It was ended elsewhere: a stranger's of which nothing is kept.
      (this as unknown as Generating).generate(request);
      return;
    }
    this.reread.add(request.session);
    await called((done) => request.session.save(done));
  }

  private async update(before: string, sid: string, data: SessionData): Promise<boolean> {
    const expire = Math.ceil(Date.now() / 1000 + this.settings.ttlSeconds);
    const { rowCount } = await this.settings.pool.query(UPDATE, [before, sid, JSON.stringify(data), expire]);
    return rowCount === 1;
  }
}

/** One that became a stranger's does not become someone's again by a request that was under way. */
const UPDATE = `
  UPDATE session SET sid = $2, sess = $3, expire = to_timestamp($4)
  WHERE sid = $1 AND (sess -> 'signedIn' IS NOT NULL OR $3::json -> 'signedIn' IS NULL)`;

const FORGET = `
  UPDATE session SET sess = (
    SELECT json_object_agg(key, value) FROM (
      SELECT key, value FROM json_each(sess) WHERE key IN ('cookie', 'pending', 'past')
      UNION ALL VALUES ('mustProve', 'true'::json), ('leftBy', sess -> 'signedIn' -> 'personId')
    ) AS stays (key, value)
  ) WHERE sid = $1 AND sess -> 'signedIn' IS NOT NULL`;

function called(act: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error as Error) : resolve())));
}
