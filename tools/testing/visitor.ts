/** What a visitor got: the answer, where it was asked, and its text. */
export interface Visit {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser reduced to what signing in needs: cookies by host and path, redirections followed one by one. */
export class Visitor {
  private readonly cookies: { readonly name: string; readonly value: string; readonly host: string; readonly path: string }[] = [];

  /** Asks once, without following a redirection. */
  async ask(url: string, init: RequestInit = {}): Promise<Visit> {
    const headers = new Headers(init.headers);
    const cookie = this.cookieHeader(url);
    if (cookie) headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line, url);
    return { status: response.status, url, headers: response.headers, text: await response.text() };
  }

  /** Sends a form as a page would. */
  submit(url: string, fields: Record<string, string>): Promise<Visit> {
    return this.ask(url, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Follows redirections, and forms that send themselves, until an answer is none, or leads to an address that starts with `until`, which is then not asked for. */
  async follow(visit: Visit, until?: string): Promise<Visit> {
    let current = visit;
    for (let hops = 0; hops < 15; hops++) {
      const location = current.headers.get('location');
      const form = location ? undefined : selfPosting(current);
      if (form) {
        current = await this.submit(form.action, form.fields);
        continue;
      }
      if (!location) return current;
      const next = new URL(location, current.url).href;
      if (until && next.startsWith(until)) return { ...current, url: next };
      current = await this.ask(next);
    }
    throw new Error(`too many redirections from ${visit.url}`);
  }

  /**
   * Opens the address, signs in on the stand-in's page that it leads to (if it asks), and follows until `until`: for an application that
   * is not listening, give its callback, and read the code from the answer's url.
   */
  async signIn(url: string, login: string, { until, password = 'demo' }: { until?: string; password?: string } = {}): Promise<Visit> {
    const page = await this.follow(await this.ask(url), until);
    const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1];
    if (!action) return page;
    const answer = await this.submit(new URL(action, page.url).href, { login, password, act: 'sign-in' });
    return this.follow(answer, until);
  }

  /** The value of a cookie that would be sent to this address. */
  cookie(url: string, name: string): string | undefined {
    return this.sentTo(url).find((cookie) => cookie.name === name)?.value;
  }

  /** Deletes a cookie, as a person may. */
  forget(url: string, name: string): void {
    const { hostname: host } = new URL(url);
    const kept = this.cookies.filter((cookie) => cookie.host !== host || cookie.name !== name);
    this.cookies.splice(0, this.cookies.length, ...kept);
  }

  /** The header with everything that would be sent to this address. */
  cookieHeader(url: string): string {
    return this.sentTo(url)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  private sentTo(url: string) {
    const { hostname, pathname } = new URL(url);
    return this.cookies.filter(({ host, path }) => host === hostname && pathname.startsWith(path));
  }

  private keep(line: string, url: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const attribute = (wanted: string) => attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const cookie = { name, value, host: new URL(url).hostname, path: attribute('path') ?? '/' };
    const same = this.cookies.findIndex((other) => other.name === name && other.host === cookie.host && other.path === cookie.path);
    if (same >= 0) this.cookies.splice(same, 1);
    const expires = attribute('expires');
    const gone = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (!gone && value) this.cookies.push(cookie);
  }
}

/** The form of a page that sends itself by a script, as when one account takes the place of another. */
function selfPosting({ text, url }: Visit): { action: string; fields: Record<string, string> } | undefined {
  if (!/document\.forms\[0\]\.submit\(\)|\/submit\.js"/.test(text)) return undefined;
  const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
  const inputs = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return action
    ? { action: new URL(action, url).href, fields: Object.fromEntries(inputs.map(([, name, value]) => [name, value])) }
    : undefined;
}
