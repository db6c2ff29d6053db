import request, { type Test } from 'supertest';

/** The cookie and token of a signed-in person; nothing for a stranger. */
export interface Credentials {
  readonly cookie: string;
  readonly csrf: string;
}

/** Someone who speaks to the API. Paths stand under /api/v1; writes carry the token that the page would send. */
export class Agent {
  constructor(
    readonly url: string,
    readonly credentials?: Credentials,
  ) {}

  get(path: string): Test {
    return this.ask('get', path);
  }
  post(path: string): Test {
    return this.ask('post', path);
  }
  patch(path: string): Test {
    return this.ask('patch', path);
  }
  put(path: string): Test {
    return this.ask('put', path);
  }
  delete(path: string): Test {
    return this.ask('delete', path);
  }

  /** Any verb; by default redirections are told, not followed. */
  ask(verb: 'get' | 'post' | 'patch' | 'put' | 'delete', path: string): Test {
    const test = request(this.url)
      [verb](path.startsWith('/api/') ? path : `/api/v1${path}`)
      .redirects(0);
    if (this.credentials) void test.set('Cookie', this.credentials.cookie);
    if (this.credentials && verb !== 'get') void test.set('X-CSRF-Token', this.credentials.csrf);
    return test;
  }
}
