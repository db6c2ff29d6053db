import { Controller, Module, Post } from '@nestjs/common';
import { Requires } from '#kernel/api';
import { Browser } from '../testing/browser.js';
import { World } from '../testing/world.js';

@Controller('probe')
class Probe {
  /** An act, nothing more. */
  @Post()
  @Requires('session')
  act() {
    return { done: true };
  }
}

@Module({ controllers: [Probe] })
class ProbeModule {}

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true, modules: [ProbeModule], env: { SESSION_IDLE_MINUTES: '20', SESSION_HOURS: '10' } });
});
afterAll(() => world.close());

/** Makes every session as old as that. */
const ago = (minutes: number) => world.db.query(`UPDATE session SET last_act_at = now() - make_interval(mins => $1)`, [minutes]);

describe('a session left alone', () => {
  it('charter C3.1: locks after the minutes that the installation decides', async () => {
    const me = await world.signIn('prescripteur-a');
    await ago(19);
    await me.post('/probe').expect(201);
    await ago(21);
    await me.post('/probe').expect(401, /"code":"session-expired"/);
    await me.get('/session').expect(200, /"state":"signed-out"/);
    await me.post('/probe').expect(401, /"code":"not-signed-in"/);
  });

  it('charter C3.1: is over for anyone who asks first: the page that asks who is signed in, or the way to sign in again', async () => {
    const me = await world.signIn('prescripteur-a');
    await ago(21);
    await me.get('/session').expect(200, /"state":"signed-out"/);
    const other = await world.signIn('prescripteur-a');
    await ago(21);
    await other.get('/sign-in/plage').expect(302);
  });

  it('charter C3.1: is prolonged by acts, not by what a page asks by itself', async () => {
    const me = await world.signIn('pharmacien-a');
    await ago(15);
    await me.get('/session').expect(200, /signed-in/);
    await me.get('/authorisations').set('X-Passive', '1').expect(200);
    await me.post('/forms/00000000-0000-4000-8000-000000000000/presence');
    await ago(15);
    await me.get('/authorisations').expect(200);
    const [{ idle }] = await world.db.query(
      `SELECT extract(epoch FROM now() - last_act_at) AS idle FROM session WHERE sess->'signedIn'->>'csrf' = $1`,
      [me.credentials?.csrf],
    );
    expect(Number(idle)).toBeLessThan(5);
  });

  it('charter C3.1: passive requests leave it as idle as it was', async () => {
    const me = await world.signIn('pharmacien-a');
    await ago(19);
    await me.get('/session').expect(200, /signed-in/);
    await me.get('/authorisations').set('X-Passive', '1').expect(200);
    const [{ idle }] = await world.db.query(
      `SELECT extract(epoch FROM now() - last_act_at) AS idle FROM session WHERE sess->'signedIn'->>'csrf' = $1`,
      [me.credentials?.csrf],
    );
    expect(Number(idle)).toBeGreaterThan(19 * 60 - 1);
  });

  it('charter C3.1: ends after the hours that the installation decides, whatever is done in it', async () => {
    const me = await world.signIn('pnm-a');
    await world.db.query(
      `UPDATE session SET sess = jsonb_set(sess::jsonb, '{signedIn,startedAt}', to_jsonb($2::bigint))::json WHERE sess->'signedIn'->>'csrf' = $1`,
      [me.credentials?.csrf, Date.now() - 10 * 3_600_000 - 1000],
    );
    await me.get('/authorisations').expect(401, /session-expired/);
  });
});

describe('an account', () => {
  it('charter C3.1: of staff that is closed is out at once', async () => {
    const me = await world.signIn('gestionnaire');
    await me.get('/authorisations').expect(200);
    const { id } = world.person('gestionnaire');
    await world.db.query('UPDATE staff SET active = false WHERE person_id = $1', [id]);
    await me.get('/authorisations').expect(401, /session-expired/);
    await world.db.query('UPDATE staff SET active = true WHERE person_id = $1', [id]);
    await me.get('/authorisations').expect(401);
  });

  it('charter C3.1: whose profile is gone is out at once', async () => {
    const me = await world.signIn('pharmacien-b');
    await world.db.query('UPDATE profile SET active = false WHERE person_id = $1', [world.person('pharmacien-b').id]);
    await me.get('/authorisations').expect(401, /session-expired/);
  });
});

describe('a write', () => {
  it('charter C3.1: carries the token of its session and comes from our own pages', async () => {
    const me = await world.signIn('prescripteur-b');
    const other = await world.signIn('prescripteur-a');
    await me.post('/probe').expect(201);
    await me.post('/probe').set('Origin', world.url).expect(201);
    await me
      .post('/probe')
      .unset('X-CSRF-Token')
      .expect(403, /"code":"csrf"/);
    await me
      .post('/probe')
      .set('X-CSRF-Token', other.credentials?.csrf ?? '')
      .expect(403, /"code":"csrf"/);
    await me
      .post('/probe')
      .set('Origin', 'http://ailleurs.exemple.fr')
      .expect(403, /"code":"csrf"/);
  });
});

describe('the cookie', () => {
  it('charter C3.1: is out of reach of scripts and of other sites, and says nothing', async () => {
    const browser = new Browser(world);
    const { headers } = await browser.ask(`${world.url}/api/v1/sign-in/plage`);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^passerelle_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)]);
  });

  it('charter C3.1: forged, is nobody’s', async () => {
    await world
      .anyone()
      .get('/authorisations')
      .set('Cookie', 'passerelle_session=s%3Aabc.def')
      .expect(401, /not-signed-in/);
  });
});
