import { Visitor, type Visit } from '#testing/visitor';
import type { SessionView } from '#identity/api';
import type { Provider } from '#identity/domain';
import type { World } from './world.js';

/** A browser without a screen: it follows redirections, keeps cookies, and sends the token of its session with every write. */
export class Browser extends Visitor {
  constructor(private readonly world: World) {
    super();
  }

  /** Signs in at the stand-in; the visit says where the browser ended. */
  async enter(provider: Provider, login: string, returnTo = '/'): Promise<Visit> {
    const start = `${this.world.url}/api/v1/sign-in/${provider}?returnTo=${encodeURIComponent(returnTo)}`;
    return this.arrive(await this.signIn(start, login, { until: this.callback(provider) }));
  }

  /** Goes to the address that the provider gave, and stops at the client's page it leads to, which no one serves here. */
  async arrive({ url }: Pick<Visit, 'url'>): Promise<Visit> {
    const answer = await this.ask(url);
    const location = answer.headers.get('location');
    return location ? { ...answer, url: new URL(location, url).href } : answer;
  }

  callback(provider: Provider): string {
    return `${this.world.url}/api/v1/sign-in/${provider}/callback`;
  }

  async session(): Promise<SessionView> {
    return JSON.parse((await this.ask(`${this.world.url}/api/v1/session`)).text) as SessionView;
  }

  /** Sends a message, as the page would. */
  async send(method: 'POST' | 'PATCH', path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Visit> {
    const { csrfToken = '' } = await this.session();
    const own = { 'content-type': 'application/json', 'x-csrf-token': csrfToken, origin: this.world.url };
    return this.ask(`${this.world.url}/api/v1${path}`, { method, body: JSON.stringify(body), headers: { ...own, ...headers } });
  }

  /** As after a fresh proof for it: a second factor may be enrolled. */
  async mayEnrol(): Promise<void> {
    await this.world.db.query(
      `UPDATE session SET sess = jsonb_set(sess::jsonb, '{mayEnrol}', to_jsonb((extract(epoch FROM clock_timestamp()) * 1000)::bigint))::json
       WHERE sid = $1`,
      [this.sessionId],
    );
  }

  /** What its session is called in the database. */
  get sessionId(): string {
    return (
      decodeURIComponent(this.sessionCookie ?? '')
        .slice(2)
        .split('.')[0] ?? ''
    );
  }

  get sessionCookie(): string | undefined {
    return this.cookie(this.world.url, 'passerelle_session');
  }
}
