import { addDays, todayIn } from '#kernel/domain';
import { newKey } from '../testing/acting.js';
import { DecisionsOf } from '../testing/decisions.js';
import { Requests, told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const TODAY = todayIn('Europe/Paris', new Date());
const day = (days: number) => addDays(TODAY, days);

describe('an early access before and after its AMM, and when it ends', () => {
  let world: World;
  let decisions: DecisionsOf;
  beforeEach(async () => {
    world = await World.open();
    decisions = new DecisionsOf(world);
  });
  afterEach(() => world.close());

  const path = (code: string) => decisions.path(code);
  const record: DecisionsOf['record'] = (...given) => decisions.record(...given);
  const status = async (code = 'TEC', by = 'prescripteur-a') => (await told(world.as(by).get(path(code)))).status;
  const start = (code = 'TEC') =>
    world
      .as('prescripteur-a')
      .post('/enrolments')
      .set('Idempotency-Key', newKey())
      .send({ authorisationId: world.authorisation(code) });

  it('charter C8.4: before the AMM, then after it: same number and same forms; only the words on adverse effects change, from its day', async () => {
    const requests = new Requests(world);
    const granted = await requests.sent(await requests.started('prescripteur-a2', 'ENH'), 'prescripteur-a2');
    await told(requests.decide(granted, 'exploitant-2', { decision: 'favourable' }));
    const file = () => told(world.as('prescripteur-a2').get(`/enrolments/${granted.id}`));
    const channels = () => told(world.as('prescripteur-a2').get(`/enrolments/${granted.id}/channels`));
    const schedule = () => told(world.as('prescripteur-a2').get(`/enrolments/${granted.id}/schedule`));
    const [before, wordsBefore, calendarBefore] = [await file(), await channels(), await schedule()];
    expect(wordsBefore.byPortal).toBe(false);
    expect((await record('amm-granted', { day: day(20), decidedOn: TODAY }, { code: 'ENH' })).status).toBe(200);
    expect(await channels()).toEqual(wordsBefore);
    await world.db.query(`UPDATE authorisation SET turns = replace(turns::text, $1, $2)::jsonb WHERE code = 'ENH'`, [day(20), TODAY]);
    expect(await told(world.as('prescripteur-a2').get(path('ENH')))).toMatchObject({ kind: 'AAP-POST-AMM', status: 'in-force' });
    const { words, byPortal, ...rest } = await channels();
    expect([byPortal, words.join()]).toEqual([true, expect.stringContaining('CRPV')]);
    const { words: _words, byPortal: _byPortal, ...restBefore } = wordsBefore;
    expect(rest).toEqual(restBefore);
    expect(await file()).toEqual(before);
    expect(await schedule()).toEqual(calendarBefore);
    expect((await start('ENH')).status).toBe(201);
  });

  it('charter C8.5: a temporary coverage is not an end: the authorisation is over, new FATs are taken, numbers and forms stay', async () => {
    const requests = new Requests(world);
    const sent = await requests.sent(await requests.started('prescripteur-a'));
    const before = await told(world.as('prescripteur-a').get(`/enrolments/${sent.id}`));
    expect((await record('temporary-coverage')).body).toMatchObject({ status: 'in-force', authorisation: 'ended', coverage: 'temporary' });
    expect((await start()).status).toBe(201);
    expect(await told(world.as('prescripteur-a').get(`/enrolments/${sent.id}`))).toEqual(before);
    expect((await record('renewed', { day: '2030-01-15', term: '2031-01-14' })).body.rule).toBe('R4');
    expect((await record('temporary-coverage-ended', { day: day(1) })).body).toMatchObject({ status: 'in-force' });
    await world.db.query(`UPDATE authorisation SET turns = replace(turns::text, $1, $2)::jsonb WHERE code = 'TEC'`, [day(1), TODAY]);
    expect(await status()).toBe('ended');
    expect((await start()).body.rule).toBe('R5');
  });
});
