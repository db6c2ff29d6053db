import { addDays, addMonths, calendarDate, todayIn } from '#kernel/domain';
import { acting, newKey } from '../testing/acting.js';
import { DecisionsOf } from '../testing/decisions.js';
import { OTHER_MANAGER } from '../testing/personas.js';
import { Requests, told } from '../testing/requests.js';
import { World } from '../testing/world.js';
import { RequestService } from '#patients/api';

const TODAY = todayIn('Europe/Paris', new Date());
const day = (days: number) => addDays(TODAY, days);

describe('the life of an authorisation', () => {
  let world: World;
  let decisions: DecisionsOf;
  beforeEach(async () => {
    world = await World.open({ twoManagers: true });
    decisions = new DecisionsOf(world);
  });
  afterEach(() => world.close());

  const path = (code: string) => decisions.path(code);
  const life = (code?: string, by?: string) => decisions.life(code, by);
  const record: DecisionsOf['record'] = (...given) => decisions.record(...given);
  const status = async (code = 'TEC', by = 'prescripteur-a') => (await told(world.as(by).get(path(code)))).status;
  const start = (code = 'TEC') =>
    world
      .as('prescripteur-a')
      .post('/enrolments')
      .set('Idempotency-Key', newKey())
      .send({ authorisationId: world.authorisation(code) });

  it('charter R4: an authorisation begins with its grant, no matter who entered it', async () => {
    expect(await life()).toMatchObject({
      status: 'in-force',
      authorisation: 'in-force',
      coverage: 'access',
      decisions: [{ kind: 'granted', day: '2026-01-15', term: '2030-01-14', authority: 'has', takenOver: true }],
      stateVersion: 1,
    });
  });

  it('charter R4: a decision whose day is to come takes effect at its day by itself, and lists and requests read it alike', async () => {
    await record('suspended', { day: day(3), until: day(30) }).then(({ status: answered }) => expect(answered).toBe(200));
    expect(await status()).toBe('in-force');
    await world.db.query(`UPDATE authorisation SET turns = replace(turns::text, $1, $2)::jsonb WHERE code = 'TEC'`, [day(3), TODAY]);
    expect(await status()).toBe('suspended');
    const { items } = await told(world.as('prescripteur-a').get('/authorisations'));
    expect(items.find(({ code }: { code: string }) => code === 'TEC')).toMatchObject({ status: 'suspended', abilities: [] });
    const refused = await start();
    expect([refused.status, refused.body.rule]).toEqual([403, 'R5']);
  });

  it('charter R4: a term that passes ends by itself from the day after: no new FAT, and the follow-up stays open', async () => {
    const requests = new Requests(world);
    const sent = await requests.sent(await requests.started('prescripteur-a'));
    const draft = await requests.completed(await requests.started('prescripteur-a'));
    await world.db.query(
      `UPDATE authorisation SET turns = jsonb_build_array(jsonb_build_object('from', $1::text, 'status', 'ended', 'kind', 'AAP-POST-AMM')) WHERE code = 'TEC'`,
      [TODAY],
    );
    expect(await told(world.as('prescripteur-a').get(path('TEC')))).toMatchObject({
      status: 'ended',
      statusSince: TODAY,
      statusWhy: { byName: 'Passerelle', reason: 'Le terme est passé sans renouvellement.' },
      abilities: expect.arrayContaining(['read-patients']),
    });
    expect((await start()).status).toBe(403);
    expect((await requests.intend(draft, 'prescripteur-a', 'prescriber')).status).toBe(403);
    expect((await world.as('prescripteur-a').get(`/enrolments/${sent.id}`)).status).toBe(200);
    await world.db.query(`UPDATE authorisation SET turns = replace(turns::text, $1, $2)::jsonb WHERE code = 'TEC'`, [TODAY, day(1)]);
    expect(await status()).toBe('in-force');
  });

  it('charter R4: of two managers who decide at once, one decides; the other is told to read again, and nothing of theirs is kept', async () => {
    const recorded = await Promise.all([
      record('suspended', { until: day(30) }, { version: 1 }),
      record('withdrawn', {}, { version: 1, by: OTHER_MANAGER }),
    ]);
    expect(recorded.map(({ status: answered }) => answered).sort()).toEqual([200, 412]);
    expect(recorded.find(({ status: answered }) => answered === 412)?.body.detail).toMatch(/[Rr]elisez/);
    const [kind, by] = recorded[0]?.status === 200 ? ['suspended', 'gestionnaire'] : ['withdrawn', OTHER_MANAGER];
    const journal = () => world.journalOf('authorisation', world.authorisation('TEC'));
    expect((await journal()).map(({ details, actor }) => [details['decision'], actor])).toEqual([[kind, world.person(by).name]]);
    const { decisions: known, stateVersion } = await life();
    expect([known.map((one) => one.kind), stateVersion]).toEqual([[kind, 'granted'], 2]);

    const body = { decisionId: known[0]?.id, reason: 'Saisie sur la mauvaise autorisation.' };
    const cancelled = await Promise.all(
      ['gestionnaire', OTHER_MANAGER].map((who) =>
        world
          .as(who)
          .post(`${path('TEC')}/decisions/cancel`)
          .set('If-Match', '"2"')
          .send(body),
      ),
    );
    expect(cancelled.map(({ status: answered }) => answered).sort()).toEqual([200, 412]);
    expect((await journal()).map(({ action }) => action)).toEqual(['authorisation.decision-recorded', 'authorisation.decision-cancelled']);
  });

  it('charter R5: an authorisation that is suspended while a request is being made waits for it, or is waited for', async () => {
    const holding = world.db.createQueryRunner();
    await holding.startTransaction();
    await holding.query(
      `UPDATE authorisation SET turns = jsonb_build_array(jsonb_build_object('from', $1::text, 'status', 'suspended', 'kind', kind)) WHERE code = 'TEC'`,
      [TODAY],
    );
    const asked = acting(world, 'prescripteur-a', (ctx) =>
      world.app.get(RequestService).start(ctx, newKey(), { authorisationId: world.authorisation('TEC') }),
    ).then(
      () => 'made',
      (refusal: { options: { rule: string } }) => refusal.options.rule,
    );
    await holding.commitTransaction();
    await holding.release();
    expect(await asked).toBe('R5');
  });

  it('charter R2: a renewal follows the period it prolongs, for a year at most, and its term is shown', async () => {
    const first = '2030-01-15';
    expect((await record('renewed', { day: first, term: '2031-01-15' })).body).toMatchObject({
      rule: 'R2',
      detail: expect.stringMatching(/1 an au plus/),
    });
    expect((await record('renewed', { day: TODAY, term: '2026-12-31' })).body).toMatchObject({
      rule: 'R2',
      detail: expect.stringMatching(/se chevaucheraient/),
    });
    expect((await record('renewed', { day: '2030-01-16', term: '2031-01-15' })).body).toMatchObject({
      rule: 'R4',
      detail: expect.stringMatching(/ne se renouvelle pas/),
    });
    expect((await record('renewed', { day: first, term: '2031-01-14' })).status).toBe(200);
    expect(await told(world.as('prescripteur-a').get(path('TEC')))).toMatchObject({
      endsOn: '2031-01-14',
      status: 'in-force',
      stateVersion: 2,
    });
  });

  it('charter R2: an AAP is suspended three months at most, by HAS, or by ANSM in an emergency; what is refused changes nothing', async () => {
    const long = await record('suspended', { until: addMonths(TODAY, 4) });
    expect([long.status, long.body.rule]).toEqual([409, 'R2']);
    expect(long.body.detail).toMatch(/trois mois au plus/);
    expect((await record('suspended')).body.rule).toBe('R2');
    const foreign = await record('suspended', { until: day(30), authority: 'ministers' });
    expect([foreign.body.rule, foreign.body.detail]).toEqual(['R1', expect.stringMatching(/HAS, ANSM/)]);
    expect(await life()).toMatchObject({ stateVersion: 1, decisions: [{ kind: 'granted' }] });
    expect((await record('suspended', { until: day(60), authority: 'ansm' })).body).toMatchObject({
      status: 'suspended',
      authorisation: 'suspended',
      coverage: 'suspended',
      deadlines: expect.arrayContaining([{ code: 'suspension-end', day: day(60), from: TODAY }]),
    });
    expect((await record('suspended', { day: day(10), until: day(70) })).body).toMatchObject({ rule: 'R4' });
    expect((await record('lifted')).body).toMatchObject({ status: 'in-force', coverage: 'access' });
  });

  it('charter R4: what is withdrawn stays so; a mistake is cancelled with its reason, and stays readable', async () => {
    const { body: ended } = await record('withdrawn');
    expect(ended).toMatchObject({ status: 'ended', coverage: 'continuity' });
    expect((await record('lifted')).body).toMatchObject({ rule: 'R4', detail: expect.stringMatching(/terminée depuis/) });
    const [{ id: decisionId }] = ended.decisions;
    const cancel = (body: object, version = 2, by = 'gestionnaire') =>
      world
        .as(by)
        .post(`${path('TEC')}/decisions/cancel`)
        .set('If-Match', `"${version}"`)
        .send(body);
    const reason = 'Saisie sur la mauvaise autorisation.';
    expect((await cancel({ decisionId, reason }, 1)).status).toBe(412);
    expect((await cancel({ decisionId, reason: '' })).status).toBe(400);
    expect((await cancel({ decisionId, reason }, 2, 'data-manager')).body.rule).toBe('R5');
    const { body: back } = await cancel({ decisionId, reason });
    expect(back).toMatchObject({ status: 'in-force', coverage: 'access', stateVersion: 3 });
    expect(back.decisions[0]).toMatchObject({ kind: 'withdrawn', cancelReason: reason, cancelledBy: world.person('gestionnaire').name });
    expect((await cancel({ decisionId, reason }, 3)).body.detail).toMatch(/déjà annulée/);
    const grant = back.decisions[1].id;
    expect((await cancel({ decisionId: grant, reason }, 3)).body.detail).toMatch(/L’octroi ne s’annule pas/);
    expect(
      (await world.journalOf('authorisation', world.authorisation('TEC'))).map(({ action, details }) => [action, details['decision']]),
    ).toEqual([
      ['authorisation.decision-recorded', 'withdrawn'],
      ['authorisation.decision-cancelled', 'withdrawn'],
    ]);
    await expect(world.db.query(`UPDATE authorisation_decision SET day = day + 1`)).rejects.toThrow(/append-only/);
    await expect(world.db.query(`DELETE FROM authorisation_decision`)).rejects.toThrow(/append-only/);
  });

  it('charter R3: what is due is computed for everyone who may read the authorisation; what the holder owes, for its side alone', async () => {
    expect((await record('amm-granted', {}, { code: 'ENH' })).status).toBe(200);
    const codes = async (by: string) => (await life('ENH', by)).deadlines.map((one) => `${one.day} ${one.code}`);
    const month = addMonths(calendarDate(TODAY), 1);
    expect(await codes('gestionnaire')).toContain(`${month} listing-application`);
    expect(await codes('exploitant-2')).toContain(`${month} listing-application`);
    expect(await codes('prescripteur-a')).toEqual(['2030-01-14 renewal']);
    await record('listing-applied', {}, { code: 'ENH' });
    expect((await life('ENH')).deadlines).toContainEqual({ code: 'listing-application', day: month, from: TODAY, doneOn: TODAY });
  });

  it('charter R4: only the manager to whom it is assigned records a decision; who may read the authorisation reads its life', async () => {
    for (const by of ['exploitant', 'data-manager', 'prescripteur-a', 'pharmacien-a', 'pnm-a'])
      expect([by, (await record('withdrawn', {}, { by, version: 1 })).body.rule]).toEqual([by, 'R5']);
    expect((await record('withdrawn', {}, { by: 'administrateur', version: 1 })).status).toBe(403);
    expect(
      (
        await world
          .as('gestionnaire')
          .post(`${path('VYV')}/decisions`)
          .set('If-Match', '"1"')
          .send(WHOLE)
      ).status,
    ).toBe(404);
    expect(
      (
        await world
          .anyone()
          .post(`${path('TEC')}/decisions`)
          .send({})
      ).status,
    ).toBe(401);
    expect(
      (
        await world
          .as('gestionnaire')
          .post(`${path('TEC')}/decisions`)
          .send(WHOLE)
      ).status,
    ).toBe(428);
    expect((await record('withdrawn', {}, { version: 9 })).status).toBe(412);
    for (const by of ['exploitant', 'data-manager', 'prescripteur-a', 'pnm-a', 'pharmacien-b'])
      expect((await life('TEC', by)).abilities).toEqual([]);
    expect((await world.as('exploitant').get(`${path('ENH')}/life`)).status).toBe(404);
    expect((await world.as('administrateur').get(`${path('TEC')}/life`)).status).toBe(403);
    expect((await world.anyone().get(`${path('TEC')}/life`)).status).toBe(401);
  });

  it('says what is wrong with a decision: its kind, its days, its document', async () => {
    const items = async (more: object) => (await record('withdrawn', more)).body.items?.map(({ path: at }: { path: string }) => at);
    expect(await items({ kind: 'forgotten' })).toEqual(['kind']);
    expect(await items({ authority: 'someone' })).toEqual(['authority']);
    expect(await items({ document: '' })).toEqual(['document']);
    expect(await items({ decidedOn: day(2) })).toEqual(['decidedOn']);
    expect(await items({ day: '2026-02-30' })).toEqual(['day']);
    expect(await items({ kind: 'renewed', day: '2030-01-15' })).toEqual(['term']);
    expect(await items({ term: '2030-01-15' })).toEqual(['term']);
    expect(await items({ until: '2030-01-15' })).toEqual(['until']);
    expect(await items({ unknown: 'thing' })).toEqual(['unknown']);
  });
});

const WHOLE = { kind: 'withdrawn', day: TODAY, decidedOn: TODAY, authority: 'has', document: 'Décision n° 2026.0001' };
