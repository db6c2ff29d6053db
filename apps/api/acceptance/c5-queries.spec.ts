import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, todayIn } from '#kernel/domain';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { CENTRE_B, World } from '../testing/world.js';

const LATER = addDays(todayIn('UTC', new Date()), 60);

const ME = 'prescripteur-a2';
const DM = 'data-manager';
/** Signed in, and nothing of this patient is theirs: another authorisation, another centre, another company. */
const STRANGERS = ['prescripteur-a', 'nouveau', 'prescripteur-b', 'pharmacien-b', 'pnm-b', 'exploitant'] as const;

let world: World;
let follow: FollowUp;
let queries: Queries;
let fit: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  fit = (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
  await follow.requests.answer(fit, ME, 'fit.poids', '61.5');
  await told(
    world
      .as('pharmacien-a')
      .post('/designations')
      .set('Idempotency-Key', randomUUID())
      .send({ kind: 'pnm', authorisationId: world.authorisation('ENH'), designeeId: world.person('pnm-a').id }),
    201,
  );
});
afterAll(() => world.close());

const lastEntry = async () => (await world.journalOf('enrolment', fit.id)).at(-1);

describe('a query of the data manager', () => {
  it.each([
    ['C5.2', ME, 'prescriber'],
    ['C5.3', 'pharmacien-a', 'pharmacist'],
    ['C5.4', 'pnm-a', 'pnm'],
  ])('charter %s: is answered by %s, closed by the person who asked, and told step by step', async (_rule, by, role) => {
    const asked = await queries.asked(fit, DM, { item: 'fit.poids', text: 'Ce poids est-il exact ?' });
    expect(asked).toMatchObject({
      state: 'open',
      origin: 'manual',
      askedBy: 'operator',
      itemLabel: 'Poids à l’instauration',
      formTitle: 'Fiche d’initiation de traitement – J0 (C1J1)',
      valueThen: '61,5\u00a0kg',
      valueNow: '61,5\u00a0kg',
      ageDays: 0,
      overdue: false,
      abilities: ['close', 'cancel', 'remind', 'assign'],
    });
    expect((await queries.read(asked, by)).abilities).toEqual(['answer']);
    const answered = await queries.acted(asked, by, 'answer', 'Oui, pesée du jour.');
    expect(answered).toMatchObject({ state: 'answered', version: 2 });
    expect(await lastEntry()).toMatchObject({
      action: 'query.answered',
      actor: world.person(by).name,
      role,
      subject: { type: 'query', id: asked.id },
      details: { item: 'fit.poids', formId: fit.formId },
      changes: [{ item: 'answered', old: null, new: 'Oui, pesée du jour.' }],
    });
    expect(JSON.stringify((await lastEntry())?.details)).not.toContain('pesée');
    const closed = await queries.acted(answered, DM, 'close');
    expect(closed.thread.map(({ kind, byRole, text }) => [kind, byRole, text])).toEqual([
      ['asked', 'data-manager', 'Ce poids est-il exact ?'],
      ['answered', role, 'Oui, pesée du jour.'],
      ['closed', 'data-manager', undefined],
    ]);
    expect(closed).toMatchObject({ state: 'closed', abilities: ['reopen'] });
    const again = await queries.acted(closed, DM, 'reopen', 'De quelle balance ?');
    expect((await queries.acted(again, DM, 'cancel', 'Posée par erreur.')).state).toBe('cancelled');
  });
});

describe('who sees nothing of it', () => {
  it('charter C5.4: other authorisations, other centres, other companies are told that it is not there; the signed out to sign in', async () => {
    const asked = await queries.asked(fit, DM, {});
    expect((await world.anyone().get(`/queries/${asked.id}`)).status).toBe(401);
    expect((await world.as('administrateur').get(`/queries/${asked.id}`)).body.rule).toBe('C3.1');
    for (const name of STRANGERS) {
      expect([name, (await world.as(name).get(`/queries/${asked.id}`)).status]).toEqual([name, 404]);
      expect([name, (await queries.act(asked, name, 'answer', 'Essai')).status]).toEqual([name, 404]);
      expect([name, (await queries.ask(fit, name)).status]).toEqual([name, name === 'exploitant' ? 403 : 404]);
      expect([name, await queries.list(name)]).toMatchObject([name, { items: [], total: 0 }]);
    }
  });
});

describe('a query of a centre', () => {
  it('charter C5.2: is answered by the data manager, and closed, asked again or cancelled by the centre', async () => {
    const asked = await queries.asked(fit, 'pharmacien-a', { text: 'Faut-il compter la dose d’essai ?' });
    expect(asked).toMatchObject({ askedBy: 'hospital', abilities: ['close', 'cancel', 'remind'] });
    expect(asked.item).toBeUndefined();
    const refused = await queries.act(asked, ME, 'answer', 'Je me réponds');
    expect({ status: refused.status, rule: refused.body.rule }).toEqual({ status: 403, rule: 'C5.2' });
    expect((await queries.read(asked, DM)).abilities).toEqual(['answer', 'assign']);
    const answered = await queries.acted(asked, DM, 'answer', 'Non.');
    const again = await queries.acted(answered, ME, 'reopen', 'Même le premier jour ?');
    expect(again.state).toBe('open');
    const closed = await queries.acted(await queries.acted(again, DM, 'answer', 'Même alors.'), 'pharmacien-a', 'close', 'Merci.');
    expect(closed.state).toBe('closed');
  });

  it.each(['exploitant-2', 'gestionnaire'])('charter C5.2: %s reads it and neither asks nor answers nor settles', async (name) => {
    const asked = await queries.asked(fit, ME, { ofPatient: true });
    expect(asked).toMatchObject({ abilities: ['close', 'cancel', 'remind'] });
    expect(asked.formId).toBeUndefined();
    expect((await queries.read(asked, name)).abilities).toEqual([]);
    for (const act of ['answer', 'close', 'reopen', 'cancel'])
      expect([act, (await queries.act(asked, name, act, 'Essai')).status]).toEqual([act, 403]);
    expect((await queries.ask(fit, name)).status).toBe(403);
  });

  it('charter P1: a query on a FAT that the holder has not received yet is not there for it, nor afterwards what was written before', async () => {
    const draft = await follow.requests.started(ME, 'ENH');
    const asked = await queries.asked(draft, DM);
    expect((await queries.read(asked, ME)).abilities).toEqual(['answer']);
    expect((await world.as('exploitant-2').get(`/queries/${asked.id}`)).status).toBe(404);
    expect((await queries.list('exploitant-2', `enrolmentId=${draft.id}`)).total).toBe(0);
    await follow.requests.typed(draft, ME);
    await follow.requests.sent(draft, ME);
    const [ofCheck, ...others] = (await queries.list('exploitant-2', `enrolmentId=${draft.id}`)).items;
    expect([ofCheck?.origin, others]).toEqual(['system', []]);
    const read = await queries.read({ id: ofCheck?.id ?? '' }, 'exploitant-2');
    expect([read.valueThen, read.valueNow, read.thread.length]).toEqual([undefined, expect.any(String), 1]);
    expect((await world.as('exploitant-2').get(`/queries/${asked.id}`)).status).toBe(404);
  });

  it('charter C10.5: the centre that the patient left answers on its own visits, and reads nothing that was entered after', async () => {
    const asked = await queries.asked(fit, DM, { item: 'fit.poids' });
    await world.db.query(`UPDATE enrolment SET centre_id = $2, former_centre_ids = ARRAY[centre_id] WHERE id = $1`, [fit.id, CENTRE_B]);
    try {
      const ofB = await queries.asked(fit, 'pharmacien-b', { text: 'Vu d’ici ?' });
      expect((await world.as('pharmacien-a').get(`/queries/${ofB.id}`)).status).toBe(404);
      const answered = await queries.acted(asked, 'pharmacien-b', 'answer', 'Vu chez B.');
      const read = await queries.read(answered, 'pharmacien-a');
      expect(read).toMatchObject({ valueThen: '61,5\u00a0kg', valueNow: '61,5\u00a0kg', abilities: ['answer'] });
      expect(read.thread.map(({ text }) => text)).toEqual(['Pouvez-vous vérifier ?']);
      expect((await queries.ask(fit, 'pharmacien-a')).body.rule).toBe('C10.5');
      await queries.acted(read, 'pharmacien-a', 'answer', 'Pesée à A.');
    } finally {
      await world.db.query(`UPDATE enrolment SET centre_id = former_centre_ids[1], former_centre_ids = '{}' WHERE id = $1`, [fit.id]);
    }
  });
});

describe('a query in the life of a desk', () => {
  it('two who answer at once: one is heard, the other is told to read again', async () => {
    const asked = await queries.asked(fit, DM);
    const both = await Promise.all([ME, 'pharmacien-a'].map((by) => queries.act(asked, by, 'answer', `De ${by}`)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await queries.read(asked, DM)).thread).toHaveLength(2);
  });

  it('is confided with a day, and overdue once it has passed', async () => {
    const me = world.person(DM).id;
    const { items } = await told(world.as(DM).get(`/queries/followers?authorisationId=${world.authorisation('ENH')}`));
    expect(items.map(({ id }: { id: string }) => id)).toEqual([me]);
    const asked = await queries.asked(fit, DM, { dueOn: LATER, assigneeId: me });
    expect(asked).toMatchObject({ dueOn: LATER, assigneeId: me, overdue: false });
    const freed = await told(queries.change(asked, DM, { assigneeId: null, dueOn: null }));
    expect(freed.thread.at(-1)).toMatchObject({ kind: 'assigned', text: 'N’est plus confiée à personne. Sans échéance.' });
    const again = await told(queries.change(freed, DM, { assigneeId: me }));
    // Days of the centre: forty times 24 hours are one day less over a change of hour.
    await world.db.query(
      `UPDATE query SET due_on = day - 2, opened_at = (day - 40 + time '12:00') AT TIME ZONE 'Europe/Paris'
       FROM (SELECT (now() AT TIME ZONE 'Europe/Paris')::date AS day) today WHERE id = $1`,
      [asked.id],
    );
    expect(await queries.read(again, DM)).toMatchObject({ overdue: true, ageDays: 40, assigneeName: world.person(DM).name });
    for (const filter of ['overdue=true', 'olderThanDays=30', 'assignee=me'])
      expect([filter, (await queries.list(DM, filter)).items.map(({ id }) => id)]).toEqual([filter, [asked.id]]);
    expect((await queries.change(again, ME, { dueOn: null })).status).toBe(403);
  });

  it('charter C5.2: is confided to a colleague who follows that authorisation, by anyone who follows it too', async () => {
    const colleague = world.person('exploitant').id;
    const asked = await queries.asked(fit, DM);
    const confide = (by: string, query = asked) => queries.change(query, by, { assigneeId: colleague });
    await world.db.query(`UPDATE staff SET role = 'data-manager' WHERE person_id = $1`, [colleague]);
    try {
      // A data manager of another authorisation is nobody here, and sees nothing of it.
      const refused = await confide(DM);
      expect([refused.status, refused.body.items[0].path]).toEqual([400, 'assigneeId']);
      expect((await confide('exploitant')).status).toBe(404);
      const list = `/queries/followers?authorisationId=${world.authorisation('ENH')}`;
      expect((await world.as('exploitant').get(list)).status).toBe(404);

      await world.db.query('INSERT INTO staff_scope (person_id, authorisation_id) VALUES ($1, $2)', [
        colleague,
        world.authorisation('ENH'),
      ]);
      expect((await told(world.as(DM).get(list))).items.map(({ id }: { id: string }) => id)).toContain(colleague);
      for (const [by, status] of [
        [ME, 403],
        ['gestionnaire', 403],
        ['exploitant-2', 403],
        ['pharmacien-b', 404],
      ] as const) {
        expect([by, (await confide(by)).status]).toEqual([by, status]);
        expect([by, (await world.as(by).get(list)).status]).toEqual([by, 403]);
      }
      expect((await world.anyone().patch(`/queries/${asked.id}`).send({ assigneeId: colleague })).status).toBe(401);
      const given = await told(confide(DM));
      expect(given).toMatchObject({ assigneeId: colleague, thread: [{}, { text: `Confiée à ${world.person('exploitant').name}.` }] });
      const ids = async (by: string, filter: string) => (await queries.list(by, filter)).items.map(({ id }) => id);
      expect(await ids('exploitant', 'assignee=me')).toEqual([asked.id]);
      expect(await ids(DM, 'assignee=nobody')).not.toContain(asked.id);
    } finally {
      await world.db.query(`UPDATE staff SET role = 'exploitant' WHERE person_id = $1`, [colleague]);
      await world.db.query('DELETE FROM staff_scope WHERE person_id = $1 AND authorisation_id = $2', [
        colleague,
        world.authorisation('ENH'),
      ]);
    }
  });

  it('charter C5.1: the centres by which a list is narrowed are all those of one’s scope, and no other', async () => {
    const centres = async (by: string) => (await told(world.as(by).get('/queries/centres'))).items.map(({ id }: { id: string }) => id);
    const ofB = await follow.requests.started('pharmacien-b', 'TEC', 'prescripteur-b');
    expect(await centres(DM)).toEqual(expect.arrayContaining([CENTRE_B]));
    expect((await queries.list(DM, `enrolmentId=${ofB.id}`)).total).toBe(0);
    expect(await centres(ME)).not.toContain(CENTRE_B);
    expect((await world.anyone().get('/queries/centres')).status).toBe(401);
  });

  it('is found by patient with a search that stands in no address', async () => {
    const { registrationNumber } = await follow.requests.enrolment(fit, ME);
    const found = await told(world.as(DM).post('/queries/search').send({ search: registrationNumber, state: 'open' }));
    expect(found.items.length).toBeGreaterThan(0);
    expect(found.total).toBe(found.items.length);
    expect((await told(world.as(DM).post('/queries/search').send({ search: '???' }))).total).toBe(0);
    const looks = await world.db.query(`SELECT filter FROM access_log WHERE subject_type = 'query' AND action = 'listed'`);
    expect(JSON.stringify(looks)).not.toContain(String(registrationNumber));
  });
});
