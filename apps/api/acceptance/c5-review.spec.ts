import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Reviewers, type AccessReviewView, type CentreReviewPage } from '#access-rights/api';
import type { ExternalProfile } from '#identity/domain';
import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { worksOnly } from '../testing/arrivals.js';
import { inDays, Readings } from '../testing/readings.js';
import { told, type Request } from '../testing/requests.js';
import { Reviews } from '../testing/reviews.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

const PHARMACIST = 'pharmacien-a';
/** Another one, of the same centre. */
const SECOND = 'pharmacien-psc';
/** Reads the file of a patient of A from B. */
const READER = 'pharmacien-b';
/** Everyone who is not asked at A. */
const OTHERS = ['prescripteur-a', 'pnm-a', 'data-manager', 'exploitant', 'gestionnaire', 'administrateur'];

let world: World;
let reviews: Reviews;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let file: Request & { readonly number: string; readonly reading: { readonly id: string } };

beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ env: { SMTP_URL: mailbox.smtpUrl } });
  reviews = new Reviews(world, PHARMACIST);
  file = await new Readings(world).opened();
});
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});

const aYearFrom = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace('-02-29', '-02-28');
const profileOf = (name: string): string => world.person(name).profiles[0]?.id ?? '';

describe('the yearly review of who has access in a centre', () => {
  it('charter C5.7: is due a year after someone had access there first; nobody is asked before', async () => {
    expect(await reviews.read()).toMatchObject({ state: 'planned', dueOn: aYearFrom(inDays(0)), stateVersion: 1 });
    expect(await reviews.remind()).toBe(0);
    const rows = await world.db.query('SELECT centre_id AS centre, due_on::text AS day FROM access_review ORDER BY centre_id');
    expect(rows).toEqual([CENTRE_A, CENTRE_B].sort().map((centre) => expect.objectContaining({ centre, day: aYearFrom(inDays(0)) })));
    expect(await reviews.tasksOf(world.as(PHARMACIST))).toEqual([]);
    expect(await reviews.actsOf(CENTRE_A)).toEqual([]);
  });

  it('charter C5.7: holds the people of the centre, its designations, and the files of its patients that stand open to another one', async () => {
    const withdrawn = await reviews.designated('pnm-a');
    await told(world.as(PHARMACIST).post(`/designations/${withdrawn}/withdraw`).set('If-Match', '"1"').send({}));
    const standing = await reviews.designated('pnm-a', 'ENH');
    const { people, designations, readings, centreName } = await reviews.read();
    const me = people.find((one) => one.me);
    expect([me?.person.id, me?.role]).toEqual([world.person(PHARMACIST).id, 'pharmacist']);
    const ofA = [...people].map(({ profileId }) => profileId).sort();
    const active = await world.db.query('SELECT id FROM profile WHERE centre_id = $1 AND active ORDER BY id', [CENTRE_A]);
    expect(ofA).toEqual(active.map(({ id }: { id: string }) => id));
    // By a request of their own, as its protocol calls the medicine.
    expect(people.find(({ person }) => person.id === world.person('prescripteur-a2').id)?.requested).toEqual([
      expect.stringContaining('ENH'),
    ]);
    expect(designations.map(({ id, act }) => [id, act])).toEqual([[standing, 'withdraw']]);
    expect(readings).toEqual([
      expect.objectContaining({
        id: file.reading.id,
        registrationNumber: file.number,
        enrolmentId: file.id,
        reader: expect.objectContaining({ name: world.person(READER).name }),
        // A prescriber of the team withdraws it (C9.2).
        act: 'flag',
      }),
    ]);
    expect(centreName).toBeTruthy();
    const [look] = await world.db.query(`SELECT person_id AS by FROM access_log WHERE subject_type = 'access-review' LIMIT 1`);
    expect(look?.by).toBe(world.person(PHARMACIST).id);
  });

  it('charter C5.7: is of the pharmacists of the centre, and of nobody else', async () => {
    const view = await reviews.read();
    for (const name of OTHERS) {
      const rule = ['prescripteur-a', 'pnm-a'].includes(name) ? 'C5.7' : 'C3.4';
      const of = new RegExp(`"rule":"${rule}"`);
      await world.as(name).get('/access-review').expect(403, of);
      await reviews.finish(view, {}, world.as(name)).expect(403, of);
    }
    await world.anyone().get('/access-review').expect(401);
    await reviews.finish(view, {}, world.anyone()).expect(401);
    // Of another centre: their own list, and the list of A is no list of theirs.
    const there = await reviews.read(world.as(READER));
    expect(there.designations).toEqual([]);
    expect(there.people.map(({ person }) => person.id)).not.toContain(world.person('pnm-a').id);
    await reviews.finish({ ...view, stateVersion: there.stateVersion }, {}, world.as(READER)).expect(409);
    expect((await reviews.read()).list).toBe(view.list);
    expect(await reviews.actsOf(CENTRE_A)).toEqual([]);
  });

  it('charter C5.7: is asked on the day on which it is due, on the home of who does it and by e-mail, once through restarts', async () => {
    await reviews.dueOn(CENTRE_A, inDays(0));
    expect(await Promise.all([reviews.remind(), reviews.remind()])).toEqual(expect.arrayContaining([1]));
    expect(await reviews.remind()).toBe(0);
    expect(await reviews.actsOf(CENTRE_A)).toEqual(['access-review.due']);
    expect(await reviews.lettersOf('access-review-due')).toEqual([PHARMACIST, SECOND].sort());
    const asked = await reviews.tasksOf(world.as(PHARMACIST));
    expect(asked).toEqual([expect.stringContaining('revue annuelle')]);
    expect(await reviews.tasksOf(world.as(SECOND))).toEqual(asked);
    for (const name of OTHERS) expect([name, await reviews.tasksOf(world.as(name))]).toEqual([name, []]);
    expect(await reviews.tasksOf(world.as(READER))).toEqual([]);
  });

  it('charter C6.2: the e-mail names no centre, nobody and no medicine, and leads to the page', async () => {
    for (const { id } of await world.app.get(DataSource).query(`SELECT id FROM notification WHERE kind = 'access-review-due'`))
      await world.app.get(Sender).send(id);
    const letters = mailbox.messages.filter(({ text }) => text.includes('/revue-des-acces'));
    // The other one has no address: the manager sees to it, as for any e-mail.
    expect(letters.map(({ to }) => to)).toEqual([[world.person(PHARMACIST).email]]);
    const { centreName, people } = await reviews.read();
    for (const secret of [centreName, CENTRE_A, 'TECVAYLI', 'ENHERTU', file.number, ...people.map(({ person }) => person.name)])
      expect(letters[0]?.text).not.toContain(secret);
  });

  it('charter C5.7: is asked again once a month while it is late', async () => {
    await reviews.dueOn(CENTRE_A, inDays(-32), inDays(-20));
    expect(await reviews.remind()).toBe(0);
    await reviews.dueOn(CENTRE_A, inDays(-40), inDays(-32));
    expect((await reviews.read()).state).toBe('late');
    expect(await reviews.remind()).toBe(1);
    expect(await reviews.remind()).toBe(0);
    expect(await reviews.actsOf(CENTRE_A)).toEqual(['access-review.due', 'access-review.late']);
    expect(await reviews.lettersOf('access-review-late')).toEqual([PHARMACIST, SECOND].sort());
  });

  it('charter C5.7: what nobody is asked about is not answered, and nobody tells that they have left themselves', async () => {
    const view = await reviews.read();
    await reviews.finish(view, { designations: [randomUUID()] }).expect(400, /"path":"designations"/);
    await reviews.finish(view, { readings: view.designations.map(({ id }) => id) }).expect(400, /"path":"readings"/);
    await reviews.finish(view, { left: [profileOf(READER)] }).expect(400, /"path":"left"/);
    await reviews.finish(view, { left: [profileOf(PHARMACIST)] }).expect(400, /encore dans ce centre/);
    expect(await reviews.read()).toEqual(view);
  });

  it('charter C5.7: is of the list that was read: once it has changed, nothing is done', async () => {
    const view = await reviews.read();
    const designation = await reviews.designated('pnm-a');
    await reviews.finish(view, { designations: view.designations.map(({ id }) => id) }).expect(409, /La liste a changé/);
    const now = await reviews.read();
    expect(now.list).not.toBe(view.list);
    expect(now.designations.map(({ id }) => id)).toContain(designation);
    expect(now.designations).toHaveLength(view.designations.length + 1);
    expect(await reviews.actsOf(CENTRE_A)).not.toContain('access-review.finished');
  });

  it('charter C5.7: two pharmacists at once finish it once; the journal says who, and how many were kept and withdrawn', async () => {
    const view = await reviews.read();
    const ofTec = view.designations.filter(({ authorisationCode }) => authorisationCode === 'TEC').map(({ id }) => id);
    const not = { designations: ofTec, readings: [file.reading.id], left: [profileOf('nouveau')] };
    const answers = await Promise.all([reviews.finish(view, not), reviews.finish(view, not, world.as(SECOND))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const done = answers.find(({ status }) => status === 200)?.body as AccessReviewView;
    const asked = view.people.length + view.designations.length + view.readings.length;
    const counts = { kept: asked - 3, withdrawn: 1, flagged: 1, left: 1 };
    expect(done).toMatchObject({ state: 'planned', dueOn: aYearFrom(inDays(0)), last: { ...counts, by: expect.any(String) } });

    const [entry, ...others] = (await world.journalOf('centre', CENTRE_A)).filter(({ action }) => action === 'access-review.finished');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ details: counts, role: 'pharmacist', centre: CENTRE_A, actor: done.last?.by });
  });

  it('charter C5.4: what was not kept is closed at once; who left sleeps, is told, and is woken by their provider', async () => {
    const { designations, people } = await reviews.read();
    expect(designations.map(({ authorisationCode }) => authorisationCode)).toEqual(['ENH']);
    expect(people.find(({ profileId }) => profileId === profileOf('nouveau'))).toMatchObject({ asleep: true });
    await world.as('nouveau').get('/home').expect(401);
    expect(await reviews.lettersOf('told-to-have-left')).toEqual(['nouveau']);

    const here: ExternalProfile = { externalId: 'A', centre: { id: CENTRE_A, name: 'Centre A', legalId: CENTRE_A }, role: 'prescriber' };
    await worksOnly(world, 'nouveau', [here]);
    await (await world.signIn('nouveau')).get('/home').expect(200);
    const woken = (await reviews.read()).people.find(({ profileId }) => profileId === profileOf('nouveau'));
    expect(woken).toMatchObject({ asleep: false });
    // Whom their provider tells to work elsewhere is not asleep: they have no access, and are not shown.
    await worksOnly(world, 'nouveau', []);
    expect((await reviews.read()).people.map(({ profileId }) => profileId)).not.toContain(profileOf('nouveau'));
  });

  it('charter C9.2: a reading that a pharmacist would not keep stands, and those who may withdraw it are told', async () => {
    expect(await new Readings(world).reads(file)).toBe(200);
    expect(await reviews.lettersOf('reading-flagged')).toEqual(['prescripteur-a2']);
    expect((await world.journalOf('enrolment', file.id)).map(({ action }) => action)).toContain('reading.flagged');
  });

  it('charter C5.7: the next one is asked a year later, and not before', async () => {
    expect(await reviews.tasksOf(world.as(PHARMACIST))).toEqual([]);
    expect(await reviews.remind()).toBe(0);
    // A year later, so to say: told of the last one long ago.
    await reviews.dueOn(CENTRE_A, inDays(0), inDays(-330));
    expect(await reviews.remind()).toBe(1);
    expect(await reviews.tasksOf(world.as(PHARMACIST))).toHaveLength(1);
    expect(await reviews.actsOf(CENTRE_A)).toEqual([
      'access-review.due',
      'access-review.late',
      'access-review.finished',
      'access-review.due',
    ]);
  });

  it('charter C5.7: the manager sees which centres have done theirs, without a name; nobody else does', async () => {
    const page: CentreReviewPage = await told(world.as('gestionnaire').get('/access-reviews'));
    expect(page.items.map(({ centreId }) => centreId)).toEqual([CENTRE_A, CENTRE_B].sort());
    const ofA = page.items.find(({ centreId }) => centreId === CENTRE_A);
    expect(ofA).toMatchObject({ state: 'due', dueOn: inDays(0), withdrawn: 1, flagged: 1, left: 1 });
    expect(page.items.find(({ centreId }) => centreId === CENTRE_B)?.doneAt).toBeUndefined();
    expect(JSON.stringify(page)).not.toContain(world.person(PHARMACIST).familyName);
    const asked: CentreReviewPage = await told(world.as('gestionnaire').get('/access-reviews?only=asked'));
    expect(asked.items.map(({ centreId }) => centreId)).toEqual([CENTRE_A]);
    const { text } = await world.as('gestionnaire').get('/access-reviews.csv').expect(200);
    expect(text).toContain('à faire');
    for (const name of [PHARMACIST, 'prescripteur-a', 'pnm-a', 'data-manager', 'exploitant', 'administrateur'])
      for (const path of ['/access-reviews', '/access-reviews.csv'])
        await world
          .as(name)
          .get(path)
          .expect(403, /"rule":"C(5\.7|3\.1)"/);
    await world.anyone().get('/access-reviews').expect(401);
  });

  it('charter C5.7: in a centre without a pharmacist its prescribers do it; what they may not withdraw is told to who may', async () => {
    await reviews.dueOn(CENTRE_B, inDays(0));
    await world
      .as('prescripteur-b')
      .get('/access-review')
      .expect(403, /"rule":"C5.7"/);
    expect(await reviews.tasksOf(world.as('prescripteur-b'))).toEqual([]);
    await world.db.query(`UPDATE profile SET active = false WHERE centre_id = $1 AND role = 'pharmacist'`, [CENTRE_B]);
    const [{ id }] = await world.db.query(
      `INSERT INTO designation (kind, authorisation_id, centre_id, designee_id, designator_id, starts_on, ends_on)
       VALUES ('pnm', $1, $2, $3, $4, CURRENT_DATE - 10, CURRENT_DATE + 300) RETURNING id`,
      [world.authorisation('TEC'), CENTRE_B, world.person('pnm-b').id, world.person(READER).id],
    );
    expect(await reviews.remind()).toBe(1);
    expect(await reviews.lettersOf('access-review-due')).toContain('prescripteur-b');
    expect(await reviews.lettersOf('access-review-due')).not.toContain('pnm-b');
    expect(await reviews.tasksOf(world.as('prescripteur-b'))).toHaveLength(1);
    const view = await reviews.read(world.as('prescripteur-b'));
    expect(view.designations.map((one) => [one.id, one.act, one.designatorLeft])).toEqual([[id, 'flag', true]]);
    await world
      .as('pnm-b')
      .get('/access-review')
      .expect(403, /"rule":"C5.7"/);

    await reviews.finish(view, { designations: [id] }, world.as('prescripteur-b')).expect(200);
    const acts = (await world.journalOf('centre', CENTRE_B)).filter(({ action }) => action === 'designation.flagged');
    expect(acts).toEqual([
      expect.objectContaining({ details: { designationIds: [id] }, subject: expect.objectContaining({ id: world.authorisation('TEC') }) }),
    ]);
    expect((await reviews.read(world.as('prescripteur-b'))).designations).toHaveLength(1);
  });

  it('charter C5.7: who is told is who may, everywhere', async () => {
    const { db } = world;
    for (const centreId of [CENTRE_A, CENTRE_B]) {
      const told = (await world.app.get(Reviewers, { strict: false }).of(db.manager, centreId)).map(({ personId }) => personId);
      const profiles: { id: string; personId: string }[] = await db.query(
        'SELECT id, person_id AS "personId" FROM profile WHERE centre_id = $1 AND active',
        [centreId],
      );
      const may: string[] = [];
      for (const { id, personId } of profiles) {
        const agent = await world.signInAs(reviews.nameOf(personId), id);
        if ((await agent.get('/access-review')).status === 200) may.push(personId);
      }
      expect(told.toSorted()).toEqual(may.toSorted());
    }
  });
});
