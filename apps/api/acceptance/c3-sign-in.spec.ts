import { Browser } from '../testing/browser.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true });
});
afterAll(() => world.close());

const count = async (table: string): Promise<number> => Number((await world.db.query(`SELECT count(*) FROM ${table}`))[0].count);

describe('signing in', () => {
  it('charter C3.2: a hospital user comes in by Plage, in their centre and role, where they were going', async () => {
    const browser = new Browser(world);
    const { url } = await browser.enter('plage', 'prescripteur-a', '/patients?etat=sent');
    expect(url).toBe(`${world.url}/patients?etat=sent`);
    expect(await browser.session()).toMatchObject({
      state: 'signed-in',
      person: { name: 'Hélène Marchetti', rpps: '99700410378', email: 'prescripteur-a@chru-nancy.exemple.fr' },
      profile: { centreId: CENTRE_A, role: 'prescriber' },
    });
  });

  it('charter C3.2: a second provider is Pro Santé Connect, by configuration alone', async () => {
    const browser = new Browser(world);
    await browser.enter('psc', 'pharmacien-psc');
    expect(await browser.session()).toMatchObject({
      state: 'signed-in',
      person: { name: 'Mathieu Cordier', rpps: '99700412960', email: '' },
      profile: { centreId: CENTRE_A, role: 'pharmacist', centreName: expect.stringContaining('Nancy') },
    });
  });

  it('charter C3.2: someone who was never seen is entered with their centre; twice at once, once', async () => {
    const { id } = world.person('nouveau');
    await world.db.query(`DELETE FROM session WHERE sess->'signedIn'->>'personId' = $1`, [id]);
    for (const table of ['profile', 'identity']) await world.db.query(`DELETE FROM ${table} WHERE person_id = $1`, [id]);
    const before = await count('identity');
    const browsers = [new Browser(world), new Browser(world)];
    await Promise.all(browsers.map((browser) => browser.enter('plage', 'nouveau')));
    const [one, other] = await Promise.all(browsers.map((browser) => browser.session()));
    expect(one).toMatchObject({ state: 'signed-in', person: { name: 'Chloé Fournier' } });
    expect(other?.person?.id).toBe(one?.person?.id);
    expect(await count('identity')).toBe(before + 1);
  });

  it('charter C3.4: staff come in by the operator’s provider, without a hospital role', async () => {
    const browser = new Browser(world);
    await browser.enter('operateur', 'exploitant');
    const session = await browser.session();
    expect(session).toMatchObject({ state: 'signed-in', staffRole: 'exploitant', profiles: [] });
    expect(session.profile).toBeUndefined();
  });

  it('charter C3.4: staff without an account, or with a closed one, are told so and nothing is created', async () => {
    const { id } = world.person('data-manager');
    const before = await count('person');
    await world.db.query('UPDATE staff SET active = false WHERE person_id = $1', [id]);
    expect((await new Browser(world).enter('operateur', 'data-manager')).url).toBe(`${world.url}/connexion?probleme=closed-account`);
    await world.db.query('UPDATE staff SET active = true WHERE person_id = $1', [id]);
    await world.db.query(`UPDATE identity SET subject = 'x' WHERE person_id = $1`, [id]);
    const browser = new Browser(world);
    expect((await browser.enter('operateur', 'data-manager')).url).toBe(`${world.url}/connexion?probleme=unknown-account`);
    expect(await browser.session()).toMatchObject({ state: 'signed-out' });
    expect(await count('person')).toBe(before);
    await world.db.query(`UPDATE identity SET subject = 'data-manager' WHERE person_id = $1`, [id]);
  });

  it('charter C3.4: an account of staff is refused by the hospital’s provider', async () => {
    const { id } = world.person('pnm-b');
    await world.db.query(`INSERT INTO staff (person_id, role) VALUES ($1, 'data-manager')`, [id]);
    expect((await new Browser(world).enter('plage', 'pnm-b')).url).toContain('probleme=staff-elsewhere');
    await world
      .as('pnm-b')
      .get('/authorisations')
      .expect(401, /session-expired/);
    await world.db.query('DELETE FROM staff WHERE person_id = $1', [id]);
  });

  it('charter C3.1: signing in and out is in the journal, in the person’s own name', async () => {
    const browser = new Browser(world);
    await browser.enter('plage', 'pharmacien-b');
    const { person } = await browser.session();
    await browser.send('POST', '/session/sign-out');
    expect((await world.journalOf('person', person?.id ?? '')).slice(-2)).toMatchObject([
      { action: 'person.signed-in', actor: 'Nadia Benhamou', details: { provider: 'plage' } },
      { action: 'person.signed-out', actor: 'Nadia Benhamou', role: 'pharmacist', centre: CENTRE_B },
    ]);
  });

  it('charter C3.1: signing out ends the session here, and leads to the provider’s own sign-out', async () => {
    const browser = new Browser(world);
    await browser.enter('plage', 'pnm-a');
    const value = browser.sessionCookie;
    const { status, text } = await browser.send('POST', '/session/sign-out');
    const { redirectTo } = JSON.parse(text) as { redirectTo: string };
    expect(status).toBe(200);
    expect(redirectTo).toMatch(new RegExp(`^${world.identity.publicUrl}/identity/plage/session/end\\?`));
    expect(new URL(redirectTo).searchParams.get('post_logout_redirect_uri')).toBe(`${world.url}/connexion`);
    expect((await browser.ask(redirectTo)).status).toBe(200);
    await world.anyone().get('/authorisations').set('Cookie', `passerelle_session=${value}`).expect(401);
    expect(browser.sessionCookie).toBeUndefined();
  });

  it('charter C3.1: what a provider tells otherwise of a person or of a centre is in the journal, before and after', async () => {
    const { id, familyName, email } = world.person('prescripteur-b');
    const [{ name }] = await world.db.query('SELECT name FROM centre WHERE id = $1', [CENTRE_B]);
    await world.db.query(`UPDATE person SET family_name = 'Autrefois', email = 'autrefois@exemple.fr' WHERE id = $1`, [id]);
    await world.db.query(`UPDATE centre SET name = 'Ancien nom' WHERE id = $1`, [CENTRE_B]);
    await new Browser(world).enter('plage', 'prescripteur-b');
    expect((await world.journalOf('person', id)).findLast(({ action }) => action === 'person.signed-in')?.changes).toEqual([
      { item: 'familyName', old: 'Autrefois', new: familyName, reason: null },
      { item: 'email', old: 'autrefois@exemple.fr', new: email, reason: null },
    ]);
    expect((await world.journalOf('centre', CENTRE_B)).at(-1)).toMatchObject({
      action: 'centre.renamed',
      changes: [{ item: 'name', old: 'Ancien nom', new: name }],
    });
    await new Browser(world).enter('plage', 'prescripteur-b');
    expect((await world.journalOf('person', id)).findLast(({ action }) => action === 'person.signed-in')?.changes).toEqual([]);
  });

  it('a profile that the provider tells no more is closed, and the journal says so', async () => {
    const { id } = world.person('prescripteur-a2');
    const [{ id: profileId }] = await world.db.query(
      `INSERT INTO profile (person_id, centre_id, role) VALUES ($1, $2, 'prescriber') RETURNING id`,
      [id, CENTRE_B],
    );
    const browser = new Browser(world);
    await browser.enter('plage', 'prescripteur-a2');
    expect((await browser.session()).profiles).toMatchObject([{ centreId: CENTRE_A }]);
    expect((await world.journalOf('person', id)).at(-1)).toMatchObject({ action: 'person.signed-in', details: { closed: [profileId] } });
  });
});

describe('a person with several profiles', () => {
  it('charter C3.2: chooses one, under a new session id and a new token', async () => {
    const browser = new Browser(world);
    await browser.enter('plage', 'prescripteur-ab');
    const before = { id: browser.sessionCookie, ...(await browser.session()) };
    expect(before.state).toBe('choose-profile');
    expect(before.profiles?.map(({ centreId }) => centreId).sort()).toEqual([CENTRE_B, CENTRE_A]);
    expect((await browser.ask(`${world.url}/api/v1/authorisations`)).status).toBe(403);
    const there = before.profiles?.find(({ centreId }) => centreId === CENTRE_B);
    const { status, text } = await browser.send('POST', '/session/profile', { profileId: there?.id });
    expect([status, JSON.parse(text)]).toMatchObject([200, { state: 'signed-in', profile: { centreId: CENTRE_B } }]);
    const after = { id: browser.sessionCookie, ...(await browser.session()) };
    expect(after).toMatchObject({ state: 'signed-in', profile: { centreId: CENTRE_B }, csrfToken: JSON.parse(text).csrfToken });
    expect(after.id).not.toBe(before.id);
    expect(after.csrfToken).not.toBe(before.csrfToken);
    await world
      .anyone()
      .get('/session')
      .set('Cookie', `passerelle_session=${before.id}`)
      .expect(200, /signed-out/);
    expect((await world.journalOf('person', after.person?.id ?? '')).at(-1)).toMatchObject({
      action: 'profile.chosen',
      details: { centreId: CENTRE_B },
    });
  });

  it('cannot choose someone else’s', async () => {
    const foreign = world.person('pharmacien-a').profiles[0]?.id;
    await (await world.signIn('prescripteur-ab', { choose: false })).post('/session/profile').send({ profileId: foreign }).expect(404);
  });
});
