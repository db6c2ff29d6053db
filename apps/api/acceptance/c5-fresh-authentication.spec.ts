import { Controller, Get, Module, Param, Req, Res, type OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Reauthentication, type Proof } from '#identity/api';
import { Problem, Requires } from '#kernel/api';
import { Browser } from '../testing/browser.js';
import { World } from '../testing/world.js';

const done: { person: string; ref: string; proof: Proof }[] = [];

/** Signs nothing: tells that the proof came through. */
@Controller('probe')
class Probe implements OnModuleInit {
  constructor(private readonly reauthentication: Reauthentication) {}

  onModuleInit(): void {
    this.reauthentication.on('signing', async ({ name }, ref, proof) => {
      if (ref === 'refused') throw new Problem('stale-state');
      done.push({ person: name, ref, proof });
      return `/fiche?signature=faite`;
    });
  }

  @Get(':ref')
  @Requires('session')
  begin(@Req() request: Request, @Res() response: Response, @Param('ref') ref: string): Promise<void> {
    return this.reauthentication.begin(request, response, { ref, purpose: 'signing', returnTo: '/fiche?role=prescriber' });
  }
}

@Module({ controllers: [Probe] })
class ProbeModule {}

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true, modules: [ProbeModule] });
});
afterAll(() => world.close());
beforeEach(() => void (done.length = 0));

/** Someone who clicks « sign » and answers the provider with these words. */
async function sign(browser: Browser, login: string, { ref = 'intent', provider = 'plage' as const } = {}) {
  const visit = await browser.signIn(`${world.url}/api/v1/probe/${ref}`, login, { until: browser.callback(provider) });
  return browser.arrive(visit);
}

async function signedIn(login = 'prescripteur-a'): Promise<Browser> {
  const browser = new Browser(world);
  await browser.enter('plage', login);
  return browser;
}

describe('a fresh proof of who signs', () => {
  it('charter C5.2: is asked of the provider, and the session goes on', async () => {
    const browser = await signedIn();
    const before = browser.sessionCookie;
    const clicked = Math.floor(Date.now() / 1000) * 1000;
    expect((await sign(browser, 'prescripteur-a')).url).toBe(`${world.url}/fiche?signature=faite`);
    const proof = { provider: 'plage', at: expect.any(String), amr: ['pwd'] };
    expect(done).toEqual([{ person: 'Hélène Marchetti', ref: 'intent', proof }]);
    expect(Date.parse(done[0]?.proof.at ?? '')).toBeGreaterThanOrEqual(clicked);
    expect(browser.sessionCookie).toBe(before);
    expect(await browser.session()).toMatchObject({ state: 'signed-in' });
  });

  it('charter C5.2: of another person is refused, and nothing is signed', async () => {
    const browser = await signedIn();
    world.misbehave('plage', 'other-subject');
    expect((await sign(browser, 'prescripteur-a')).url).toBe(`${world.url}/fiche?role=prescriber&probleme=other-person`);
    expect(done).toEqual([]);
    expect(await browser.session()).toMatchObject({ person: { name: 'Hélène Marchetti' } });
  });

  it.each(['ignore-max-age', 'no-auth-time'] as const)('charter C5.2: is refused of a provider that does « %s »', async (fault) => {
    // Signed in the very second of the click: that proof came before it.
    const browser = await signedIn();
    world.misbehave('plage', fault);
    expect((await sign(browser, 'prescripteur-a')).url).toBe(`${world.url}/fiche?role=prescriber&probleme=not-fresh`);
    expect(done).toEqual([]);
  });

  it.each(['unsigned-token', 'wrong-nonce'] as const)('charter C5.2: is refused with « %s », back on the form', async (fault) => {
    const browser = await signedIn();
    world.misbehave('plage', fault);
    expect((await sign(browser, 'prescripteur-a')).url).toMatch(/\/fiche\?role=prescriber&probleme=(untrusted-token|wrong-nonce)$/);
    expect(done).toEqual([]);
  });

  it('charter C5.2: serves once', async () => {
    const browser = await signedIn();
    const visit = await browser.signIn(`${world.url}/api/v1/probe/intent`, 'prescripteur-a', { until: browser.callback('plage') });
    await browser.arrive(visit);
    expect((await browser.arrive(visit)).url).toBe(`${world.url}/fiche?role=prescriber&probleme=used-answer`);
    expect(done).toHaveLength(1);
  });

  it('charter C3.1: comes too late once the session is over', async () => {
    const browser = await signedIn();
    const visit = await browser.signIn(`${world.url}/api/v1/probe/intent`, 'prescripteur-a', { until: browser.callback('plage') });
    await world.db.query(`UPDATE session SET last_act_at = now() - interval '1 hour'`);
    expect((await browser.arrive(visit)).url).toBe(
      `${world.url}/connexion?probleme=session-expired&retour=${encodeURIComponent('/fiche?role=prescriber')}`,
    );
    expect(done).toEqual([]);
  });

  it('whose act is refused goes back with the reason', async () => {
    const browser = await signedIn();
    expect((await sign(browser, 'prescripteur-a', { ref: 'refused' })).url).toBe(`${world.url}/fiche?role=prescriber&probleme=stale-state`);
  });
});
