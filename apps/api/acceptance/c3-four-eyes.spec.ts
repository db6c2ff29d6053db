import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StaffView } from '#identity/api';
import { makeFirstManager, type FirstManager } from '#access-rights/api';
import { Journal } from '#kernel/api';
import { Browser } from '../testing/browser.js';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

/** A second manager, signed in by the stand-in as the one account there that has none of ours. */
const SECOND = { subject: 'exploitant-4', familyName: 'Lefèvre', givenName: 'Antoine', email: 'second@operateur.exemple.fr' };

let world: World;
beforeEach(async () => {
  world = await World.open({ providers: true });
});
afterEach(() => world.close());

const propose = (): Promise<StaffView> =>
  told(
    world
      .as('gestionnaire')
      .post('/staff')
      .send({ ...SECOND, role: 'gestionnaire', authorisationIds: [world.authorisation('TEC')] }),
    201,
  );
const acts = async (id: string) => (await world.journalOf('person', id)).map(({ action }) => action);

/** Another manager who is there already, as the owner of the database would have made them. */
async function another(): Promise<Browser> {
  const [{ id }] = await world.db.query(
    `INSERT INTO person (family_name, given_name, email) VALUES ('Autre', 'Gestionnaire', 'a@b.fr') RETURNING id`,
  );
  await world.db.query(`INSERT INTO identity (provider, subject, person_id) VALUES ('operateur', 'exploitant-5', $1)`, [id]);
  await world.db.query(`INSERT INTO staff (person_id, role) VALUES ($1, 'gestionnaire')`, [id]);
  await world.db.query('INSERT INTO staff_scope (person_id, authorisation_id) VALUES ($1, $2)', [id, world.authorisation('TEC')]);
  const browser = new Browser(world);
  await browser.enter('operateur', 'exploitant-5');
  return browser;
}

describe('the account of a manager', () => {
  it('charter C3.1: is proposed by one manager, and stays closed until another confirms it', async () => {
    const proposed = await propose();
    expect(proposed).toMatchObject({ active: false, proposedBy: { name: world.person('gestionnaire').name } });
    expect(proposed.abilities).not.toContain('confirm');
    expect(proposed.abilities).not.toContain('reopen');
    expect((await new Browser(world).enter('operateur', SECOND.subject)).url).toContain('probleme=closed-account');

    const confirm = world
      .as('gestionnaire')
      .post(`/staff/${proposed.personId}/confirm`)
      .set('If-Match', `"${proposed.stateVersion}"`)
      .send({});
    await confirm.expect(403, /"rule":"C3.1"/);
    const opened = world.as('gestionnaire').patch(`/staff/${proposed.personId}`).set('If-Match', `"${proposed.stateVersion}"`);
    await opened.send({ authorisationIds: [world.authorisation('TEC')], active: true }).expect(409, /autre gestionnaire/);

    const other = await another();
    const version = { 'if-match': `"${proposed.stateVersion}"` };
    expect((await other.send('POST', `/staff/${proposed.personId}/confirm`, {}, { 'if-match': '"99"' })).status).toBe(412);
    const confirmed = await other.send('POST', `/staff/${proposed.personId}/confirm`, {}, version);
    expect(confirmed.status).toBe(200);
    expect(JSON.parse(confirmed.text)).toMatchObject({ active: true });
    expect(JSON.parse(confirmed.text).proposedBy).toBeUndefined();
    expect(
      (await other.send('POST', `/staff/${proposed.personId}/confirm`, {}, { 'if-match': `"${proposed.stateVersion + 1}"` })).status,
    ).toBe(409);
    expect(await acts(proposed.personId)).toEqual(['staff.proposed', 'staff.confirmed']);

    const second = new Browser(world);
    await second.enter('operateur', SECOND.subject);
    expect(await second.session()).toMatchObject({ state: 'signed-in', staffRole: 'gestionnaire' });
  });

  it('charter C3.1: once closed, is opened again by two managers as well', async () => {
    const other = await another();
    const { personId } = await propose();
    await other.send('POST', `/staff/${personId}/confirm`, {}, { 'if-match': '"1"' });
    const change = (active: boolean, version: number) =>
      world
        .as('gestionnaire')
        .patch(`/staff/${personId}`)
        .set('If-Match', `"${version}"`)
        .send({ authorisationIds: [world.authorisation('TEC')], active, ...(!active && { reason: 'Départ de la société.' }) });
    await change(false, 2).expect(200);
    const { body } = await change(true, 3).expect(200);
    expect(body).toMatchObject({ active: false, proposedBy: { name: world.person('gestionnaire').name } });
    expect((await other.send('POST', `/staff/${personId}/confirm`, {}, { 'if-match': '"4"' })).status).toBe(200);
  });

  it('charter C3.1: cannot be open and proposed at once, whatever writes it; other accounts take one manager', async () => {
    const { personId } = await propose();
    await expect(world.db.query('UPDATE staff SET active = true WHERE person_id = $1', [personId])).rejects.toThrow(
      /staff_proposed_is_closed/,
    );
    const { active, proposedBy } = await told(
      world
        .as('gestionnaire')
        .post('/staff')
        .send({ ...SECOND, subject: 'autre', role: 'data-manager', authorisationIds: [] }),
      201,
    );
    expect([active, proposedBy]).toEqual([true, undefined]);
    for (const name of ['prescripteur-a', 'exploitant', 'data-manager', 'administrateur'])
      await world
        .as(name)
        .post(`/staff/${personId}/confirm`)
        .set('If-Match', '"1"')
        .send({})
        .expect(403, /"rule":"C3.4"/);
  });

  const command = (who: FirstManager = SECOND) => world.db.transaction((tx) => makeFirstManager(tx, new Journal(), who));

  it('charter C3.1: the first two are made by a command, since one alone never confirms; the next by both of them', async () => {
    await world.db.query(`DELETE FROM staff_scope WHERE person_id IN (SELECT person_id FROM staff WHERE role = 'gestionnaire')`);
    await world.db.query(`DELETE FROM staff WHERE role = 'gestionnaire'`);
    expect(await command({ ...SECOND, subject: 'exploitant-5' })).toBe('made');
    const first = new Browser(world);
    await first.enter('operateur', 'exploitant-5');
    const authorisationIds = [world.authorisation('TEC')];
    const { status, text } = await first.send('POST', '/staff', { ...SECOND, role: 'gestionnaire', authorisationIds });
    const { personId } = JSON.parse(text);
    expect([status, (await first.send('POST', `/staff/${personId}/confirm`, {}, { 'if-match': '"1"' })).status]).toEqual([201, 403]);

    expect(await command()).toBe('opened');
    expect(await acts(personId)).toEqual(['staff.proposed', 'staff.confirmed']);
    const second = new Browser(world);
    await second.enter('operateur', SECOND.subject);
    expect(await second.session()).toMatchObject({ state: 'signed-in', staffRole: 'gestionnaire' });

    const third = { ...SECOND, subject: 'troisieme', email: 'troisieme@operateur.exemple.fr' };
    await expect(command(third)).rejects.toThrow(/déjà deux gestionnaires/);
    const proposed = JSON.parse((await first.send('POST', '/staff', { ...third, role: 'gestionnaire', authorisationIds })).text);
    const confirmed = await second.send('POST', `/staff/${proposed.personId}/confirm`, {}, { 'if-match': '"1"' });
    expect([confirmed.status, JSON.parse(confirmed.text).active]).toEqual([200, true]);
  });

  it('charter C3.1: the command takes no other account, counts open ones alone, and gives a manager what none has', async () => {
    await expect(command({ ...SECOND, subject: 'data-manager' })).rejects.toThrow(/a déjà un compte/);
    expect(await command()).toBe('made');
    await expect(command()).rejects.toThrow(/rien à faire/);
    await world.db.query(
      `UPDATE staff SET active = false WHERE person_id = (SELECT person_id FROM identity WHERE provider = 'operateur' AND subject = $1)`,
      [SECOND.subject],
    );
    expect(await command()).toBe('opened');
    await world.db.query(
      `DELETE FROM staff_scope c USING staff s WHERE s.person_id = c.person_id AND s.role = 'gestionnaire' AND c.authorisation_id = $1`,
      [world.authorisation('TEC')],
    );
    expect(await command()).toBe('extended');
    const again = new Browser(world);
    await again.enter('operateur', SECOND.subject);
    const { items } = JSON.parse((await again.ask(`${world.url}/api/v1/authorisations`)).text);
    expect(items.map(({ id }: { id: string }) => id)).toContain(world.authorisation('TEC'));
  });
});
