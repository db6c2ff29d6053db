import { World } from '../testing/world.js';

describe('accounts of the operator’s side', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const account = (more: Record<string, unknown> = {}) => ({
    familyName: 'Petit',
    givenName: 'Anna',
    email: 'anna.petit@operateur.exemple.fr',
    subject: 'anna.petit',
    role: 'data-manager',
    authorisationIds: [world.authorisation('TEC')],
    ...more,
  });
  const create = (more: Record<string, unknown> = {}, by = 'gestionnaire') => world.as(by).post('/staff').send(account(more));
  const update = (id: string, body: Record<string, unknown>, version = 1) =>
    world.as('gestionnaire').patch(`/staff/${id}`).set('If-Match', `"${version}"`).send(body);

  it('charter C3.4: the manager opens an account, known by the operator’s provider and its subject, without any hospital role', async () => {
    const { body } = await create().expect(201);
    expect(body).toMatchObject({
      name: 'Anna Petit',
      subject: 'anna.petit',
      role: 'data-manager',
      active: true,
      authorisations: [{ code: 'TEC' }],
      abilities: ['update', 'close'],
    });
    expect(await world.db.query('SELECT provider, subject FROM identity WHERE person_id = $1', [body.personId])).toEqual([
      { provider: 'operateur', subject: 'anna.petit' },
    ]);
    expect(await world.db.query('SELECT id FROM profile WHERE person_id = $1', [body.personId])).toEqual([]);
    expect(await world.journalOf('person', body.personId)).toMatchObject([
      {
        action: 'staff.created',
        role: 'gestionnaire',
        changes: [
          { item: 'subject', old: null, new: 'anna.petit' },
          { item: 'familyName', new: 'Petit' },
          { item: 'givenName', new: 'Anna' },
          { item: 'email', new: 'anna.petit@operateur.exemple.fr' },
        ],
      },
    ]);
    await create().expect(409, /a déjà un compte/);
  });

  it('charter C3.4: nobody but the manager sees or opens accounts, and a hospital role is no role here', async () => {
    for (const name of ['prescripteur-a', 'pharmacien-b', 'pnm-a']) {
      await world.as(name).get('/staff').expect(403);
      await create({}, name).expect(403);
    }
    for (const name of ['exploitant', 'data-manager', 'administrateur']) {
      await world.as(name).get('/staff').expect(403);
      await create({}, name).expect(403, /"rule":"C3.4"/);
    }
    await world.anyone().get('/staff').expect(401);
    await create({ role: 'prescriber' }).expect(400);
    await create({ role: 'administrateur', authorisationIds: [] }).expect(403, /"rule":"C3.4"/);
  });

  it('the manager assigns only authorisations of their own scope', async () => {
    await create({ authorisationIds: [world.authorisation('VYV')] }).expect(400, /authorisationIds/);
    await create({ role: 'exploitant', holderId: 'laboratoire-vyvgart', authorisationIds: [] }).expect(400, /holderId/);
    await create({ role: 'exploitant', authorisationIds: [] }).expect(400, /holderId/);
    await create({ holderId: 'laboratoire-enhertu' }).expect(400, /holderId/);
    const { body } = await create({ role: 'exploitant', holderId: 'laboratoire-enhertu', authorisationIds: [] }).expect(201);
    expect(body).toMatchObject({ holderName: 'Laboratoire d’ENHERTU', authorisations: [{ code: 'ENH' }] });
  });

  it('charter C3.4: an account of a company is opened only by a manager to whom all of its authorisations are assigned', async () => {
    await world.db.query(
      `INSERT INTO authorisation (code, holder_id, kind, medicine, inn, indication, protocol_code, granted_on, ends_on)
       SELECT 'ZZZ', holder_id, kind, 'Autre médicament', inn, indication, protocol_code, granted_on, ends_on FROM authorisation WHERE code = 'TEC'`,
    );
    const company = { role: 'exploitant', holderId: 'laboratoire-tecvayli', authorisationIds: [] };
    await create(company).expect(400, /holderId.*ne vous sont pas affectées/);
    await world.db.query(`INSERT INTO staff_scope SELECT $1, id FROM authorisation WHERE code = 'ZZZ'`, [world.person('gestionnaire').id]);
    await create(company).expect(201);
  });

  it('an update says on what it was based, and takes effect at the next request', async () => {
    const id = world.person('data-manager').id;
    const assigned = { authorisationIds: [world.authorisation('TEC')], active: true };
    await world.as('gestionnaire').patch(`/staff/${id}`).send(assigned).expect(428);
    await update(id, assigned, 4).expect(412);
    expect((await update(id, assigned).expect(200)).body).toMatchObject({ authorisations: [{ code: 'TEC' }], stateVersion: 2 });
    expect((await world.journalOf('person', id)).at(-1)).toMatchObject({ action: 'staff.updated', details: { active: true } });
    expect((await world.journalOf('person', id)).at(-1)?.changes).toContainEqual(
      expect.objectContaining({ item: 'subject', new: world.person('data-manager').subject }),
    );
    await update(id, { ...assigned, active: false }, 2).expect(400, /"path":"reason"/);
    const { body } = await update(id, { ...assigned, active: false, reason: 'Départ de la société.' }, 2).expect(200);
    const why = { at: expect.any(String), byName: world.person('gestionnaire').name, reason: 'Départ de la société.' };
    expect(body).toMatchObject({ active: false, closed: why, abilities: ['update', 'reopen'] });
    const { body: list } = await world.as('gestionnaire').get('/staff').expect(200);
    expect(list.items.find(({ personId }: { personId: string }) => personId === id)).toMatchObject({ closed: why });
    await world.as('data-manager').get('/authorisations').expect(401);
  });

  it('an account that works for others too is not closed by this manager, nor one’s own; an account of others is not seen', async () => {
    const { id } = world.person('data-manager');
    await world.db.query(`INSERT INTO staff_scope SELECT $1, id FROM authorisation WHERE code = 'VYV'`, [id]);
    const all = ['TEC', 'ENH', 'VYV'].map((code) => world.authorisation(code));
    await update(id, { authorisationIds: all, active: false }).expect(403, /ne vous sont pas affectées/);
    await update(id, { authorisationIds: all.slice(0, 2), active: true }).expect(400, /authorisationIds/);
    await update(id, { authorisationIds: all.slice(2), active: true }).expect(200);
    await update(id, { authorisationIds: all, active: true }, 2).expect(404);
    const me = world.person('gestionnaire').id;
    await update(me, { authorisationIds: all.slice(0, 2), active: false }).expect(403, /"rule":"C3.1"/);
    const { body } = await world.as('gestionnaire').get('/staff').expect(200);
    expect(body.items.map(({ personId }: { personId: string }) => personId)).not.toContain(id);
    expect(body.items.find(({ personId }: { personId: string }) => personId === me).abilities).toEqual([]);
  });
});
