import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LookPage, LookView } from '#access-rights/api';
import { addDays, todayIn } from '#kernel/domain';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36';

let world: World;
let file: Request;
beforeAll(async () => {
  world = await World.open();
  const requests = new Requests(world);
  file = await requests.sent(await requests.started());
});
afterAll(() => world.close());

const looks = (by: string, query = ''): Promise<LookPage> => told(world.as(by).get(`/access-log${query}`));
const mine = (by: string, query = ''): Promise<LookPage> => told(world.as(by).get(`/my-access-log${query}`));
const of = (name: string) => `?personId=${world.person(name).id}`;
const about = ({ items }: LookPage, { id }: Pick<Request, 'id'>) => items.filter(({ subjectId }) => subjectId === id);

describe('who looked at what', () => {
  it('charter C3.1: a look is told with who, where they worked, from which address and kind of device', async () => {
    await world.as('prescripteur-a').get(`/enrolments/${file.id}`).set('User-Agent', PHONE).expect(200);
    const [look] = about(await looks('gestionnaire', of('prescripteur-a')), file);
    expect(look).toMatchObject({
      personName: world.person('prescripteur-a').name,
      role: 'prescriber',
      action: 'read',
      subjectType: 'enrolment',
      outcome: 'given',
      device: 'phone',
    });
    expect(look?.address).toMatch(/127\.0\.0\.1|::1/);
    expect(look?.centreName).toBeTruthy();
  });

  it('charter C3.1: a look that was refused is one too: what is absent for that person, and what a rule refuses, with the rule', async () => {
    await world.as('prescripteur-b').get(`/enrolments/${file.id}`).expect(404);
    await world.as('prescripteur-b').get(`/forms/${file.formId}/history`).expect(404);
    await world
      .as('pnm-b')
      .post(`/authorisations/${world.authorisation('TEC')}/status`)
      .set('If-Match', '"1"')
      .send({})
      .expect(400);
    await world.as('administrateur').get(`/enrolments/${file.id}`).expect(403);
    expect(about(await looks('gestionnaire', of('prescripteur-b')), file)).toMatchObject([
      { outcome: 'absent', subjectType: 'enrolment', action: 'asked', role: 'prescriber' },
    ]);
    const ofForm = (await looks('gestionnaire', of('prescripteur-b'))).items.find(({ subjectId }) => subjectId === file.formId);
    expect(ofForm).toMatchObject({ outcome: 'absent', subjectType: 'form' });
    expect(about(await looks('gestionnaire', of('administrateur')), file)).toMatchObject([{ outcome: 'forbidden', rule: 'C3.1' }]);
    const refused = await looks('gestionnaire', '?outcome=refused');
    expect(refused.items.every(({ outcome }) => outcome !== 'given')).toBe(true);
    expect((await looks('gestionnaire', '?outcome=given')).items.every(({ outcome }) => outcome === 'given')).toBe(true);
  });

  it('charter C3.1: an act that was refused leaves its trace although nothing of it was written', async () => {
    await world.as('prescripteur-b').post(`/enrolments/${file.id}/cancel`).set('If-Match', '"1"').send({ reason: 'Essai' }).expect(404);
    expect(about(await looks('gestionnaire', `${of('prescripteur-b')}&outcome=refused`), file)).toHaveLength(2);
  });

  it('charter C3.1: the manager reads it; nobody else does, and each is told the rule', async () => {
    for (const name of ['prescripteur-a', 'pharmacien-a', 'pnm-a', 'exploitant', 'data-manager', 'administrateur'])
      for (const path of ['/access-log', '/access-log.csv'])
        await world
          .as(name)
          .get(path)
          .expect(403, /"rule":"C3.1"/);
    for (const path of ['/access-log', '/access-log.csv', '/my-access-log', '/my-access-log.csv'])
      await world.anyone().get(path).expect(401);
  });

  it('charter C3.1: each person reads their own looks, and those of nobody else', async () => {
    const { items } = await mine('prescripteur-b');
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ personId }) => personId))).toEqual(new Set([world.person('prescripteur-b').id]));
    await world
      .as('prescripteur-b')
      .get(`/my-access-log${of('prescripteur-a')}`)
      .expect(400, /unknown-property/);
  });

  it('charter C3.1: is narrowed by day and by what was looked at, and read page after page without a gap', async () => {
    expect((await looks('gestionnaire', '?to=2020-01-01')).items).toEqual([]);
    expect((await looks('gestionnaire', `?from=${addDays(todayIn('UTC', new Date()), 1000)}`)).items).toEqual([]);
    expect(new Set((await looks('gestionnaire', `?subjectId=${file.id}`)).items.map(({ subjectId }) => subjectId))).toEqual(
      new Set([file.id]),
    );
    await world
      .as('gestionnaire')
      .get('/access-log?from=2026-02-30')
      .expect(400, /cette date n’existe pas/i);
    await world
      .as('gestionnaire')
      .get('/access-log?cursor=nimporte')
      .expect(400, /bad-cursor/);

    await world.db.query(
      `INSERT INTO access_log (person_id, role, action, subject_type, subject_id, request_id, at)
       SELECT 'someone', 'pnm', 'read', 'form', 'number-' || n, 'x', '2026-01-05T12:00:00Z' FROM generate_series(1, 120) n`,
    );
    const seen: LookView[] = [];
    let cursor = '';
    do {
      const page = await looks('gestionnaire', `?from=2026-01-05&to=2026-01-05${cursor}`);
      seen.push(...page.items);
      cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
    } while (cursor);
    expect(new Set(seen.map(({ subjectId }) => subjectId)).size).toBe(120);
    const { text } = await world.as('gestionnaire').get('/access-log.csv?from=2026-01-05&to=2026-01-05').expect(200);
    expect(text.trim().split('\r\n')).toHaveLength(121);
    expect(text).toContain('personnel non médical');
  });

  it('charter C3.1: reading the log is a look, and the log names no patient', async () => {
    await looks('gestionnaire');
    const { items } = await looks('gestionnaire', of('gestionnaire'));
    expect(items).toContainEqual(expect.objectContaining({ subjectType: 'access-log', action: 'listed' }));
    const all = JSON.stringify(items) + JSON.stringify(await looks('gestionnaire', of('prescripteur-a')));
    const [patient] = await world.db.query(
      'SELECT family_letters, birth FROM patient p JOIN enrolment e ON e.patient_id = p.id WHERE e.id = $1',
      [file.id],
    );
    for (const secret of [`"${patient.family_letters}"`, patient.birth]) expect(all).not.toContain(secret);
  });
});
