import { RULES } from '#access-rights/domain';
import { accessInWords } from '#authorisations/domain';
import { World } from '../testing/world.js';
import { requestMade } from '../testing/acting.js';

interface Row {
  code: string;
  abilities: string[];
  accessReason?: string;
  groupAccess?: string;
}

describe('authorisations', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
    await world.db.query(
      `INSERT INTO protocol_version (code, version, sha256, document, source, state, valid_from, published_at)
       SELECT DISTINCT protocol_code, version, protocol_code || version, jsonb_build_object('demonstration', true, 'put', jsonb_build_object(
         'contact', jsonb_build_object('name', 'Cellule ' || protocol_code, 'email', 'cellule@demonstration.example'), 'adverseEffects', 'Au CRPV.')), '', 'published', date '2026-01-15', now()
       FROM authorisation, generate_series(1, 2) AS version ON CONFLICT DO NOTHING`,
    );
  });
  afterEach(() => world.close());

  const list = async (name: string): Promise<Row[]> => (await world.as(name).get('/authorisations').expect(200)).body.items;
  const of = async (name: string, code: string): Promise<Row> => (await list(name)).find((row) => row.code === code) as Row;
  const change = (status: string, { by = 'gestionnaire', code = 'TEC', version = 1 } = {}) =>
    world
      .as(by)
      .post(`/authorisations/${world.authorisation(code)}/status`)
      .set('If-Match', `"${version}"`)
      .send({ status, reason: 'Décision de la HAS.' });

  it('charter P6: each shows its contact cell and its PUT in its current version', async () => {
    const { body } = await world
      .as('prescripteur-a')
      .get(`/authorisations/${world.authorisation('TEC')}`)
      .expect(200);
    expect(body).toMatchObject({
      code: 'TEC',
      holderName: 'Laboratoire de TECVAYLI',
      contact: { name: 'Cellule TECVAYLI', email: 'cellule@demonstration.example' },
      adverseEffects: 'Au CRPV.',
      protocolCode: 'TECVAYLI',
      protocolVersion: 2,
      demonstrationProtocol: true,
      grantedOn: '2026-01-15',
    });
  });

  it('charter C5.8: a prescriber may start a request on any in force, and is told why its patients are open once they made one', async () => {
    expect(await of('prescripteur-a', 'TEC')).toMatchObject({ abilities: ['start-request'] });
    expect((await of('prescripteur-a', 'TEC')).accessReason).toBeUndefined();
    await requestMade(world, 'prescripteur-a', 'TEC');
    expect(await of('prescripteur-a', 'TEC')).toMatchObject({
      abilities: ['start-request', 'read-patients', 'designate-prescriber', 'designate-pnm'],
      accessReason: 'Vous avez signé une demande d’accès.',
    });
    expect(await of('prescripteur-a', 'ENH')).toMatchObject({ abilities: ['start-request'] });
    expect(await of('prescripteur-a2', 'TEC')).toMatchObject({ abilities: ['start-request'] });
  });

  it('charter C5.4: PNM without designation start nothing; charter C5.3: a pharmacist sees the patients of all', async () => {
    expect(await of('pnm-a', 'TEC')).toMatchObject({ abilities: [] });
    expect(await of('pharmacien-a', 'VYV')).toMatchObject({ abilities: ['start-request', 'read-patients', 'designate-pnm'] });
  });

  it('charter C3.4: staff see those of their company or assigned, and nothing of the others', async () => {
    const codes = async (name: string) => (await list(name)).map(({ code }) => code);
    expect(await codes('exploitant')).toEqual(['TEC']);
    expect(await codes('gestionnaire')).toEqual(['ENH', 'TEC']);
    expect((await of('gestionnaire', 'TEC')).abilities).toEqual(['read-patients', 'change-status']);
    await world
      .as('exploitant')
      .get(`/authorisations/${world.authorisation('ENH')}`)
      .expect(404);
    await world.as('administrateur').get('/authorisations').expect(403);
    await world.anyone().get('/authorisations').expect(401);
    await world.as('exploitant').get('/authorisations/none').expect(404);
  });

  it('charter C3.3: says in words whether one access opens the group', async () => {
    await requestMade(world, 'prescripteur-a', 'TEC');
    const [{ id }] = await world.db.query(`INSERT INTO authorisation_group (name, access) VALUES ('Anticorps', 'single') RETURNING id`);
    await world.db.query(`UPDATE authorisation SET group_id = $1 WHERE code IN ('TEC', 'ENH')`, [id]);
    const opened = await of('prescripteur-a', 'ENH');
    expect(opened.groupAccess).toMatch(/un seul accès ouvre toutes les indications.*Myélome/);
    expect(opened.accessReason).toBe('Vous avez signé une demande d’accès, pour cette indication ou une autre du même groupe.');
    await world.db.query(`UPDATE authorisation_group SET access = 'separate'`);
    const closed = await of('prescripteur-a', 'ENH');
    expect(closed.groupAccess).toMatch(/chaque indication s’ouvre séparément/);
    expect(closed).toMatchObject({ abilities: ['start-request'] });
  });

  it('charter R5: suspended or ended, it takes no new FAT from anyone, and its patients stay open', async () => {
    await requestMade(world, 'prescripteur-a', 'TEC');
    for (const [status, version] of [
      ['suspended', 1],
      ['ended', 2],
    ] as const) {
      const { body } = await change(status, { version }).expect(200);
      const statusWhy = { byName: world.person('gestionnaire').name, reason: 'Décision de la HAS.', at: expect.any(String) };
      expect(body).toMatchObject({ status, stateVersion: version + 1, statusWhy });
      expect((await of('prescripteur-a', 'TEC')).abilities).toEqual(['read-patients', 'designate-prescriber', 'designate-pnm']);
      expect((await of('pharmacien-b', 'TEC')).abilities).toEqual(['read-patients', 'designate-pnm']);
    }
    expect(await world.journalOf('authorisation', world.authorisation('TEC'))).toMatchObject([
      {
        action: 'authorisation.status-changed',
        role: 'gestionnaire',
        details: { from: 'in-force', to: 'suspended', reason: 'Décision de la HAS.' },
      },
      { action: 'authorisation.status-changed', details: { from: 'suspended', to: 'ended' } },
    ]);
  });

  it('a suspension can be lifted, an end cannot; a status already there is told', async () => {
    await change('suspended').expect(200);
    await change('suspended', { version: 2 }).expect(409, /déjà suspendue/);
    await change('in-force', { version: 2 }).expect(200);
    await change('ended', { version: 3 }).expect(200);
    await change('in-force', { version: 4 }).expect(409, /terminée ne peut pas devenir en vigueur/);
  });

  it('charter R5: only the manager to whom it is assigned changes it, on the state they read', async () => {
    await change('ended', { by: 'exploitant' }).expect(403, /"rule":"R5"/);
    await change('ended', { by: 'data-manager' }).expect(403, /"rule":"R5"/);
    await change('ended', { by: 'prescripteur-a' }).expect(403);
    await change('ended', { code: 'VYV' }).expect(404);
    await change('ended', { version: 9 }).expect(412);
    await change('gone').expect(400);
    const path = `/authorisations/${world.authorisation('TEC')}/status`;
    await world.as('gestionnaire').post(path).send({ status: 'ended', reason: 'Décision.' }).expect(428);
    const blank = { status: 'ended', reason: ' '.repeat(9) };
    await world
      .as('gestionnaire')
      .post(path)
      .set('If-Match', '"1"')
      .send(blank)
      .expect(400, /Indiquez le motif, en 5 à 500 caractères/);
    await world.anyone().post(path).send({}).expect(401);
  });
});

it('charter C5.7: each rule that opens the patients of an authorisation says why, in words', () => {
  const opening = RULES.filter(
    ({ effect, subject, actions }) => effect === 'may' && subject === 'Authorisation' && actions.includes('read-patients'),
  );
  expect(opening.length).toBeGreaterThan(4);
  expect(opening.filter(({ id }) => accessInWords(id, false) === undefined)).toEqual([]);
});
