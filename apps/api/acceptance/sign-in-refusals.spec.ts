import type { Fault } from '#testing/identity';
import type { Provider, SignInRefusal } from '#identity/domain';
import { Browser } from '../testing/browser.js';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true });
});
afterAll(() => world.close());

const traces = () => world.db.query(`SELECT (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM journal_entry) AS entries`);

/** Nobody is signed in, nothing was created, and the page says why. */
async function expectRefused(browser: Browser, act: () => Promise<{ url: string }>, code: SignInRefusal): Promise<void> {
  const before = await traces();
  expect((await act()).url).toBe(`${world.url}/connexion?probleme=${code}`);
  expect(await browser.session()).toMatchObject({ state: 'signed-out' });
  expect(await traces()).toEqual(before);
}

const SOMEONE: Readonly<Record<Provider, string>> = { plage: 'prescripteur-a', psc: 'medecin-psc', operateur: 'data-manager' };

describe('a provider that misbehaves', () => {
  const cases: [Fault, SignInRefusal, Provider?][] = [
    ['unsigned-token', 'untrusted-token'],
    ['secret-signed-token', 'untrusted-token'],
    ['foreign-key', 'untrusted-token'],
    ['wrong-nonce', 'wrong-nonce'],
    ['wrong-at-hash', 'untrusted-token'],
    ['wrong-issuer', 'wrong-issuer'],
    ['wrong-audience', 'wrong-audience'],
    ['expired-token', 'expired-token'],
    ['no-acr', 'weak-authentication', 'psc'],
    ['weak-acr', 'weak-authentication', 'psc'],
    ['no-amr', 'weak-authentication', 'operateur'],
    ['weak-amr', 'weak-authentication', 'operateur'],
    ['other-subject', 'userinfo-other-subject'],
    ['userinfo-other-subject', 'userinfo-other-subject'],
    ['userinfo-other-subject', 'userinfo-other-subject', 'psc'],
    ['userinfo-html', 'userinfo-unreadable'],
    ['userinfo-error', 'provider-failed'],
    ['token-error', 'provider-failed'],
  ];
  it.each(cases)('charter C3.1: %s is refused as %s', async (fault, code, provider = 'plage') => {
    const browser = new Browser(world);
    world.misbehave(provider, fault);
    await expectRefused(browser, () => browser.enter(provider, SOMEONE[provider]), code);
  });

  it('is no problem when it does not wrap its claims', async () => {
    const browser = new Browser(world);
    world.misbehave('plage', 'userinfo-unwrapped');
    await browser.enter('plage', 'prescripteur-a');
    expect(await browser.session()).toMatchObject({ state: 'signed-in' });
  });
});

describe('an answer that was not asked for', () => {
  /** The address that the provider sends the browser to, not visited yet. */
  async function answered(browser: Browser, login = 'prescripteur-a') {
    return browser.signIn(`${world.url}/api/v1/sign-in/plage`, login, { until: browser.callback('plage') });
  }

  it('charter C3.1: a forged state is refused', async () => {
    const browser = new Browser(world);
    const { url } = await answered(browser);
    const forged = new URL(url);
    forged.searchParams.set('state', 'x'.repeat(32));
    await expectRefused(browser, () => browser.arrive({ url: forged.href }), 'forged-state');
  });

  it('charter C3.1: an answer serves once', async () => {
    const browser = new Browser(world);
    const visit = await answered(browser);
    expect((await browser.arrive(visit)).url).toBe(`${world.url}/`);
    expect((await browser.arrive(visit)).url).toBe(`${world.url}/connexion?probleme=used-answer`);
  });

  it('charter C3.1: an answer that served already says so and leads where one was going, even in the session that it opened', async () => {
    const browser = new Browser(world);
    const page = `${world.url}/api/v1/sign-in/plage?returnTo=${encodeURIComponent('/patients?etats=sent')}`;
    const visit = await browser.signIn(page, 'prescripteur-a', { until: browser.callback('plage') });
    expect((await browser.arrive(visit)).url).toBe(`${world.url}/patients?etats=sent`);
    const session = browser.sessionCookie;
    expect((await browser.arrive(visit)).url).toBe(`${world.url}/connexion?probleme=used-answer&retour=%2Fpatients%3Fetats%3Dsent`);
    expect(browser.sessionCookie).toBe(session);
    expect(await browser.session()).toMatchObject({ state: 'signed-in' });
  });

  it('charter C3.1: an answer that another browser asked for is refused', async () => {
    const visit = await answered(new Browser(world));
    const victim = new Browser(world);
    await expectRefused(victim, () => victim.arrive(visit), 'forged-state');
  });

  it('charter C3.1: a session id known before signing in is worth nothing after', async () => {
    const browser = new Browser(world);
    const visit = await answered(browser);
    const known = browser.sessionCookie;
    await browser.arrive(visit);
    expect(browser.sessionCookie).not.toBe(known);
    await world
      .anyone()
      .get('/session')
      .set('Cookie', `passerelle_session=${known}`)
      .expect(200, /signed-out/);
  });

  it('several tabs each come back to where they were going', async () => {
    const browser = new Browser(world);
    const start = (page: string) => `${world.url}/api/v1/sign-in/plage?returnTo=${page}`;
    await browser.ask(start('/patients'));
    const second = await browser.signIn(start('/designations'), 'prescripteur-a', { until: browser.callback('plage') });
    expect((await browser.arrive(second)).url).toBe(`${world.url}/designations`);
  });

  it('charter C3.1: two tabs sign in one after the other, and both come where they were going, in one session', async () => {
    const browser = new Browser(world);
    const start = (page: string) => `${world.url}/api/v1/sign-in/plage?returnTo=${page}`;
    const second = await browser.follow(await browser.ask(start('/designations')));
    await browser.arrive(await browser.signIn(start('/patients'), 'prescripteur-a', { until: browser.callback('plage') }));
    const session = browser.sessionCookie;
    // The second tab's page of the provider, which was there before.
    const answer = await browser.signIn(second.url, 'prescripteur-a', { until: browser.callback('plage') });
    expect((await browser.arrive(answer)).url).toBe(`${world.url}/designations`);
    expect(browser.sessionCookie).toBe(session);
  });

  it('charter C3.1: the second tab of someone with several profiles does not end the session in which they chose one', async () => {
    const browser = new Browser(world);
    const start = (page: string) => `${world.url}/api/v1/sign-in/plage?returnTo=${page}`;
    const page = await browser.follow(await browser.ask(start('/designations')));
    await browser.enter('plage', 'prescripteur-ab', '/patients');
    const answer = await browser.signIn(page.url, 'prescripteur-ab', { until: browser.callback('plage') });
    const [profile] = world.person('prescripteur-ab').profiles;
    expect((await browser.send('POST', '/session/profile', { profileId: profile?.id })).status).toBeLessThan(300);
    const session = browser.sessionCookie;
    expect((await browser.arrive(answer)).url).toBe(`${world.url}/designations`);
    expect(browser.sessionCookie).toBe(session);
    expect(await browser.session()).toMatchObject({ state: 'signed-in', profile: { id: profile?.id } });
  });

  it('charter C3.1: someone else who signs in on the second tab takes the place of the first', async () => {
    const browser = new Browser(world);
    const second = await browser.follow(await browser.ask(`${world.url}/api/v1/sign-in/plage?returnTo=/designations`));
    await browser.enter('plage', 'prescripteur-a', '/patients');
    const session = browser.sessionCookie;
    const answer = await browser.signIn(second.url, 'pharmacien-a', { until: browser.callback('plage') });
    expect((await browser.arrive(answer)).url).toBe(`${world.url}/designations`);
    expect(browser.sessionCookie).not.toBe(session);
    expect(await browser.session()).toMatchObject({ person: { id: world.person('pharmacien-a').id } });
  });

  /** A tab that waits at the provider, for that page. */
  async function waiting(browser: Browser, page: string, login = 'prescripteur-a') {
    const start = `${world.url}/api/v1/sign-in/plage?returnTo=${encodeURIComponent(page)}`;
    return browser.signIn(start, login, { until: browser.callback('plage') });
  }

  /** All that this browser asked of a provider was asked so long before. */
  const longAgo = (browser: Browser, minutes: number) =>
    world.db.query(
      `UPDATE session SET sess = jsonb_set(sess::jsonb, '{pending,plage}', (SELECT jsonb_agg(one || jsonb_build_object('askedAt', (one->>'askedAt')::bigint - $2 * 60000))
       FROM jsonb_array_elements(sess::jsonb->'pending'->'plage') one))::json WHERE sid = $1`,
      [browser.sessionId, minutes],
    );

  const LAPSED = '/connexion?probleme=lapsed-request&retour=%2Fpatients%3Fetats%3Dsent';

  it('charter C3.1: an answer that comes too late says so and keeps the page that was wanted, again and again', async () => {
    const browser = new Browser(world);
    const visit = await waiting(browser, '/patients?etats=sent');
    await longAgo(browser, 31);
    for (const _ of [1, 2]) expect((await browser.arrive(visit)).url).toBe(world.url + LAPSED);
    expect(await browser.session()).toMatchObject({ state: 'signed-out' });
  });

  it('charter C3.1: nor does it end, or prolong, the session that another tab opened meanwhile', async () => {
    const browser = new Browser(world);
    const visit = await waiting(browser, '/patients?etats=sent');
    await longAgo(browser, 31);
    await browser.enter('plage', 'prescripteur-a', '/designations');
    const session = browser.sessionCookie;
    expect((await browser.arrive(visit)).url).toBe(world.url + LAPSED);
    expect(browser.sessionCookie).toBe(session);
    expect(await browser.session()).toMatchObject({ state: 'signed-in' });
  });

  it('charter C3.1: the first of more tabs than a person has is told the same', async () => {
    const browser = new Browser(world);
    const visit = await waiting(browser, '/patients?etats=sent');
    for (let tab = 0; tab < 5; tab++) await browser.ask(`${world.url}/api/v1/sign-in/plage?returnTo=/designations`);
    expect((await browser.arrive(visit)).url).toBe(world.url + LAPSED);
  });

  it('charter C3.1: a tab that was at the provider when the session was locked comes where it was going', async () => {
    const browser = new Browser(world);
    await browser.enter('plage', 'prescripteur-a');
    const page = await browser.follow(await browser.ask(`${world.url}/api/v1/sign-in/plage?returnTo=/patients`));
    await browser.send('POST', '/session/lock');
    expect(await browser.session()).toMatchObject({ state: 'signed-out' });
    const answer = await browser.signIn(page.url, 'prescripteur-a', { until: browser.callback('plage') });
    const { url } = await browser.arrive(answer);
    expect(url).toBe(`${world.url}/patients`);
  });

  it('a refusal keeps the page that was wanted', async () => {
    const browser = new Browser(world);
    world.misbehave('plage', 'wrong-nonce');
    expect((await browser.enter('plage', 'prescripteur-a', '/patients?etat=en-cours')).url).toBe(
      `${world.url}/connexion?probleme=wrong-nonce&retour=%2Fpatients%3Fetat%3Den-cours`,
    );
  });

  it('giving up at the provider leads back to the sign-in page', async () => {
    const browser = new Browser(world);
    const start = await browser.ask(`${world.url}/api/v1/sign-in/plage`);
    const state = new URL(start.headers.get('location') ?? '').searchParams.get('state');
    await expectRefused(
      browser,
      () => browser.arrive({ url: `${browser.callback('plage')}?error=access_denied&state=${state}` }),
      'cancelled',
    );
  });

  it.each(['?', '?code=a', '?code=a&state=b', '?code=a&code=b&state[x]=1', '?error=x'])(
    'a callback with « %s » is refused',
    async (query) => {
      const browser = new Browser(world);
      await expectRefused(browser, () => browser.arrive({ url: `${browser.callback('plage')}${query}` }), 'forged-state');
    },
  );

  it('nobody is sent to another site after signing in', async () => {
    const browser = new Browser(world);
    expect((await browser.enter('plage', 'prescripteur-a', '//ailleurs.exemple.fr')).url).toBe(`${world.url}/`);
  });

  it('a provider that the installation does not have is not found', async () => {
    await world
      .anyone()
      .get('/sign-in/ailleurs')
      .expect(404, /not-found/);
  });
});
