import type { StatusBoard, StatusRow } from '#dashboards/api';
import { addDays, todayIn } from '#kernel/domain';
import { Requests, told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const TODAY = todayIn('Europe/Paris', new Date());

describe('the board of statuses', () => {
  let world: World;
  let requests: Requests;
  beforeAll(async () => {
    world = await World.open();
    requests = new Requests(world);
    await requests.sent(await requests.started('prescripteur-a'));
    await requests.started('prescripteur-a');
    await requests.sent(await requests.started('prescripteur-b'), 'prescripteur-b', 'pharmacien-b');
    await world.db.query(`UPDATE authorisation SET ucd_codes = '{3400890041850}', indication_code = 'CTECL01' WHERE code = 'TEC'`);
  });
  afterAll(() => world.close());

  const board = (by: string): Promise<StatusBoard> => told(world.as(by).get('/dashboard/statuses'));
  const row = async (by: string, code = 'TEC') => (await board(by)).rows.find((each) => each.code === code) as StatusRow;
  const record = async (body: object, code = 'TEC') => {
    const path = `/authorisations/${world.authorisation(code)}`;
    const { stateVersion } = await told(world.as('gestionnaire').get(path));
    const whole = { day: TODAY, decidedOn: TODAY, document: 'Décision n° 2026.0002', ...body };
    return told(world.as('gestionnaire').post(`${path}/decisions`).set('If-Match', `"${stateVersion}"`).send(whole));
  };
  const counted = ({ centres }: StatusRow) => centres.map(({ followed, awaiting, unsent }) => [followed, awaiting, unsent]);

  it('charter R4: says what changed, since when, for whom of the centre’s patients, what changes and what does not', async () => {
    await record({ kind: 'suspended', until: addDays(TODAY, 30), authority: 'has' });
    const mine = await row('prescripteur-a');
    expect(mine).toMatchObject({ status: 'suspended', coverage: 'suspended', indicationCode: 'CTECL01', ucdCodes: ['3400890041850'] });
    expect(mine.changes).toMatchObject([
      { day: addDays(TODAY, 31), label: 'suspension arrivée à son terme', toCome: true },
      {
        day: TODAY,
        label: 'suspension',
        toCome: false,
        until: addDays(TODAY, 30),
        changes: expect.stringMatching(/Aucune nouvelle demande/),
        stays: expect.stringMatching(/une fin.*le suivi des patients inscrits continue/),
      },
      { day: '2026-01-15', label: 'octroi de l’autorisation' },
    ]);
    expect(counted(mine)).toEqual([[0, 1, 1]]);
    expect(mine.deadlines.map(({ code }) => code)).toEqual(['suspension-end', 'renewal']);
    await record({ kind: 'lifted', authority: 'has' });
  });

  it('charter R4: counts the patients that each may read, centre by centre, and no others', async () => {
    expect(counted(await row('pharmacien-b'))).toEqual([[0, 1, 0]]);
    expect(counted(await row('prescripteur-a2'))).toEqual([]);
    expect(counted(await row('exploitant')).sort()).toEqual([
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect(counted(await row('gestionnaire'))).toHaveLength(2);
  });

  it('charter C8.4: an AMM to come is told before its day, with what stays as it is', async () => {
    await record({ kind: 'amm-granted', day: addDays(TODAY, 20), authority: 'european-commission' }, 'ENH');
    const [change] = (await row('prescripteur-a2', 'ENH')).changes;
    expect(change).toMatchObject({
      toCome: true,
      changes: expect.stringMatching(/CRPV/),
      stays: expect.stringMatching(/gardent leur numéro/),
    });
    expect((await row('prescripteur-a2', 'ENH')).kind).toBe('AAP-PRE-AMM');
  });

  it('charter R4: is of the authorisations that one may read; the host and a stranger have none', async () => {
    expect((await board('exploitant')).rows.map(({ code }) => code)).toEqual(['TEC']);
    expect((await board('gestionnaire')).rows.map(({ code }) => code)).toEqual(['ENH', 'TEC']);
    expect((await board('pnm-a')).rows.map(({ code }) => code)).toEqual(['ENH', 'TEC']);
    for (const end of ['', '.csv']) {
      expect((await world.as('administrateur').get(`/dashboard/statuses${end}`)).status).toBe(403);
      expect((await world.anyone().get(`/dashboard/statuses${end}`)).status).toBe(401);
    }
  });

  it('is a table too: a line a change', async () => {
    const { text } = await world.as('prescripteur-a').get('/dashboard/statuses.csv').expect(200);
    const lines = text.split('\r\n').filter((line: string) => line.includes('TEC;') || line.startsWith('TEC'));
    expect(text).toContain('Code indication');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.join()).toContain('CTECL01');
  });
});
