import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { HomeView } from '#dashboards/api';
import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { requestMade } from '../testing/acting.js';
import { Browser } from '../testing/browser.js';
import { told } from '../testing/requests.js';
import { CENTRE_A, World } from '../testing/world.js';

/** Works at B, as the provider tells; and, as far as we knew, at A, where they made designations. */
const AUTHOR = 'prescripteur-b';

let world: World;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
/** Of pnm-a for TEC and for ENH, of prescripteur-a2 for TEC; and one that is withdrawn. */
let ofPnm: string;

beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ providers: true, env: { SMTP_URL: mailbox.smtpUrl } });
  await requestMade(world, 'prescripteur-a', 'TEC');
  await world.db.query(`INSERT INTO profile (person_id, centre_id, role) VALUES ($1, $2, 'prescriber')`, [
    world.person(AUTHOR).id,
    CENTRE_A,
  ]);
  ofPnm = await designated('pnm', 'pnm-a', 'TEC');
  await designated('pnm', 'pnm-a', 'ENH');
  await designated('prescriber', 'prescripteur-a2', 'TEC');
  await world.db.query('UPDATE designation SET withdrawn_at = now() WHERE id = $1', [await designated('prescriber', 'nouveau', 'TEC')]);
});
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});

const designated = async (kind: string, whom: string, code: string): Promise<string> => {
  const [{ id }] = await world.db.query(
    `INSERT INTO designation (kind, authorisation_id, centre_id, designee_id, designator_id, starts_on, ends_on)
     VALUES ($1, $2, $3, $4, $5, CURRENT_DATE - 10, CURRENT_DATE + 300) RETURNING id`,
    [kind, world.authorisation(code), CENTRE_A, world.person(whom).id, world.person(AUTHOR).id],
  );
  return id;
};
const askedOf = async (name: string): Promise<string[]> => {
  const home: HomeView = await told(world.as(name).get('/home'));
  return home.tasks.filter(({ kind }) => kind === 'designation-left').map(({ authorisationCode }) => authorisationCode ?? '');
};
const mails = async (): Promise<string[]> =>
  (
    await world.db.query(
      `SELECT a.code || ' ' || i.subject AS told FROM notification n JOIN journal_entry e ON e.id = n.entry_id JOIN authorisation a ON a.id::text = e.subject_id
       JOIN identity i ON i.person_id = n.person_id WHERE n.kind = 'designation-author-left'`,
    )
  ).map(({ told }: { told: string }) => told);

describe('when the author of designations leaves the centre', () => {
  it('charter C5.4: nobody is asked anything while they work there', async () => {
    expect(await askedOf('pharmacien-a')).toEqual([]);
  });

  it('charter C5.4: the pharmacists and the prescribers of that authorisation are asked, on their homes, to renew or to withdraw; nobody else', async () => {
    await new Browser(world).enter('plage', AUTHOR);
    expect((await askedOf('pharmacien-a')).sort()).toEqual(['ENH', 'TEC', 'TEC']);
    expect(await askedOf('prescripteur-a')).toEqual(['TEC', 'TEC']);
    for (const name of ['nouveau', 'pnm-a', 'pharmacien-b', 'gestionnaire']) expect([name, await askedOf(name)]).toEqual([name, []]);
    const entries = (await world.journalOf('centre', CENTRE_A)).filter(({ action }) => action === 'designation.author-left');
    expect(entries.map(({ details }) => (details['designationIds'] as string[]).length).sort()).toEqual([1, 2]);
  });

  it('charter C5.4: each is told once by e-mail, without naming anyone', async () => {
    const asked = await mails();
    expect(asked).toContain('TEC pharmacien-a');
    expect(asked).toContain('ENH pharmacien-a');
    expect(asked).toContain('TEC prescripteur-a');
    expect(asked.filter((one) => /nouveau|pnm|-b$|ENH prescripteur-a$/.test(one))).toEqual([]);
    expect(new Set(asked).size).toBe(asked.length);

    for (const { id } of await world.app.get(DataSource).query(`SELECT id FROM notification WHERE kind = 'designation-author-left'`))
      await world.app.get(Sender).send(id);
    const letters = mailbox.messages.filter(({ to }) => to.includes(world.person('pharmacien-a').email));
    expect(letters).toHaveLength(2);
    for (const { text } of letters) {
      expect(text).toContain('/designations');
      for (const secret of [world.person(AUTHOR).familyName, world.person('pnm-a').familyName, 'TECVAYLI', CENTRE_A])
        expect(text).not.toContain(secret);
    }
    await new Browser(world).enter('plage', AUTHOR);
    expect(await mails()).toHaveLength(asked.length);
  });

  it('charter C5.4: who may designate renews it in their own name, for a year; nobody asks any more', async () => {
    const renew = (name: string, version = 1) =>
      world.as(name).post(`/designations/${ofPnm}/renew`).set('If-Match', `"${version}"`).send({});
    await renew('pnm-a').expect(403, /"rule":"C5.4"/);
    await renew('nouveau').expect(404);
    await renew('gestionnaire').expect(403, /"rule":"C3.4"/);
    await renew('pharmacien-a', 9).expect(412);
    const list = await told(world.as('pharmacien-a').get('/designations'));
    const one = list.items.find(({ id }: { id: string }) => id === ofPnm);
    expect(one).toMatchObject({ designatorLeft: true, abilities: ['withdraw', 'renew'] });

    const { body } = await renew('pharmacien-a').expect(200);
    expect(body).toMatchObject({ kind: 'pnm', status: 'active', designator: { name: world.person('pharmacien-a').name } });
    expect(body.designatorLeft).toBeUndefined();
    await renew('pharmacien-a', 2).expect(409);
    expect((await askedOf('pharmacien-a')).sort()).toEqual(['ENH', 'TEC']);
  });

  it('charter C5.1: a pharmacist does not renew the designation of a prescriber: they withdraw it', async () => {
    const { items } = await told(world.as('pharmacien-a').get('/designations'));
    const one = items.find(({ kind, status }: { kind: string; status: string }) => kind === 'prescriber' && status === 'active');
    expect(one.abilities).toEqual(['withdraw']);
    await world
      .as('pharmacien-a')
      .post(`/designations/${one.id}/renew`)
      .set('If-Match', '"1"')
      .send({})
      .expect(403, /"rule":"C5.1"/);
    await world.as('pharmacien-a').post(`/designations/${one.id}/withdraw`).set('If-Match', '"1"').send({}).expect(200);
    expect(await askedOf('prescripteur-a')).toEqual([]);
  });
});
