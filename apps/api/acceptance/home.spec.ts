import type { HomeTask, HomeView } from '#dashboards/api';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let people: Requests;
const made: Record<string, Request> = {};
beforeAll(async () => {
  world = await World.open();
  people = new Requests(world);
  made['draft'] = await people.started();
  made['completed'] = await people.completed(await people.started());
  made['sent'] = await people.sent(await people.started());
  made['more'] = await people.sent(await people.started());
  await people.decide(made['more'], 'exploitant', { decision: 'more', reason: 'Précisez la date.' });
});
afterAll(() => world.close());

const home = (who: string): Promise<HomeView> => told(world.as(who).get('/home'));
const tasks = async (who: string): Promise<string[]> => {
  const names = new Map(Object.entries(made).map(([name, { id }]) => [id, name]));
  return (await home(who)).tasks.map(({ kind, enrolmentId = '' }: HomeTask) => `${kind} ${names.get(enrolmentId)}`);
};

describe('the home', () => {
  it('of a prescriber: what they are asked for first, then what waits for their signature, then what they began', async () => {
    expect(await tasks('prescripteur-a')).toEqual(['answer-more more', 'sign-prescriber completed', 'complete draft']);
  });

  it('charter P1: of a pharmacist: what waits for a signature of the pharmacy', async () => {
    expect(await tasks('pharmacien-a')).toEqual(['answer-more more', 'sign-pharmacist completed']);
  });

  it('of the holder: what waits for an opinion', async () => {
    expect(await tasks('exploitant')).toEqual(['decide sent']);
  });

  it('leads to the form in one click, and says who and since when', async () => {
    const [first] = (await home('prescripteur-a')).tasks;
    expect(first).toMatchObject({ formId: made['more']?.formId, patient: 'DUP JE', authorisationCode: 'TEC', since: expect.any(String) });
  });

  it('counts what the person may see, and leads to the list of it', async () => {
    const { counts } = await home('pharmacien-a');
    const states = counts.find(({ label }) => label === 'Demandes à compléter')?.states;
    const { items } = await told(world.as('pharmacien-a').post('/enrolments/search').send({ states }));
    expect(counts.find((count) => count.states === states)?.count).toBe(items.length);
  });

  it('gives no more of each kind than it is asked for, and says how many there are', async () => {
    made['again'] = await people.sent(await people.started());
    const { tasks: given, totals }: HomeView = await told(world.as('exploitant').get('/home?each=1'));
    expect(given.map(({ kind }) => kind)).toEqual(['decide']);
    expect(totals).toEqual([{ kind: 'decide', count: 2 }]);
    for (const each of ['0', '1001', 'x']) await world.as('exploitant').get(`/home?each=${each}`).expect(400);
  });

  it('charter C5.1: of another centre, and of who has no access, is empty', async () => {
    for (const who of ['pharmacien-b', 'prescripteur-a2', 'exploitant-2', 'administrateur']) expect(await tasks(who)).toEqual([]);
    expect((await home('pharmacien-b')).counts.every(({ count }) => count === 0)).toBe(true);
  });

  it('of the manager: e-mails whose arrival is not certain', async () => {
    await world.db.query(
      `INSERT INTO notification (kind, enrolment_id, person_id, entry_id, message_id, state, settled_at)
       SELECT 'request-granted', $1, $2, id, 'x', 'unconfirmed', clock_timestamp() FROM journal_entry ORDER BY id LIMIT 1`,
      [made['sent']?.id, world.person('prescripteur-a').id],
    );
    expect((await home('gestionnaire')).tasks.map(({ kind }) => kind)).toContain('unconfirmed-mail');
  });

  it('asks for a profile first', async () => {
    const nobodyYet = await world.signIn('prescripteur-a', { choose: false });
    await nobodyYet.get('/home').expect(403, /profile-not-chosen/);
  });
});
