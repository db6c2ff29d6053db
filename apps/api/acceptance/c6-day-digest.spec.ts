import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HomeView } from '#dashboards/api';
import { DayDigests, Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { CENTRE_A, World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';
/** Days of their own, so that each case has a morning that no other used. */
let day = 0;
const at = (hour: string, of = day): Date => new Date(`2030-06-${String(of).padStart(2, '0')}T${hour}:00Z`);

let world: World;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let follow: FollowUp;
let queries: Queries;
let fit: Request;
beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ env: { SMTP_URL: mailbox.smtpUrl } });
  follow = new FollowUp(world);
  queries = new Queries(world);
  fit = (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
  await told(follow.requests.act(fit, ME, 'complete', await follow.requests.form(fit, ME)));
  for (const query of await queries.ofForm(fit, DM)) await queries.acted(query, DM, 'close', 'Sans objet.');
  await queries.asked(fit, DM, { item: 'fit.administre', text: 'Le poids de DUP JE est-il exact ?' });
});
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});
beforeEach(async () => {
  day += 1;
  mailbox.empty();
  await world.db.query(`UPDATE notification SET state = 'withheld' WHERE state = 'pending'`);
});

const digests = () => world.app.get(DayDigests, { strict: false });
/** What waits is sent, as a worker does. */
const send = async (): Promise<void> => {
  for (const { id } of await world.db.query(`SELECT id FROM notification WHERE state = 'pending'`))
    await world.app.get(Sender, { strict: false }).send(id);
};
const sentTo = (name: string) => mailbox.messages.filter(({ to }) => to.includes(world.person(name).email));
const rowsOfDay = async (name: string): Promise<{ centre_id: string; lines: string[] }[]> =>
  world.db.query(`SELECT centre_id, lines FROM day_digest WHERE person_id = $1 AND day = $2`, [
    world.person(name).id,
    at('12').toISOString().slice(0, 10),
  ]);

describe('the e-mail of the day', () => {
  it('charter C6.2: says in the morning how many things wait, once, and nothing of the patient, the medicine or the centre', async () => {
    await digests().make(at('05:30'));
    await digests().make(at('06:00'));
    await digests().make(at('15:00'));
    await send();
    const mine = sentTo(ME);
    expect(mine).toHaveLength(1);
    // The very count of the home.
    const home: HomeView = await told(world.as(ME).get('/home'));
    const waiting = home.totals.find(({ kind }) => kind === 'query-to-answer')?.count ?? 0;
    expect(waiting).toBeGreaterThan(0);
    expect(mine[0]?.text).toMatch(new RegExp(`– ${waiting} quer(y attend|ies attendent) une réponse`));
    const { registrationNumber } = await follow.requests.enrolment(fit, ME);
    for (const { raw, text, subject, html } of mailbox.messages)
      for (const said of [raw, text, subject, html])
        for (const hidden of [registrationNumber ?? '', 'DUP', 'ENHERTU', 'Enhertu', 'CHRU', 'poids', 'FIT', fit.id, CENTRE_A])
          expect(said).not.toContain(hidden);
    const entries = await world.journalOf('person', world.person(ME).id);
    expect(entries.filter(({ action }) => action === 'digest.made').at(-1)?.details).toEqual({ centreId: CENTRE_A, day: '2030-06-01' });
  });

  it('charter C6.4: several workers, and a process that comes back, tell a person once a day', async () => {
    await Promise.all([1, 2, 3].map(() => digests().make(at('06:00'))));
    await digests().make(at('09:00'));
    await Promise.all([send(), send()]);
    expect(sentTo(ME)).toHaveLength(1);
    expect(await rowsOfDay(ME)).toHaveLength(1);
  });

  it('leaves at no hour of the night, and is caught up in the day', async () => {
    for (const night of ['00:30', '04:30', '18:30', '21:00']) await digests().make(at(night));
    expect(await rowsOfDay(ME)).toEqual([]);
    await digests().make(at('14:00'));
    expect(await rowsOfDay(ME)).toHaveLength(1);
  });

  it('charter C12.5: locks are told to the centre in it, all in one, never by an e-mail for each form', async () => {
    await digests().make(at('06:00'));
    await send();
    day += 1;
    mailbox.empty();
    const { stateVersion } = await follow.requests.form(fit, DM);
    const lock = world.as(DM).post(`/forms/${fit.formId}/lock`).set('If-Match', `"${stateVersion}"`);
    await told(lock.send({ reason: 'Données relues', despiteQueries: true }));
    expect(await world.db.query(`SELECT 1 FROM notification WHERE kind IN ('form-locked', 'form-unlocked')`)).toEqual([]);
    // The lock is of today, the digests of these days of 2030: the one before is put back before it.
    await world.db.query(`UPDATE day_digest SET made_at = now() - interval '1 hour'`);
    await digests().make(at('06:00'));
    await send();
    expect(sentTo(ME)[0]?.text).toContain('– 1 fiche verrouillée par l’opérateur');
    expect(sentTo('prescripteur-b')).toEqual([]);
  });

  const statesOf = async (name: string): Promise<string[]> =>
    (
      await world.db.query(
        `SELECT state FROM notification WHERE kind = 'day-digest' AND person_id = $1 AND entry_id > $2 ORDER BY entry_id`,
        [world.person(name).id, lastBefore],
      )
    ).map(({ state }: { state: string }) => state);
  let lastBefore = '0';
  const fromHere = async () => ([{ id: lastBefore }] = await world.db.query(`SELECT max(id) AS id FROM journal_entry`));

  it('of those that could not leave, the last alone is sent, and tells the locks of them all', async () => {
    await world.db.query(`UPDATE day_digest SET made_at = now() - interval '1 hour'`);
    await fromHere();
    await digests().make(at('06:00'));
    day += 1;
    await digests().make(at('06:00'));
    await send();
    expect(await statesOf(ME)).toEqual(['withheld', 'sent']);
    expect(sentTo(ME).map(({ text }) => text)).toEqual([expect.stringContaining('– 1 fiche verrouillée par l’opérateur')]);
  });

  it('charter C6.4: what is of half a day ago, or may have arrived, is nobody’s to see to: the next one replaces it', async () => {
    await fromHere();
    await digests().make(at('06:00'));
    await world.db.query(`UPDATE day_digest SET made_at = now() - interval '13 hours'`);
    await send();
    expect([sentTo(ME), await statesOf(ME)]).toEqual([[], ['withheld']]);
    day += 1;
    await digests().make(at('06:00'));
    await world.db.query(
      `UPDATE notification SET state = 'sending', doubts = 1, finishing_at = now(), lease_until = now() - interval '1 second' WHERE kind = 'day-digest' AND state = 'pending'`,
    );
    await world.app.get(Sender, { strict: false }).sweep();
    expect(await statesOf(ME)).toEqual(['withheld', 'withheld']);
  });

  it('is switched off and on by each person for themselves, and stops what has not left yet', async () => {
    const choose = (by: string, wanted: boolean) => told(world.as(by).put('/me/day-digest').send({ wanted }));
    expect(await told(world.as(ME).get('/me/day-digest'))).toEqual({ wanted: true });
    await digests().make(at('06:00'));
    expect(await choose(ME, false)).toEqual({ wanted: false });
    expect(await told(world.as('pharmacien-a').get('/me/day-digest'))).toEqual({ wanted: true });
    await send();
    expect([sentTo(ME).length, sentTo('pharmacien-a').length]).toEqual([0, 1]);
    day += 1;
    await digests().make(at('06:00'));
    expect(await rowsOfDay(ME)).toEqual([]);
    await choose(ME, true);
    await digests().make(at('07:00'));
    expect(await rowsOfDay(ME)).toHaveLength(1);
    const chosen = (await world.journalOf('person', world.person(ME).id)).filter(({ action }) => action === 'digest.chosen');
    expect(chosen.map(({ details }) => details['wanted'])).toEqual([false, true]);
    expect((await world.as(ME).put('/me/day-digest').send({ wanted: 'non' })).status).toBe(400);
    expect((await world.anyone().get('/me/day-digest')).status).toBe(401);
  });

  it('is not sent when nothing waits', async () => {
    await digests().make(at('06:00'));
    await send();
    expect(await rowsOfDay('prescripteur-b')).toEqual([expect.objectContaining({ lines: [] })]);
    expect(sentTo('prescripteur-b')).toEqual([]);
  });
});
