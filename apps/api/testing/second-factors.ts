import { TOTP } from 'otpauth';
import type { AppQuestion, PasskeyQuestion, Proof, SecondFactorView } from '#identity/api';
import type { Provider } from '#identity/domain';
import { Authenticator } from './authenticator.js';
import { Browser } from './browser.js';
import type { Visit } from '#testing/visitor';
import type { World } from './world.js';

/** The code of an app, of this half minute or another one. */
export function codeOf(key: string, steps = 0): string {
  return new TOTP({ secret: key }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** A code that is none of those around now. */
export function wrongCode(key: string): string {
  const near = new Set(Array.from({ length: 11 }, (_, index) => codeOf(key, index - 5)));
  return Array.from({ length: 12 }, (_, index) => String(index).padStart(6, '0')).find((code) => !near.has(code)) ?? '';
}

/** Enrols an app in this browser. @returns its key */
export async function enrolApp(browser: Browser, label = 'Téléphone'): Promise<string> {
  await browser.mayEnrol();
  const { key } = JSON.parse((await browser.send('POST', '/second-factor/apps/question')).text) as AppQuestion;
  const { status, text } = await browser.send('POST', '/second-factor/apps', { label, code: codeOf(key) });
  if (status !== 204) throw new Error(text);
  return key;
}

/** Enrols a passkey in this browser. */
export async function enrolPasskey(browser: Browser, world: World, stays = true): Promise<Authenticator> {
  await browser.mayEnrol();
  const authenticator = new Authenticator(world.url, stays);
  const question = JSON.parse((await browser.send('POST', '/second-factor/passkeys/question')).text) as PasskeyQuestion;
  const { status, text } = await browser.send('POST', '/second-factor/passkeys', {
    label: 'Clé',
    credential: authenticator.make(question),
  });
  if (status !== 204) throw new Error(text);
  return authenticator;
}

/** The half minute of the last code is over, for this person: a test does not wait for it. */
export async function nextCode(world: World, personId: string): Promise<void> {
  await world.db.query('UPDATE second_factor SET last_step = NULL WHERE person_id = $1', [personId]);
}

/** An operator's provider that tells no second factor: ours is demanded there, as production does by itself. */
export const DEMANDED = { OPERATOR_AMR: 'none', OPERATOR_SECOND_FACTOR: 'demanded' };

/** People of a world who sign in by a password alone, and what becomes of their second factor. */
export class SecondFactors {
  private readonly places = new WeakMap<Browser, string>();

  constructor(private readonly world: World) {}

  /** Recognised by a password alone. */
  async recognised(login: string, provider: Provider = 'operateur', returnTo = '/patients'): Promise<Browser> {
    const browser = new Browser(this.world);
    if (provider === 'operateur') this.world.misbehave(provider, 'weak-amr');
    const { url } = await browser.enter(provider, login, returnTo);
    this.places.set(browser, url.replace(this.world.url, ''));
    return browser;
  }

  /** Where signing in led. */
  placeOf(browser: Browser): string | undefined {
    return this.places.get(browser);
  }

  /** Someone who has an app, at their next sign-in. */
  async withApp(login: string, provider: Provider = 'operateur'): Promise<{ browser: Browser; key: string }> {
    const key = await enrolApp(await this.recognised(login, provider));
    await nextCode(this.world, this.world.person(login).id);
    return { browser: await this.recognised(login, provider), key };
  }

  async view(browser: Browser): Promise<SecondFactorView> {
    return JSON.parse((await browser.ask(`${this.world.url}/api/v1/second-factor`)).text) as SecondFactorView;
  }

  /** What a read is answered: the list of authorisations, which everyone who is in may read. */
  async reads(browser: Browser, path = '/authorisations'): Promise<number> {
    return (await browser.ask(`${this.world.url}/api/v1${path}`)).status;
  }

  give(browser: Browser, code: string): Promise<Visit> {
    return browser.send('POST', '/second-factor/code', { code });
  }

  async question(browser: Browser): Promise<PasskeyQuestion> {
    return JSON.parse((await browser.send('POST', '/second-factor/passkey/question')).text) as PasskeyQuestion;
  }

  async acts(name: string): Promise<string[]> {
    return (await this.world.journalOf('person', this.world.person(name).id)).map(({ action }) => action);
  }

  /** How surely its person was recognised, as the session keeps it. */
  async proofOf(browser: Browser): Promise<Proof | undefined> {
    const [row] = await this.world.db.query(`SELECT sess -> 'signedIn' -> 'proof' AS proof FROM session WHERE sid = $1`, [
      browser.sessionId,
    ]);
    return row?.proof;
  }

  /** As before anyone enrolled. */
  async forget(): Promise<void> {
    await this.world.db.query('DELETE FROM second_factor; UPDATE factor_brake SET failures = 0, failed_at = NULL, until = NULL');
  }
}
