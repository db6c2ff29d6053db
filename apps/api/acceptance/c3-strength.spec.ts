import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OwnSessionList } from '#identity/api';
import { Browser } from '../testing/browser.js';
import { Requests } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true });
});
afterAll(() => world.close());

const proofs = async (name: string): Promise<unknown[]> =>
  (
    await world.db.query(
      `SELECT sess -> 'signedIn' -> 'proof' AS proof FROM session WHERE sess -> 'signedIn' ->> 'personId' = $1 AND sess -> 'signedIn' -> 'proof' IS NOT NULL`,
      [world.person(name).id],
    )
  ).map(({ proof }: { proof: unknown }) => proof);

async function signedIn(provider: 'plage' | 'psc' | 'operateur', login: string): Promise<Browser> {
  const browser = new Browser(world);
  await browser.enter(provider, login);
  return browser;
}

describe('how surely a person is recognised', () => {
  it('charter C3.1: is kept with the session: provider, instant, level and means', async () => {
    await signedIn('operateur', 'data-manager');
    expect(await proofs('data-manager')).toEqual([{ provider: 'operateur', at: expect.any(String), amr: ['pwd', 'otp', 'mfa'] }]);
    await signedIn('psc', 'medecin-psc');
    expect(await proofs('medecin-psc')).toEqual([{ provider: 'psc', at: expect.any(String), acr: 'eidas1', amr: ['hwk', 'pin'] }]);
  });

  it('charter C3.1: is kept with each signature, in its row and in the journal, and shown with it', async () => {
    const requests = new Requests(world);
    const request = await requests.completed(await requests.started());
    const browser = await signedIn('plage', 'prescripteur-a');
    const { stateVersion, contentVersion } = await requests.form(request, 'prescripteur-a');
    const asked = await browser.send(
      'POST',
      `/forms/${request.formId}/signing-intents`,
      { role: 'prescriber', contentVersion },
      { 'if-match': `"${stateVersion}"` },
    );
    expect(asked.status).toBe(201);
    const { redirectTo } = JSON.parse(asked.text) as { redirectTo: string };
    await browser.arrive(await browser.signIn(world.url + redirectTo, 'prescripteur-a', { until: browser.callback('plage') }));
    const proof = { provider: 'plage', at: expect.any(String), amr: ['pwd'] };
    const { signatures } = await requests.form(request, 'prescripteur-a');
    expect(signatures).toMatchObject([{ role: 'prescriber', proof }]);
    const signed = (await world.journalOf('enrolment', request.id)).find(({ action }) => action === 'form.signed');
    expect(signed?.details['proof']).toEqual(proof);
  });
});

describe('one’s sessions', () => {
  const list = async (browser: Browser): Promise<OwnSessionList['items']> =>
    (JSON.parse((await browser.ask(`${world.url}/api/v1/my-sessions`)).text) as OwnSessionList).items;
  const end = async (browser: Browser, id: string) => {
    const { csrfToken = '' } = await browser.session();
    return browser.ask(`${world.url}/api/v1/my-sessions/${id}`, { method: 'DELETE', headers: { 'x-csrf-token': csrfToken } });
  };

  it('charter C3.1: are listed, with where they were opened, and ended from another one', async () => {
    const [here, there] = [await signedIn('plage', 'pnm-a'), await signedIn('plage', 'pnm-a')];
    const found = (await list(here)).filter(({ address }) => address !== undefined);
    expect(found).toHaveLength(2);
    expect(found.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(found[0]).toMatchObject({ provider: 'plage', means: ['pwd'], handedOver: false, role: 'pnm' });
    const other = found.find(({ isThis }) => !isThis);
    expect((await end(here, other?.id ?? '')).status).toBe(204);
    expect((await there.session()).state).toBe('signed-out');
    expect((await here.session()).state).toBe('signed-in');
    expect((await end(here, other?.id ?? '')).status).toBe(404);
    expect((await world.journalOf('person', world.person('pnm-a').id)).at(-1)?.action).toBe('session.ended-elsewhere');
  });

  it('charter C3.1: are one’s own: nobody sees or ends another’s, nor the one they use', async () => {
    const [mine, theirs] = [await signedIn('plage', 'pharmacien-a'), await signedIn('plage', 'pharmacien-b')];
    const [one] = (await list(theirs)).filter(({ isThis }) => isThis);
    expect((await list(mine)).map(({ id }) => id)).not.toContain(one?.id);
    expect((await end(mine, one?.id ?? '')).status).toBe(404);
    expect((await theirs.session()).state).toBe('signed-in');
    const [own] = (await list(mine)).filter(({ isThis }) => isThis);
    expect((await end(mine, own?.id ?? '')).status).toBe(409);
    await world.anyone().get('/my-sessions').expect(401);
  });
});

describe('what an installation demands', () => {
  it('charter C3.1: of each provider, by configuration: level and means, and nobody comes in by less', async () => {
    const strict = await World.open({ providers: true, env: { PLAGE_AMR: 'otp hwk', OPERATOR_AMR: 'none' } });
    try {
      const [doctor, manager] = [new Browser(strict), new Browser(strict)];
      expect((await doctor.enter('plage', 'prescripteur-a')).url).toContain('probleme=weak-authentication');
      expect((await doctor.session()).state).toBe('signed-out');
      strict.misbehave('operateur', 'weak-amr');
      await manager.enter('operateur', 'gestionnaire');
      expect((await manager.session()).state).toBe('signed-in');
    } finally {
      await strict.close();
    }
  });
});
