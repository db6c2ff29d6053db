import { CENTRE_A, World } from '../testing/world.js';
import { newKey, requestMade } from '../testing/acting.js';

describe('designations', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
    await requestMade(world, 'prescripteur-a', 'TEC');
  });
  afterEach(() => world.close());

  const designate = (by: string, kind: 'prescriber' | 'pnm', whom: string, more: Record<string, unknown> = {}) =>
    world
      .as(by)
      .post('/designations')
      .set('Idempotency-Key', newKey())
      .send({ kind, authorisationId: world.authorisation('TEC'), designeeId: world.person(whom).id, ...more });

  const withdraw = (by: string, id: string, version = 1) =>
    world.as(by).post(`/designations/${id}/withdraw`).set('If-Match', `"${version}"`).send({});

  it('charter C5.4: a prescriber with access or a pharmacist designates PNM of the centre by name, for one year', async () => {
    const { body } = await designate('pharmacien-a', 'pnm', 'pnm-a').expect(201);
    expect(body).toMatchObject({
      kind: 'pnm',
      authorisationCode: 'TEC',
      centreId: CENTRE_A,
      designee: { name: world.person('pnm-a').name },
      designator: { name: world.person('pharmacien-a').name },
      status: 'active',
      stateVersion: 1,
      abilities: ['withdraw', 'renew'],
    });
    expect(Number(body.endsOn.slice(0, 4)) - Number(body.startsOn.slice(0, 4))).toBe(1);
    const { body: mine } = await world.as('pnm-a').get('/designations').expect(200);
    expect(mine.items).toMatchObject([{ id: body.id, abilities: [] }]);
    expect(await world.journalOf('centre', CENTRE_A)).toMatchObject([
      {
        action: 'designation.made',
        actor: world.person('pharmacien-a').name,
        subject: { type: 'Designation', id: body.id },
        details: { kind: 'pnm' },
      },
    ]);
    await withdraw('pharmacien-a', body.id).expect(200);
    await designate('prescripteur-a', 'pnm', 'pnm-a').expect(201);
  });

  it('charter C5.4: nobody without access, and no PNM, designates PNM', async () => {
    await designate('prescripteur-a2', 'pnm', 'pnm-a').expect(403, /"rule":"C5.4"/);
    await designate('prescripteur-b', 'pnm', 'pnm-b').expect(403, /"rule":"C5.4"/);
    await designate('pharmacien-a', 'pnm', 'pnm-a').expect(201);
    await designate('pnm-a', 'pnm', 'pnm-b').expect(403, /"rule":"C5.4"/);
  });

  it('charter C5.1: only a prescriber with a request of their own designates a prescriber; the one designated designates PNM', async () => {
    await designate('pharmacien-a', 'prescriber', 'prescripteur-a2').expect(403, /"rule":"C5.1"/);
    await designate('prescripteur-a2', 'prescriber', 'nouveau').expect(403, /"rule":"C5.1"/);
    await designate('prescripteur-a', 'prescriber', 'prescripteur-a2').expect(201);
    await designate('prescripteur-a2', 'prescriber', 'nouveau').expect(403, /"rule":"C5.1"/);
    await designate('prescripteur-a2', 'pnm', 'pnm-a').expect(201);
    await designate('prescripteur-a', 'prescriber', 'prescripteur-a2', { authorisationId: world.authorisation('ENH') }).expect(
      403,
      /"rule":"C5.1"/,
    );
  });

  it('charter C3.4: nobody of the operator’s side designates; a stranger is told to sign in', async () => {
    for (const name of ['exploitant', 'gestionnaire']) await designate(name, 'pnm', 'pnm-a').expect(403, /"rule":"C3.4"/);
    await world.as('data-manager').get('/designations').expect(403);
    await world.anyone().post('/designations').set('Idempotency-Key', newKey()).send({}).expect(401);
  });

  it('charter C4.2: no proof of delegation is asked for, nor accepted', async () => {
    await designate('pharmacien-a', 'pnm', 'pnm-a', { proof: 'attestation.pdf' }).expect(400, /"code":"unknown-property".*proof/);
    await designate('pharmacien-a', 'pnm', 'pnm-a').expect(201);
  });

  it('only people of the centre, in the right role, and never oneself', async () => {
    await designate('pharmacien-a', 'pnm', 'pnm-b').expect(400, /pas de profil de personnel non médical dans votre centre/);
    await designate('pharmacien-a', 'pnm', 'prescripteur-a2').expect(400, /designeeId/);
    await designate('prescripteur-a', 'prescriber', 'pnm-a').expect(400, /pas de profil de prescripteur/);
    await designate('prescripteur-a', 'prescriber', 'prescripteur-a').expect(400, /autre personne que vous-même/);
    await designate('pharmacien-a', 'pnm', 'pnm-a', { authorisationId: '00000000-0000-4000-8000-000000000000' }).expect(404);
  });

  it('ends on a day to come, two years off at most', async () => {
    await designate('pharmacien-a', 'pnm', 'pnm-a', { endsOn: '2020-01-01' }).expect(400, /déjà passée/);
    await designate('pharmacien-a', 'pnm', 'pnm-a', { endsOn: '2040-01-01' }).expect(400, /deux ans au plus/);
    await designate('pharmacien-a', 'pnm', 'pnm-a', { endsOn: '2027-02-30' }).expect(400, /cette date n’existe pas/i);
  });

  it('one stands at a time, asked twice at once or one after the other; after its day, another may be made', async () => {
    const twice = await Promise.all([designate('pharmacien-a', 'pnm', 'pnm-a'), designate('prescripteur-a', 'pnm', 'pnm-a')]);
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    await designate('pharmacien-a', 'pnm', 'pnm-a').expect(409, /déjà désignée pour cette autorisation, jusqu’au/);
    await world.db.query(`UPDATE designation SET starts_on = '2020-01-01', ends_on = '2020-12-31'`);
    await designate('pharmacien-a', 'pnm', 'pnm-a').expect(201);
    const { body } = await world.as('pharmacien-a').get('/designations').expect(200);
    expect(body.items.map(({ status }: { status: string }) => status)).toEqual(['active', 'ended']);
  });

  it('charter C5.4: two pharmacists of a centre who designate, or withdraw, the same person at once: one does, the other is told', async () => {
    const both = ['pharmacien-a', 'pharmacien-psc'];
    const made = await Promise.all(both.map((by) => designate(by, 'pnm', 'pnm-a')));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(made.find(({ status }) => status === 409)?.body.detail).toMatch(/déjà désignée/);
    const id = made.find(({ status }) => status === 201)?.body.id;
    const withdrawn = await Promise.all(both.map((by) => withdraw(by, id)));
    expect(withdrawn.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(withdrawn.find(({ status }) => status === 412)?.body.detail).toMatch(/[Rr]elisez/);
    const by = (answers: readonly { readonly status: number }[], done: number) =>
      world.person(both[answers.findIndex(({ status }) => status === done)] ?? '').name;
    expect((await world.journalOf('centre', CENTRE_A)).map(({ action, actor }) => [action, actor])).toEqual([
      ['designation.made', by(made, 201)],
      ['designation.withdrawn', by(withdrawn, 200)],
    ]);
  });

  it('a creation asked again with its key happens once; with another body it is refused', async () => {
    const key = newKey();
    const ids = [];
    for (let time = 0; time < 2; time++)
      ids.push((await designate('pharmacien-a', 'pnm', 'pnm-a').set('Idempotency-Key', key).expect(201)).body.id);
    expect(new Set(ids).size).toBe(1);
    await designate('pharmacien-a', 'pnm', 'pnm-a', { endsOn: '2027-01-01' })
      .set('Idempotency-Key', key)
      .expect(422, /idempotency-mismatch/);
  });

  it('withdrawn, it opens nothing from then on; the act says on what it was based, and is written', async () => {
    const { body } = await designate('prescripteur-a', 'pnm', 'pnm-a').expect(201);
    await world.as('prescripteur-a').post(`/designations/${body.id}/withdraw`).send({}).expect(428);
    await withdraw('prescripteur-a', body.id, 7).expect(412);
    const { body: withdrawn } = await withdraw('pharmacien-a', body.id).expect(200);
    const [withdrawnBy, withdrawnAt] = [world.person('pharmacien-a').name, expect.any(String)];
    expect(withdrawn).toMatchObject({ status: 'withdrawn', stateVersion: 2, abilities: [], withdrawnBy, withdrawnAt });
    await withdraw('pharmacien-a', body.id, 2).expect(409, /déjà été retirée/);
    expect((await world.journalOf('centre', CENTRE_A)).map(({ action }) => action)).toEqual(['designation.made', 'designation.withdrawn']);
    await designate('pnm-a', 'pnm', 'pnm-a').expect(403);
  });

  it('another centre does not see it, the designated person does not withdraw it', async () => {
    const { body } = await designate('prescripteur-a', 'pnm', 'pnm-a').expect(201);
    for (const name of ['pharmacien-b', 'prescripteur-b', 'prescripteur-a2']) {
      await withdraw(name, body.id).expect(404);
      expect((await world.as(name).get('/designations').expect(200)).body.items).toEqual([]);
    }
    await withdraw('pnm-a', body.id).expect(403, /"rule":"C5.4"/);
    expect((await world.as('gestionnaire').get('/designations').expect(200)).body.items).toMatchObject([{ id: body.id, abilities: [] }]);
    await withdraw('gestionnaire', body.id).expect(403, /"rule":"C3.4"/);
  });
});
