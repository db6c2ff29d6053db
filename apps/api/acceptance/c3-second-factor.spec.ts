import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser } from '../testing/browser.js';
import { Requests } from '../testing/requests.js';
import { routesOf } from '../testing/routes.js';
import { codeOf, DEMANDED, enrolApp, enrolPasskey, nextCode, SecondFactors, wrongCode } from '../testing/second-factors.js';
import { World } from '../testing/world.js';

let world: World;
let factors: SecondFactors;
beforeAll(async () => {
  world = await World.open({ providers: true, env: DEMANDED });
  factors = new SecondFactors(world);
});
afterAll(() => world.close());
afterEach(() => factors.forget());

describe('whom it is asked', () => {
  it('charter C3.1: staff whose provider tells one factor are led to enrol one, and see nothing before', async () => {
    for (const login of ['exploitant', 'data-manager', 'gestionnaire', 'administrateur']) {
      const browser = await factors.recognised(login);
      expect(factors.placeOf(browser)).toBe('/second-facteur?retour=%2Fpatients');
      expect((await browser.session()).state).toBe('second-factor');
      expect(await factors.view(browser)).toMatchObject({ due: 'to-enrol', demanded: true, factors: [] });
      expect(await factors.reads(browser)).toBe(403);
    }
  });

  it('charter C3.1: never of whom the provider recognised by two, nor of a hospital where none is demanded', async () => {
    const [staff, doctor] = [new Browser(world), await factors.recognised('prescripteur-a', 'plage')];
    expect((await staff.enter('operateur', 'data-manager', '/patients')).url).toBe(`${world.url}/patients`);
    for (const browser of [staff, doctor]) {
      expect((await browser.session()).state).toBe('signed-in');
      expect(await factors.reads(browser)).toBe(200);
    }
    expect(await factors.view(staff)).toMatchObject({ provedElsewhere: true, demanded: true });
  });

  it('charter C3.1: of a hospital person who enrolled one by themselves, at each sign-in from then on, in every session', async () => {
    const [before, elsewhere] = [await factors.recognised('pharmacien-a', 'plage'), await factors.recognised('pharmacien-a', 'plage')];
    await enrolApp(before);
    expect([await factors.reads(before), await factors.reads(elsewhere)]).toEqual([200, 403]);
    const after = await factors.recognised('pharmacien-a', 'plage');
    expect(factors.placeOf(after)).toMatch(/^\/second-facteur/);
    expect(await factors.view(after)).toMatchObject({ due: 'to-give', demanded: false, kinds: ['app'], factors: [] });
  });
});

describe('before it is given', () => {
  const ALWAYS = ['GET /second-factor', 'POST /session/lock', 'POST /session/sign-out'];
  const OPEN = {
    'to-enrol': [
      'POST /second-factor/apps',
      'POST /second-factor/apps/question',
      'POST /second-factor/passkeys',
      'POST /second-factor/passkeys/question',
    ],
    'to-give': ['POST /second-factor/code', 'POST /second-factor/passkey', 'POST /second-factor/passkey/question'],
  } as const;

  it.each(['to-enrol', 'to-give'] as const)(
    'charter C3.1: every route is closed but the session, signing out and the factor itself (%s)',
    async (due) => {
      const agent = await world.signIn('gestionnaire');
      if (due === 'to-give') await enrolApp(await factors.recognised('gestionnaire'));
      const open: string[] = [];
      for (const { method, path, requires } of routesOf(world)) {
        if (requires === 'nothing') continue;
        const route = `${method} ${path}`;
        if ([...ALWAYS, ...OPEN[due]].includes(route)) {
          open.push(route);
          continue;
        }
        const { status, body } = await agent.ask(
          method.toLowerCase() as 'get',
          path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000'),
        );
        expect({ route, status, code: body.code, rule: body.rule }).toEqual({ route, status: 403, code: 'second-factor', rule: 'C3.1' });
      }
      expect(open.sort()).toEqual([...ALWAYS, ...OPEN[due]].sort());
    },
  );

  it('charter C3.1: one may sign out', async () => {
    const browser = await factors.recognised('data-manager');
    expect((await browser.send('POST', '/session/sign-out')).status).toBe(200);
    expect((await browser.session()).state).toBe('signed-out');
  });

  it('charter C3.1: anyone who has one does not put another in its place', async () => {
    const { browser } = await factors.withApp('data-manager');
    expect((await browser.send('POST', '/second-factor/apps/question')).status).toBe(403);
    expect((await browser.send('POST', '/second-factor/passkeys/question')).status).toBe(403);
  });

  it('charter C3.1: nor by a question asked before another session enrolled one', async () => {
    const [first, second] = [await factors.recognised('data-manager'), await factors.recognised('data-manager')];
    const { key } = JSON.parse((await second.send('POST', '/second-factor/apps/question')).text) as { key: string };
    await enrolApp(first);
    expect((await second.send('POST', '/second-factor/apps', { label: 'Autre', code: codeOf(key) })).status).toBe(403);
  });
});

describe('a signature', () => {
  it('charter C3.1: waits for the second factor of anyone who has one, and keeps that it was given', async () => {
    const requests = new Requests(world);
    const request = await requests.completed(await requests.started());
    const { browser, key } = await factors.withApp('prescripteur-a', 'plage');
    expect((await factors.give(browser, codeOf(key))).status).toBe(200);
    const form = `/forms/${request.formId}`;
    const read = async () => JSON.parse((await browser.ask(`${world.url}/api/v1${form}`)).text);
    const { stateVersion, contentVersion } = await read();
    const asked = await browser.send(
      'POST',
      `${form}/signing-intents`,
      { role: 'prescriber', contentVersion },
      { 'if-match': `"${stateVersion}"` },
    );
    const { redirectTo } = JSON.parse(asked.text) as { redirectTo: string };
    const visit = await browser.arrive(
      await browser.signIn(world.url + redirectTo, 'prescripteur-a', { until: browser.callback('plage') }),
    );
    expect(visit.url).toMatch(/\/second-facteur\?retour=.*signature/);
    expect((await read()).signatures).toEqual([]);
    expect(await factors.view(browser)).toMatchObject({ awaited: 'signing' });

    expect((await factors.give(browser, wrongCode(key))).status).toBe(400);
    expect((await read()).signatures).toEqual([]);
    await nextCode(world, world.person('prescripteur-a').id);
    const given = await factors.give(browser, codeOf(key));
    expect([given.status, JSON.parse(given.text).redirectTo]).toEqual([200, expect.stringContaining('signature=faite')]);
    const proof = { provider: 'plage', at: expect.any(String), amr: ['pwd', 'otp'], secondFactorAt: expect.any(String) };
    expect((await read()).signatures).toMatchObject([{ role: 'prescriber', proof }]);
    expect((await factors.view(browser)).awaited).toBeUndefined();
    await nextCode(world, world.person('prescripteur-a').id);
    expect((await factors.give(browser, codeOf(key))).status).toBe(409);
  });
});

describe('one’s factors', () => {
  const remove = async (browser: Browser, id: string, login: string) => {
    const { status, text } = await browser.send('POST', `/second-factor/factors/${id}/removal`);
    if (status !== 200) return { status, text };
    const { redirectTo } = JSON.parse(text) as { redirectTo: string };
    const provider = (await browser.session()).profile ? 'plage' : 'operateur';
    const { url } = await browser.arrive(await browser.signIn(world.url + redirectTo, login, { until: browser.callback(provider) }));
    return { status, url: url.replace(world.url, '') };
  };

  const add = async (browser: Browser, login: string) => {
    const { redirectTo } = JSON.parse((await browser.send('POST', '/second-factor/addition')).text) as { redirectTo: string };
    const { url } = await browser.arrive(await browser.signIn(world.url + redirectTo, login, { until: browser.callback('plage') }));
    return url.replace(world.url, '');
  };
  const told = async () => {
    const rows: { kind: string }[] = await world.db.query(
      `SELECT kind FROM notification WHERE kind LIKE 'second-factor%' AND person_id = $1 ORDER BY entry_id`,
      [world.person('pharmacien-b').id],
    );
    return rows.map(({ kind }) => kind);
  };

  it('charter C3.1: are not added by a passer-by at an open session: after a fresh proof alone, once, and their owner is told', async () => {
    const browser = await factors.recognised('pharmacien-b', 'plage');
    const ask = (path: string, body = {}) => browser.send('POST', `/second-factor/${path}`, body);
    expect((await factors.view(browser)).mayEnrol).toBe(false);
    for (const [path, body] of [
      ['apps/question', {}],
      ['passkeys/question', {}],
      ['apps', { label: 'Autre', code: '000000' }],
      ['passkeys', { label: 'Autre', credential: {} }],
    ] as const) {
      const { status, text } = await ask(path, body);
      expect([path, status, text]).toEqual([path, 409, expect.stringMatching(/de nouveau qui vous êtes.*"rule":"C3.1"/)]);
    }
    expect(await factors.reads(browser, '/second-factor/addition')).toBe(409);

    expect(await add(browser, 'pharmacien-b')).toBe('/mes-sessions?facteur=ajout');
    expect((await factors.view(browser)).mayEnrol).toBe(true);
    const { key } = JSON.parse((await ask('apps/question')).text) as { key: string };
    expect((await ask('apps', { label: 'Téléphone', code: codeOf(key) })).status).toBe(204);
    expect(await told()).toEqual(['second-factor-enrolled']);
    expect([(await factors.view(browser)).mayEnrol, (await ask('apps/question')).status]).toEqual([false, 409]);

    // Anyone who has one gives it too.
    expect(await add(browser, 'pharmacien-b')).toBe('/second-facteur?retour=%2Fmes-sessions');
    expect(await factors.view(browser)).toMatchObject({ awaited: 'adding-factor', mayEnrol: false });
    await nextCode(world, world.person('pharmacien-b').id);
    expect(JSON.parse((await factors.give(browser, codeOf(key))).text)).toEqual({ redirectTo: '/mes-sessions?facteur=ajout' });
    expect((await ask('passkeys/question')).status).toBe(200);
  });

  it('charter C3.1: are listed and named by their owner alone', async () => {
    const [mine, theirs] = [await factors.recognised('pharmacien-a', 'plage'), await factors.recognised('pharmacien-b', 'plage')];
    await enrolApp(mine);
    await enrolPasskey(theirs, world);
    const [one] = (await factors.view(mine)).factors;
    expect(one).toMatchObject({ kind: 'app', label: 'Téléphone', madeAt: expect.any(String) });
    expect((await theirs.send('PATCH', `/second-factor/factors/${one?.id}`, { label: 'À moi' })).status).toBe(404);
    expect((await remove(theirs, one?.id ?? '', 'pharmacien-b')).status).toBe(404);
    expect((await mine.send('PATCH', `/second-factor/factors/${one?.id}`, { label: 'Tablette' })).status).toBe(204);
    expect((await factors.view(mine)).factors).toMatchObject([{ label: 'Tablette' }]);
  });

  it('charter C3.1: are removed after a fresh proof, the second factor included; the last one too, where none is demanded', async () => {
    const { browser, key } = await factors.withApp('pharmacien-a', 'plage');
    await factors.give(browser, codeOf(key));
    const [one] = (await factors.view(browser)).factors;
    const { url } = await remove(browser, one?.id ?? '', 'pharmacien-a');
    expect(url).toBe('/second-facteur?retour=%2Fmes-sessions');
    expect((await factors.view(browser)).factors).toHaveLength(1);
    await nextCode(world, world.person('pharmacien-a').id);
    expect(JSON.parse((await factors.give(browser, codeOf(key))).text)).toEqual({ redirectTo: '/mes-sessions?facteur=retire' });
    expect((await factors.view(browser)).factors).toEqual([]);
    expect(await factors.acts('pharmacien-a')).toContain('second-factor.removed');
    const removed = `SELECT FROM notification WHERE kind = 'second-factor-removed' AND person_id = $1`;
    expect(await world.db.query(removed, [world.person('pharmacien-a').id])).toHaveLength(1);
    expect((await factors.recognised('pharmacien-a', 'plage').then((browser) => factors.view(browser))).due).toBeUndefined();
  });

  it('charter C3.1: the last one stays while one is demanded; no link leads to its removal', async () => {
    const browser = await factors.recognised('data-manager');
    await enrolApp(browser);
    const [one] = (await factors.view(browser)).factors;
    const refused = await remove(browser, one?.id ?? '', 'data-manager');
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('ajoutez-en un autre')]);
    expect(await factors.reads(browser, '/second-factor/removal')).toBe(409);
    await enrolPasskey(browser, world);
    world.misbehave('operateur', 'weak-amr');
    expect((await remove(browser, one?.id ?? '', 'data-manager')).url).toMatch(/^\/second-facteur/);
  });
});

describe('what an installation demands', () => {
  it('charter C3.1: of each provider by itself, a hospital’s too', async () => {
    const strict = await World.open({ providers: true, env: { PLAGE_SECOND_FACTOR: 'demanded' } });
    try {
      const [doctor, manager] = [new Browser(strict), new Browser(strict)];
      expect((await doctor.enter('plage', 'prescripteur-a')).url).toBe(`${strict.url}/second-facteur?retour=%2F`);
      await manager.enter('operateur', 'gestionnaire');
      expect((await manager.session()).state).toBe('signed-in');
    } finally {
      await strict.close();
    }
  });
});
