import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { resetFactorsByCommand, type FactorHolderList, type FactorResetList, type FactorResetView } from '#access-rights/api';
import { Journal } from '#kernel/api';
import { tellOfCommands } from '#notifications/api';
import { Browser } from '../testing/browser.js';
import { told } from '../testing/requests.js';
import { codeOf, enrolApp, SecondFactors } from '../testing/second-factors.js';
import { World } from '../testing/world.js';

const REASON = 'A perdu son téléphone, reconnue de vive voix.';

let world: World;
let factors: SecondFactors;
beforeEach(async () => {
  world = await World.open({ providers: true });
  factors = new SecondFactors(world);
});
afterEach(() => world.close());

/** Another manager, as the owner of the database would have made them. */
async function another(): Promise<Browser> {
  const [{ id }] = await world.db.query(
    `INSERT INTO person (family_name, given_name, email) VALUES ('Autre', 'Gestionnaire', 'a@b.fr') RETURNING id`,
  );
  await world.db.query(`INSERT INTO identity (provider, subject, person_id) VALUES ('operateur', 'exploitant-5', $1)`, [id]);
  await world.db.query(`INSERT INTO staff (person_id, role) VALUES ($1, 'gestionnaire')`, [id]);
  const browser = new Browser(world);
  await browser.enter('operateur', 'exploitant-5');
  return browser;
}

const propose = (name = 'pharmacien-a', by = 'gestionnaire') =>
  world
    .as(by)
    .post('/factor-resets')
    .send({ personId: world.person(name).id, reason: REASON });
const version = (n: number) => ({ 'if-match': `"${n}"` });
const count = async (name: string) =>
  Number((await world.db.query('SELECT count(*) FROM second_factor WHERE person_id = $1', [world.person(name).id]))[0].count);

describe('who lost their second factor', () => {
  it('charter C3.1: enrols again once one manager proposed it and another confirmed, is told by e-mail, and the journal tells who and why', async () => {
    const owner = await factors.recognised('pharmacien-a', 'plage');
    await enrolApp(owner);
    const other = await another();
    const proposed = (await told(propose(), 201)) as FactorResetView;
    expect(proposed).toMatchObject({ reason: REASON, proposedBy: { name: world.person('gestionnaire').name }, abilities: ['retract'] });
    expect((await owner.session()).state).toBe('signed-in');

    const confirmed = await other.send('POST', `/factor-resets/${proposed.id}/confirm`, {}, version(1));
    expect([confirmed.status, JSON.parse(confirmed.text)]).toEqual([200, expect.objectContaining({ outcome: 'confirmed', abilities: [] })]);
    expect([await count('pharmacien-a'), (await owner.session()).state]).toEqual([0, 'signed-out']);
    const { id } = world.person('pharmacien-a');
    expect(await world.db.query(`SELECT kind, person_id AS "personId" FROM notification WHERE kind = 'second-factor-reset'`)).toEqual([
      { kind: 'second-factor-reset', personId: id },
    ]);
    const journal = (await world.journalOf('person', id)).filter(({ action }) => action.startsWith('second-factor.reset'));
    expect(journal).toMatchObject([
      { action: 'second-factor.reset-proposed', actor: world.person('gestionnaire').name, changes: [{ reason: REASON }] },
      { action: 'second-factor.reset', actor: 'Fatima Belkacem', details: { proposedBy: world.person('gestionnaire').id, factors: 1 } },
    ]);
    expect((await other.send('POST', `/factor-resets/${proposed.id}/confirm`, {}, version(2))).status).toBe(409);
    expect((await factors.view(await factors.recognised('pharmacien-a', 'plage'))).due).toBeUndefined();
  });

  it('charter C3.1: not by one manager alone, not by the person, not by anyone else', async () => {
    await enrolApp(await factors.recognised('pharmacien-a', 'plage'));
    const { id } = (await told(propose(), 201)) as FactorResetView;
    const confirm = (by: string) => world.as(by).post(`/factor-resets/${id}/confirm`).set('If-Match', '"1"').send({});
    await confirm('gestionnaire').expect(403, /"rule":"C3.1"/);
    for (const by of ['pharmacien-a', 'prescripteur-a', 'exploitant', 'data-manager', 'administrateur']) {
      await confirm(by).expect(403, /"rule":"C3.1"/);
      await propose('pharmacien-a', by).expect(403, /"rule":"C3.1"/);
      await world
        .as(by)
        .get('/factor-resets')
        .expect(403, /"rule":"C3.1"/);
      await world.as(by).post('/factor-resets/people').send({ search: 'thévenot' }).expect(403);
    }
    await propose().expect(409, /attend déjà/);
    await propose('pharmacien-b').expect(404);
    await world
      .as('gestionnaire')
      .post('/factor-resets')
      .send({ personId: world.person('pharmacien-a').id, reason: 'non' })
      .expect(400);
    await expect(
      world.db.query(`UPDATE factor_reset SET outcome = 'confirmed', ended_by = proposed_by, ended_at = now() WHERE id = $1`, [id]),
    ).rejects.toThrow(/takes_two/);
    expect(await count('pharmacien-a')).toBe(1);
  });

  it('charter C3.1: a manager neither proposes nor confirms their own', async () => {
    const other = await another();
    const mine = new Browser(world);
    world.misbehave('operateur', 'no-amr');
    const { url } = await mine.enter('operateur', 'gestionnaire');
    expect(url).toContain('weak-authentication');
    await mine.enter('operateur', 'gestionnaire');
    await enrolApp(mine);
    const { id: personId } = world.person('gestionnaire');
    expect((await mine.send('POST', '/factor-resets', { personId, reason: REASON })).text).toContain('"rule":"C3.1"');
    const { id } = JSON.parse((await other.send('POST', '/factor-resets', { personId, reason: REASON })).text) as FactorResetView;
    const own = await mine.send('POST', `/factor-resets/${id}/confirm`, {}, version(1));
    expect([own.status, own.text]).toEqual([403, expect.stringContaining('"rule":"C3.1"')]);
  });

  it('charter C3.1: is declined by another, or taken back by who proposed it, with who, when and why; nothing is forgotten', async () => {
    await enrolApp(await factors.recognised('pharmacien-a', 'plage'));
    const other = await another();
    const first = (await told(propose(), 201)) as FactorResetView;
    const why = { reason: 'Personne injoignable, rien ne prouve que c’est elle.' };
    expect((await other.send('POST', `/factor-resets/${first.id}/retract`, why, version(1))).status).toBe(403);
    await world.as('gestionnaire').post(`/factor-resets/${first.id}/decline`).set('If-Match', '"1"').send(why).expect(403);
    expect((await other.send('POST', `/factor-resets/${first.id}/decline`, { reason: '' }, version(1))).status).toBe(400);
    expect((await other.send('POST', `/factor-resets/${first.id}/decline`, why, version(9))).status).toBe(412);
    expect((await other.send('POST', `/factor-resets/${first.id}/decline`, why, version(1))).status).toBe(200);
    const second = (await told(propose(), 201)) as FactorResetView;
    await world.as('gestionnaire').post(`/factor-resets/${second.id}/retract`).set('If-Match', '"1"').send(why).expect(200);
    const { body } = await world.as('gestionnaire').get('/factor-resets').expect(200);
    const me = { name: world.person('gestionnaire').name };
    expect((body as FactorResetList).items).toMatchObject([
      { outcome: 'retracted', endedBy: me, endReason: why.reason, endedAt: expect.any(String) },
      { outcome: 'declined', endedBy: { name: 'Fatima Belkacem' }, endReason: why.reason },
    ]);
    expect(await count('pharmacien-a')).toBe(1);
  });

  it.each([
    ['after seven days', `UPDATE factor_reset SET proposed_at = clock_timestamp() - interval '7 days 1 minute'`],
    ['once a factor was enrolled since', `UPDATE second_factor SET made_at = clock_timestamp()`],
    ['once they are all gone', `DELETE FROM second_factor`],
    [
      'once who proposed it is no manager any more',
      `UPDATE staff SET active = false WHERE person_id IN (SELECT proposed_by FROM factor_reset)`,
    ],
  ])('charter C3.1: a proposal does not hold for ever: not %s', async (_when, happens) => {
    await enrolApp(await factors.recognised('pharmacien-a', 'plage'));
    const other = await another();
    const { id } = (await told(propose(), 201)) as FactorResetView;
    await world.db.query(happens);
    const before = await count('pharmacien-a');
    const refused = await other.send('POST', `/factor-resets/${id}/confirm`, {}, version(1));
    expect([refused.status, refused.text, await count('pharmacien-a')]).toEqual([409, expect.stringContaining('n’a plus cours'), before]);
    const { items } = JSON.parse((await other.ask(`${world.url}/api/v1/factor-resets`)).text) as FactorResetList;
    expect(items).toMatchObject([{ outcome: 'lapsed', abilities: [] }]);
    if (before === 0) return;
    const again = await other.send('POST', '/factor-resets', { personId: world.person('pharmacien-a').id, reason: REASON });
    expect(again.status).toBe(201);
  });

  it('charter C3.1: one that waits ends with what it was about', async () => {
    await enrolApp(await factors.recognised('pharmacien-a', 'plage'));
    await told(propose(), 201);
    await world.db.transaction((tx) =>
      resetFactorsByCommand(tx, new Journal(), { provider: 'plage', subject: 'pharmacien-a', reason: REASON, managersLockedOut: true }),
    );
    expect(await world.db.query('SELECT outcome, ended_by FROM factor_reset')).toEqual([{ outcome: 'lapsed', ended_by: null }]);
  });

  it('charter C3.1: is found by a part of the name, among those who have a second factor', async () => {
    await enrolApp(await factors.recognised('pharmacien-a', 'plage'));
    const find = async (search: string) =>
      ((await told(world.as('gestionnaire').post('/factor-resets/people').send({ search }), 200)) as FactorHolderList).items;
    expect(await find('THÉVENOT')).toMatchObject([
      { name: 'Julien Thévenot', factors: 1, place: expect.stringContaining('Nancy'), abilities: ['propose'] },
    ]);
    for (const typed of ['thevenot', 'Thévenot Julien', 'ju-li-en'])
      expect((await find(typed)).map(({ name }) => name)).toEqual(['Julien Thévenot']);
    expect(await find('Benhamou')).toEqual([]);
    const looks = `SELECT action, filter FROM access_log WHERE subject_type = 'factor-holders' AND person_id = $1 ORDER BY at LIMIT 1`;
    expect(await world.db.query(looks, [world.person('gestionnaire').id])).toEqual([{ action: 'listed', filter: '{"found":1}' }]);
    for (const search of ['th', '%%%', 't h.', '-----'])
      await world.as('gestionnaire').post('/factor-resets/people').send({ search }).expect(400);
  });

  it('charter C3.1: by a command, where fewer than two managers are left to do it', async () => {
    const owner = await factors.recognised('pharmacien-a', 'plage');
    await enrolApp(owner);
    const journal = new Journal();
    tellOfCommands(journal);
    const command = (subject = 'pharmacien-a', managersLockedOut = false) =>
      world.db.transaction((tx) => resetFactorsByCommand(tx, journal, { provider: 'plage', subject, reason: REASON, managersLockedOut }));
    await expect(command('inconnu')).rejects.toThrow(/Personne n’est connu/);
    await another();
    await expect(command()).rejects.toThrow(/Deux gestionnaires ont un compte/);
    await world.db.query(`UPDATE staff SET active = false WHERE person_id = $1`, [world.person('gestionnaire').id]);
    expect(await command()).toBe(1);
    await expect(command()).rejects.toThrow(/rien à réinitialiser/);
    expect((await owner.session()).state).toBe('signed-out');
    expect(await factors.acts('pharmacien-a')).toContain('second-factor.reset-by-command');
    const letters = `SELECT FROM notification WHERE kind = 'second-factor-reset' AND person_id = $1`;
    expect(await world.db.query(letters, [world.person('pharmacien-a').id])).toHaveLength(1);

    // Two managers whose accounts are open, and who cannot come in: the owner says so, and the journal keeps that they did.
    await world.db.query(`UPDATE staff SET active = true WHERE person_id = $1`, [world.person('gestionnaire').id]);
    await enrolApp(await factors.recognised('pharmacien-a', 'plage'));
    await expect(command()).rejects.toThrow(/--managers-locked-out/);
    expect(await command('pharmacien-a', true)).toBe(1);
    expect((await world.journalOf('person', world.person('pharmacien-a').id)).at(-1)).toMatchObject({
      action: 'second-factor.reset-by-command',
      details: { factors: 1, managersLockedOut: true },
      changes: [{ reason: REASON }],
    });
  });
});

describe('the account of a manager that was proposed', () => {
  const SECOND = { subject: 'exploitant-4', familyName: 'Lefèvre', givenName: 'Antoine', email: 'second@operateur.exemple.fr' };
  const why = { reason: 'Cette personne ne rejoint plus l’équipe.' };

  it('charter C3.1: is declined by another manager, or taken back by who proposed it; it stays closed, says why, and may be proposed again', async () => {
    const other = await another();
    await world.db.query(
      `INSERT INTO staff_scope (person_id, authorisation_id) SELECT person_id, $1 FROM identity WHERE subject = 'exploitant-5'`,
      [world.authorisation('TEC')],
    );
    const manager = world.as('gestionnaire');
    const body = { ...SECOND, role: 'gestionnaire', authorisationIds: [world.authorisation('TEC')] };
    const { personId, abilities } = await told(manager.post('/staff').send(body), 201);
    expect(abilities).toEqual(['retract', 'update']);
    await manager
      .post(`/staff/${personId}/decline`)
      .set('If-Match', '"1"')
      .send(why)
      .expect(403, /"rule":"C3.1"/);
    expect((await other.send('POST', `/staff/${personId}/retract`, why, version(1))).text).toContain('"rule":"C3.1"');
    const declined = await other.send('POST', `/staff/${personId}/decline`, why, version(1));
    expect([declined.status, JSON.parse(declined.text)]).toEqual([
      200,
      expect.objectContaining({
        active: false,
        proposalEnd: {
          outcome: 'declined',
          reason: why.reason,
          at: expect.any(String),
          by: expect.objectContaining({ name: 'Fatima Belkacem' }),
        },
      }),
    ]);
    expect((await new Browser(world).enter('operateur', SECOND.subject)).url).toContain('probleme=closed-account');
    expect((await other.send('POST', `/staff/${personId}/confirm`, {}, version(2))).status).toBe(409);

    const again = await told(
      manager.patch(`/staff/${personId}`).set('If-Match', '"2"').send({ authorisationIds: body.authorisationIds, active: true }),
      200,
    );
    expect([again.proposedBy.name, again.proposalEnd]).toEqual([world.person('gestionnaire').name, undefined]);
    const retracted = await told(manager.post(`/staff/${personId}/retract`).set('If-Match', '"3"').send(why), 200);
    expect(retracted).toMatchObject({
      active: false,
      proposalEnd: { outcome: 'retracted', by: { name: world.person('gestionnaire').name } },
    });
    const journal = await world.journalOf('person', personId);
    expect(journal.map(({ action }) => action)).toEqual(['staff.proposed', 'staff.declined', 'staff.proposed', 'staff.retracted']);
    expect(journal[1]?.changes).toMatchObject([{ reason: why.reason }]);
  });
});

it('charter C3.1: a code of a factor that was forgotten opens nothing', async () => {
  const key = await enrolApp(await factors.recognised('pharmacien-a', 'plage'));
  const waiting = await factors.recognised('pharmacien-a', 'plage');
  await world.db.query('DELETE FROM second_factor');
  expect((await factors.give(waiting, codeOf(key))).status).toBe(409);
});
