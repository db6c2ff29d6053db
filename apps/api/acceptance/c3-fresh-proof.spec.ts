import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_COOKIE } from '#identity/api';
import { Browser } from '../testing/browser.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true, env: { SESSION_IDLE_MINUTES: '20' } });
});
afterAll(() => world.close());

/** Signed in, and known to the provider since long before whatever comes. */
async function signedIn(): Promise<Browser> {
  const browser = new Browser(world);
  await browser.enter('plage', ME);
  await world.db.query(`UPDATE session SET last_act_at = now() WHERE sess -> 'signedIn' IS NOT NULL`);
  await aSecond();
  expect((await browser.session()).state).toBe('signed-in');
  return browser;
}

/** `auth_time` counts whole seconds: what follows stands in another one. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));
/** For just as long as locks it. */
const leftIdle = () => world.db.query(`UPDATE session SET last_act_at = now() - interval '1200.01 seconds'`);
const start = () => `${world.url}/api/v1/sign-in/plage?returnTo=/patients`;

/** Goes to sign in, the provider still knowing the person. @returns where it ends without anyone typing a password. */
async function withoutPassword(browser: Browser): Promise<string> {
  const { url, text } = await browser.follow(await browser.ask(start()), `${world.url}/patients`);
  return /type="password"/.test(text) ? 'asked for the password' : url.replace(world.url, '');
}

/** Where someone comes who signs in so on that screen. */
async function comesIn(browser: Browser, login: string): Promise<string> {
  const visit = await browser.signIn(start(), login, { until: browser.callback('plage') });
  return (await browser.arrive(visit)).url.replace(world.url, '');
}

async function withPassword(browser: Browser): Promise<void> {
  const visit = await browser.signIn(start(), ME, { until: `${world.url}/patients` });
  expect(visit.url).toBe(`${world.url}/patients`);
  expect((await browser.session()).state).toBe('signed-in');
}

describe('the password is asked again, whatever the provider remembers', () => {
  it('charter C3.1: not of someone whose session goes on: another of their browsers signs in by what the provider knows', async () => {
    const browser = await signedIn();
    browser.forget(world.url, SESSION_COOKIE);
    expect(await withoutPassword(browser)).toBe('/patients');
  });

  it('charter C3.1: after the idle lock', async () => {
    const browser = await signedIn();
    await leftIdle();
    expect((await browser.session()).state).toBe('signed-out');
    expect(await withoutPassword(browser)).toBe('asked for the password');
    expect((await browser.session()).state).toBe('signed-out');
    await withPassword(browser);
  });

  it('charter C3.1: after the idle lock, even when our cookie was deleted before anyone found the session idle', async () => {
    const browser = await signedIn();
    await leftIdle();
    browser.forget(world.url, SESSION_COOKIE);
    expect(await withoutPassword(browser)).toBe('asked for the password');
    await withPassword(browser);
  });

  it('charter C3.1: after the screen was locked by the page, even when our cookie was deleted', async () => {
    const browser = await signedIn();
    expect((await browser.send('POST', '/session/lock')).status).toBe(204);
    expect((await browser.session()).state).toBe('signed-out');
    browser.forget(world.url, SESSION_COOKIE);
    expect(await withoutPassword(browser)).toBe('asked for the password');
    await withPassword(browser);
    const { id } = world.person(ME);
    expect((await world.journalOf('person', id)).map(({ action }) => action)).toContain('session.locked');
  });

  it.each([
    ['the idle lock', async (browser: Browser) => void (await leftIdle(), await browser.session())],
    ['the lock of the screen', (browser: Browser) => browser.send('POST', '/session/lock')],
  ])('charter C3.1: someone else who comes in after %s is told that the screen was not theirs', async (_, locks) => {
    const browser = await signedIn();
    await locks(browser);
    expect(await comesIn(browser, 'pharmacien-a')).toBe('/connexion?probleme=someone-else&retour=%2Fpatients');
    expect(await browser.session()).toMatchObject({ state: 'signed-in', person: { id: world.person('pharmacien-a').id } });
    // And once: their own session is like any other.
    expect((await browser.send('POST', '/session/lock')).status).toBe(204);
    expect(await comesIn(browser, 'pharmacien-a')).toBe('/patients');
  });

  it('charter C3.1: after signing out on another device', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    expect((await there.send('POST', '/session/sign-out')).status).toBe(200);
    expect((await here.session()).state).toBe('signed-in');
    here.forget(world.url, SESSION_COOKIE);
    expect(await withoutPassword(here)).toBe('asked for the password');
  });

  it('charter C3.1: once a session is gone from the table, however it went', async () => {
    const browser = await signedIn();
    await world.db.query('DELETE FROM session');
    expect(await withoutPassword(browser)).toBe('asked for the password');
  });

  it.each(['ignore-max-age', 'no-auth-time'] as const)('charter C3.1: a provider that does « %s » lets nobody in', async (fault) => {
    const browser = await signedIn();
    await leftIdle();
    await browser.session();
    world.misbehave('plage', fault);
    const visit = await browser.signIn(start(), ME, { until: `${world.url}/connexion` });
    expect(visit.url).toBe(`${world.url}/connexion?probleme=not-proved&retour=%2Fpatients`);
    expect((await browser.session()).state).toBe('signed-out');
  });
});
