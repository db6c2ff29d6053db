import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true });
});
afterAll(() => world.close());

const keyOf = async (account: string) => {
  const me = await world.signIn(account);
  const { body, headers } = await me.get('/session/device-key').expect(200);
  expect(headers['cache-control']).toBe('no-store');
  return (body as { key: string }).key;
};

describe('the key under which unsaved answers stay on a device', () => {
  it('is of the person: the same at each sign-in, 256 bits, another for anyone else', async () => {
    const mine = await keyOf('prescripteur-a');
    expect(Buffer.from(mine, 'base64url')).toHaveLength(32);
    expect(await keyOf('prescripteur-a')).toBe(mine);
    expect(await keyOf('pharmacien-a')).not.toBe(mine);
  });

  it('charter C3.1: is given to no one who is not signed in, nor once the session is over', async () => {
    const me = await world.signIn('prescripteur-a');
    await world.db.query(`UPDATE session SET last_act_at = now() - interval '3 hours'`);
    await me.get('/session/device-key').expect(401, /"code":"session-expired"/);
    await me.get('/session/device-key').expect(401, /"code":"not-signed-in"/);
  });

  it('stands nowhere in the database', async () => {
    const key = await keyOf('pnm-a');
    const rows: { text: string }[] = await world.db.query('SELECT to_jsonb(session)::text AS text FROM session');
    expect(rows.filter(({ text }) => text.includes(key))).toEqual([]);
  });
});
