import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

describe('the calendar of deadlines', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const make = async (by: string): Promise<string> =>
    (await told(world.as(by).post('/deadline-feed').send({}))).address.replace(`${world.url}/api/v1`, '');
  const ask = (path: string) => world.anyone().get(path);
  /** What a calendar program reads. */
  const read = async (path: string): Promise<string> => (await ask(path).expect(200)).text.replaceAll('\r\n ', '');

  it('charter R3: is subscribed to by an address of one’s own, that needs no session and names no patient', async () => {
    const path = await make('gestionnaire');
    const answer = await ask(path).expect(200);
    expect(answer.headers['content-type']).toMatch(/^text\/calendar/);
    const text = await read(path);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain('DTSTART;VALUE=DATE:20300114\r\n');
    expect(text).toContain('SUMMARY:TECVAYLI (TEC)\u00a0: terme de l’autorisation\r\n');
    expect(text).toContain('ENHERTU');
    expect(text).not.toContain('VYVGART');
    expect(await make('gestionnaire')).toBe(path);
    expect((await told(world.as('gestionnaire').get('/deadline-feed'))).readAt).toBeDefined();
  });

  it('charter R3: reads with the rights that its owner has at that moment, and with none once they left', async () => {
    const holder = await make('exploitant');
    expect(await read(holder)).not.toContain('ENHERTU');
    const prescriber = await make('prescripteur-a');
    expect(await read(prescriber)).toContain('terme de l’autorisation');
    expect(await read(prescriber)).not.toContain('demande d’AMM');
    expect(await read(await make('gestionnaire'))).toContain('demande d’AMM');
    await world.db.query('UPDATE profile SET active = false WHERE person_id = $1', [world.person('prescripteur-a').id]);
    expect((await ask(prescriber)).status).toBe(404);
    await world.db.query('UPDATE profile SET active = true WHERE person_id = $1', [world.person('prescripteur-a').id]);
    await world.db.query('UPDATE staff SET active = false WHERE person_id = $1', [world.person('exploitant').id]);
    expect((await ask(holder)).status).toBe(404);
    await world.db.query('UPDATE staff SET active = true WHERE person_id = $1', [world.person('exploitant').id]);
  });

  it('charter R3: is revoked by its owner: the address gives nothing any more, and another one is another', async () => {
    const path = await make('data-manager');
    await told(world.as('data-manager').post('/deadline-feed/revoke').send({}));
    expect((await ask(path)).status).toBe(404);
    expect((await world.as('data-manager').post('/deadline-feed/revoke').send({})).status).toBe(409);
    const other = await make('data-manager');
    expect(other).not.toBe(path);
    expect((await ask(other)).status).toBe(200);
    expect((await ask(path)).status).toBe(404);
    expect((await world.journalOf('person', world.person('data-manager').id)).map(({ action }) => action)).toEqual([
      'deadline-feed.made',
      'deadline-feed.revoked',
      'deadline-feed.made',
    ]);
  });

  it('charter R3: is given to nobody who has not the whole address; the host and a stranger have none', async () => {
    const path = await make('pharmacien-a');
    for (const wrong of [
      path.slice(0, -1),
      `${path}A`,
      path.replace(/key=.*/, 'key='),
      path.replace(/feeds\/[^/]+/, 'feeds/00000000-0000-4000-8000-000000000000'),
    ])
      expect((await ask(wrong)).status).toBe(404);
    expect((await ask(path.replace(/\?.*/, ''))).status).toBe(400);
    expect((await world.as('administrateur').post('/deadline-feed').send({})).status).toBe(403);
    expect((await world.anyone().get('/deadline-feed')).status).toBe(401);
    const [{ rows }] = await world.db.query(`SELECT string_agg(to_jsonb(deadline_feed)::text, '') AS rows FROM deadline_feed`);
    expect(rows).not.toContain(path.split('key=')[1]);
  });
});
