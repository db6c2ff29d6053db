import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { daysBefore } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let declarations: Declarations;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
  patient = await declarations.patient();
});
afterAll(() => world.close());

/** Its day 0, as clocks have it: midnight may pass while the tests run. */
const dayOf = ({ receivedAt }: { readonly receivedAt: string }) => receivedAt.slice(0, 10);
const read = (id: string) => told(world.as(HOLDER).get(`/pv/cases/${id}`));
const lastEntry = async () => (await world.journalOf('enrolment', patient.id)).at(-1);

describe('the clock of a declaration', () => {
  it('charter P3: runs until it is said to be transmitted: when, to whom, by whom; that reads it too', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    const after = await told(declarations.transmit(one, { on: dayOf(one), to: ' ANSM ' }));
    const by = { name: world.person(HOLDER).name };
    expect(after).toMatchObject({
      toTransmit: 0,
      toAcknowledge: 0,
      acknowledgedBy: by,
      transmitted: { on: dayOf(one), to: 'ANSM', by, daysLate: 0 },
      abilities: ['undo-transmission', 'code'],
    });
    expect([after.clock, after.thread[0].clock]).toEqual([undefined, undefined]);
    expect(await lastEntry()).toMatchObject({ action: 'case.transmitted', details: { on: dayOf(one), to: 'ANSM', versions: [1] } });
    expect((await declarations.list(HOLDER, '?state=transmitted')).map(({ id }) => id)).toContain(one.id);
    expect((await declarations.list()).map(({ id }) => id)).not.toContain(one.id);
    // The centre reads it too.
    expect((await declarations.caseOf({ ...patient, formId: after.thread[0].formId }, DECLARANT)).transmitted?.to).toBe('ANSM');
    const csv = (await world.as(HOLDER).get('/pv/cases.csv?state=transmitted').expect(200)).text;
    expect(csv).toMatch(/Transmise le;Transmise à;Transmise par/);
    expect(csv).toContain(`;ANSM;${by.name};0;`);
  });

  it('charter P3: a slip is corrected, with its reason, and the clock runs again from the same day 0', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    const [{ formId } = { formId: '' }] = one.thread;
    const sent = await told(declarations.transmit(one, { on: dayOf(one), to: 'EudraVigilance' }));
    const short = await declarations.undoTransmission(sent, { formId, reason: 'non' });
    expect([short.status, short.body.items[0].path]).toEqual([400, 'reason']);
    const back = await told(declarations.undoTransmission(sent, { formId, reason: 'Mauvaise déclaration' }));
    expect(back).toMatchObject({ toTransmit: 1, toAcknowledge: 0, clock: one.clock, receivedAt: one.receivedAt });
    expect(await lastEntry()).toMatchObject({
      action: 'case.transmission-undone',
      details: { on: dayOf(one), to: 'EudraVigilance', reason: 'Mauvaise déclaration' },
    });
    const again = await declarations.undoTransmission(back, { formId, reason: 'Mauvaise déclaration' });
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
  });

  it('charter P3: not in the future, not before it was received, not twice, not on what one did not read', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    for (const on of [daysBefore(dayOf(one), -2), daysBefore(dayOf(one), 2), '2026-02-31', 'hier']) {
      const refused = await declarations.transmit(one, { on, to: 'ANSM' });
      expect([refused.status, refused.body.items[0].path]).toEqual([400, 'on']);
    }
    expect((await declarations.transmit(one, { on: dayOf(one), to: ' ' })).body.items[0].path).toBe('to');
    const sent = await told(declarations.transmit(one));
    expect((await declarations.transmit(one)).status).toBe(412);
    expect((await declarations.transmit(sent)).body.detail).toBe('Cette déclaration est déjà transmise.');
    expect(
      (
        await world
          .as(HOLDER)
          .post(`/pv/cases/${one.id}/transmit`)
          .send({ on: dayOf(one), to: 'ANSM' })
      ).status,
    ).toBe(428);
  });

  const receivedBefore = (days: number, { formId }: Request) =>
    world.db.query(`UPDATE pv_declaration SET received_at = received_at - make_interval(days => $2) WHERE form_id = $1`, [formId, days]);

  it('charter P3: not before it became serious; what was written since the day given was not transmitted', async () => {
    const form = await declarations.declared(patient, 'ei.grave', 'N');
    await receivedBefore(5, form);
    const one = await declarations.caseOf(form);
    const sent = await told(declarations.transmit(one, { on: daysBefore(dayOf(one), -3), to: 'ANSM' }));
    expect(sent).toMatchObject({ toTransmit: 0, changedSince: true });
    await declarations.follow.requests.answer(form, DECLARANT, 'ei.grave', 'O');
    const grave = await declarations.caseOf(form);
    const [{ since }] = await world.db.query(
      `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS since FROM journal_entry WHERE subject_id = $1 AND action = 'case.became-serious'`,
      [grave.id],
    );
    const refused = await declarations.transmit(grave, { on: daysBefore(since, 1), to: 'ANSM' });
    expect([refused.status, refused.body.items[0].path]).toEqual([400, 'on']);
    const day = since.split('-').reverse().join('/');
    expect(refused.body.detail).toBe(`La déclaration est devenue grave le ${day}\u00a0: indiquez un jour à partir de celui-là.`);
    expect(await told(declarations.transmit(grave))).toMatchObject({ toTransmit: 0, changedSince: false });
  });

  it('charter P3: what completes it, or makes it serious, is to be transmitted in its turn', async () => {
    const form = await declarations.declared(patient, 'ei.grave', 'N');
    await told(declarations.transmit(await declarations.caseOf(form)));
    await declarations.follow.requests.answer(form, DECLARANT, 'ei.causal', 'RELIE');
    const changed = await declarations.caseOf(form);
    expect(changed).toMatchObject({ toTransmit: 0, changedSince: true });
    const { formId } = await told(declarations.complete(changed), 201);
    await declarations.follow.requests.answer({ ...patient, formId }, DECLARANT, 'ei.grave', 'N');
    expect(await read(changed.id)).toMatchObject({ toTransmit: 1, toAcknowledge: 1, clock: { delay: '90 jours, effet non grave' } });
    await declarations.follow.requests.answer(form, DECLARANT, 'ei.grave', 'O');
    expect(await read(changed.id)).toMatchObject({ toTransmit: 2, toAcknowledge: 2, serious: 'yes' });
  });

  it('charter P3: strangers are 401, another company 404, and only the holder’s staff says it: 403', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    expect(
      (
        await world
          .anyone()
          .post(`/pv/cases/${one.id}/transmit`)
          .set('If-Match', '"1"')
          .send({ on: dayOf(one), to: 'ANSM' })
      ).status,
    ).toBe(401);
    for (const outside of ['exploitant-2', 'prescripteur-b'])
      expect((await declarations.transmit(one, undefined, outside)).status).toBe(404);
    for (const reader of [DECLARANT, 'data-manager', 'gestionnaire']) {
      const refused = await declarations.transmit(one, undefined, reader);
      expect([refused.status, refused.body.rule]).toEqual([403, 'P3']);
      const undone = await declarations.undoTransmission(one, { formId: one.thread[0]?.formId, reason: 'Par erreur' }, reader);
      expect([undone.status, undone.body.rule]).toEqual([403, 'P3']);
    }
  });
});
