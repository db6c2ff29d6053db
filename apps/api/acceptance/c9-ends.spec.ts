import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { Browser } from '../testing/browser.js';
import { Ear, until } from '../testing/ear.js';
import { DISPENSER, inDays, PRESCRIBER, Readings } from '../testing/readings.js';
import { told, type Request } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

let world: World;
let readings: Readings;
let transfers: TransfersOf;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ providers: true, env: { LIVE_BEAT_SECONDS: '1', NUMBER_CHECKS_PER_HOUR: '0', SMTP_URL: mailbox.smtpUrl } });
  readings = new Readings(world);
  transfers = new TransfersOf(world);
  await world.db.query(
    `INSERT INTO centre (id, legal_id, name, zone) VALUES ($1, '690780226', 'Centre C', 'Europe/Paris'), ($2, '970400016', 'Centre D', 'Indian/Reunion')`,
    [CENTRE_C, CENTRE_D],
  );
  // Who receives a patient there.
  await world.db.query(`INSERT INTO profile (person_id, centre_id, role) VALUES ($1, $2, 'prescriber')`, [
    world.person('prescripteur-b').id,
    CENTRE_C,
  ]);
});
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});

/** Where a patient goes next, and from where a pharmacist of A asked once. */
const CENTRE_C = '690000880';
const CENTRE_D = '970408563';

const REASON = { reason: 'La dispensation a repris dans notre pharmacie.' };
const actsOf = async ({ id }: Pick<Request, 'id'>) =>
  (await world.journalOf('enrolment', id)).map(({ action }) => action).filter((action) => action.startsWith('reading.'));
/** Kind and account of what is to be sent, of one file. */
const mails = async ({ id }: Pick<Request, 'id'>): Promise<string[]> =>
  (
    await world.db.query(
      `SELECT n.kind || ' ' || i.subject AS told FROM notification n JOIN identity i ON i.person_id = n.person_id
       WHERE n.enrolment_id = $1 AND n.kind LIKE 'reading-%' ORDER BY n.created_at, i.subject`,
      [id],
    )
  ).map(({ told: line }: { told: string }) => line);

describe('a reading that is open', () => {
  it('charter C9.2: withdrawn, it is closed at the next request, and the page that is open is told at once', async () => {
    const { id, formId, reading } = await readings.opened();
    const ear = await Ear.open(world.url, world.as(DISPENSER));
    try {
      const resets = ear.resets;
      const withdrawn = await told(readings.act(PRESCRIBER, reading, 'withdraw', REASON));
      expect(withdrawn).toMatchObject({ state: 'withdrawn', ...REASON, abilities: [] });
      expect(await readings.reads({ id })).toBe(404);
      await world.as(DISPENSER).get(`/forms/${formId}`).expect(404);
      // Rights withdrawn while a form is open: what was being typed is not there any more.
      await world
        .as(DISPENSER)
        .patch(`/forms/${formId}/values`)
        .send({ changes: [{ item: 'pat.poids', value: '50', base: 0 }] })
        .expect(404);
      await until(() => ear.resets > resets);
      // What comes after is told to nobody there.
      const heard = ear.changes.length;
      await readings.follow.opened({ id }, PRESCRIBER, { formCode: 'FIT' });
      await until(() => ear.beats > 2);
      expect(ear.changes.slice(heard).filter(({ enrolmentId }) => enrolmentId === id)).toEqual([]);
    } finally {
      ear.close();
    }
    await readings.act(PRESCRIBER, { ...reading, stateVersion: reading.stateVersion + 1 }, 'withdraw', REASON).expect(409, /retirée/);
    expect(await actsOf({ id })).toEqual(['reading.asked', 'reading.granted', 'reading.withdrawn']);
  });

  it('charter C9.2: granted, it is there without signing in again', async () => {
    const { id, number } = await readings.patient();
    const asked = await readings.asked(number);
    const ear = await Ear.open(world.url, world.as(DISPENSER));
    try {
      const resets = ear.resets;
      await told(readings.grant(asked));
      await until(() => ear.resets > resets);
      expect(await readings.reads({ id })).toBe(200);
    } finally {
      ear.close();
    }
  });

  it('charter C9.2: ends by itself after its last day', async () => {
    const { id, reading, number } = await readings.opened();
    await world.db.query(`UPDATE read_grant SET until_day = CURRENT_DATE - 2 WHERE id = $1`, [reading.id]);
    expect(await readings.reads({ id })).toBe(404);
    const [mine] = (await readings.list(DISPENSER, 'ended')).filter((one) => one.id === reading.id);
    expect(mine).toMatchObject({ state: 'ended', abilities: [] });
    await readings.act(PRESCRIBER, reading, 'withdraw', REASON).expect(409, /terminée/);
    // It may be asked for again.
    await readings.asked(number);
  });

  it('charter C9.2: is of the centre that gave it: once the patient is followed elsewhere it opens nothing, and is asked for again there', async () => {
    const { id, number, reading } = await readings.opened();
    const transfer = await transfers.made({ id }, { toCentreId: CENTRE_C, effectiveOn: inDays(0) });
    expect(await readings.reads({ id })).toBe(404);
    expect(await actsOf({ id })).toEqual(['reading.asked', 'reading.granted', 'reading.ended']);
    expect((await readings.list(DISPENSER, 'ended')).map((one) => one.id)).toContain(reading.id);
    // The transfer was a mistake: back at A, what A had given is over all the same, and what another centre was asked for meanwhile.
    await readings.asked(number);
    await told(transfers.end(transfer, 'undo'));
    expect(await actsOf({ id })).toEqual(['reading.asked', 'reading.granted', 'reading.ended', 'reading.asked', 'reading.ended']);
    expect(await readings.reads({ id })).toBe(404);
    await readings.asked(number);
  });

  it('charter C9.2: a grant after the patient left is refused, and says whom to ask', async () => {
    const { id, number } = await readings.patient();
    const asked = await readings.asked(number);
    await readings.goesTo({ id }, CENTRE_C);
    await readings.grant(asked).expect(409, /n’est plus suivi dans votre centre/);
    await readings.act(PRESCRIBER, asked, 'refuse', REASON).expect(409, /n’est plus suivi/);
    // The centre that follows them now is asked anew.
    expect((await readings.asked(number)).id).not.toBe(asked.id);
    const { totals } = await told(world.as(PRESCRIBER).get('/home'));
    expect(totals.find(({ kind }: { kind: string }) => kind === 'reading-to-decide')?.count ?? 0).toBe(
      (await readings.list(PRESCRIBER, 'asked')).length,
    );
  });

  it('charter C9.2: ends when the pharmacist leaves their centre; to who has left it is not granted', async () => {
    const { id } = await readings.opened();
    const own = await world.signIn(DISPENSER);
    await own.get(`/enrolments/${id}`).expect(200);
    const waiting = await readings.patient();
    const asked = await readings.asked(waiting.number);
    // Their provider says so: as far as we knew, they worked elsewhere too.
    await world.db.query(`UPDATE profile SET active = false WHERE person_id = $1 AND centre_id = $2`, [
      world.person(DISPENSER).id,
      CENTRE_B,
    ]);
    try {
      await own.get(`/enrolments/${id}`).expect(401);
      await readings.grant(asked).expect(409, /ne travaille plus/);
    } finally {
      await world.db.query(`UPDATE profile SET active = true WHERE person_id = $1 AND centre_id = $2`, [
        world.person(DISPENSER).id,
        CENTRE_B,
      ]);
    }
  });

  it('charter C9.2: what a provider tells of a departure ends what was asked and what was open, once', async () => {
    const OTHER = 'pharmacien-a';
    // Works at A, as the provider tells; and, as far as we knew, at a third centre, from which they asked.
    await world.db.query(`INSERT INTO profile (person_id, centre_id, role) VALUES ($1, $2, 'pharmacist')`, [
      world.person(OTHER).id,
      CENTRE_D,
    ]);
    const { id } = await readings.patient();
    await readings.goesTo({ id }, CENTRE_B);
    const [{ id: grantId }] = await world.db.query(
      `INSERT INTO read_grant (enrolment_id, authorisation_id, centre_id, asker_id, asker_centre_id, why)
       SELECT id, authorisation_id, centre_id, $2, $3, 'Dispensation' FROM enrolment WHERE id = $1 RETURNING id`,
      [id, world.person(OTHER).id, CENTRE_D],
    );
    await new Browser(world).enter('plage', OTHER);
    expect(await world.db.query('SELECT state FROM read_grant WHERE id = $1', [grantId])).toEqual([{ state: 'ended' }]);
    expect((await world.journalOf('enrolment', id)).at(-1)).toMatchObject({ action: 'reading.ended', details: { why: 'asker-left' } });
    await new Browser(world).enter('plage', OTHER);
    expect(await actsOf({ id })).toEqual(['reading.ended']);
  });
});

describe('who is told', () => {
  it('charter C9.2: A’s prescribers who may decide of the demand, the pharmacist of B of the answer and of the end, without patient, number, medicine or centre', async () => {
    const { id, number } = await readings.patient();
    const asked = await readings.asked(number);
    const granted = await told(readings.grant(asked));
    await told(readings.act(PRESCRIBER, granted, 'withdraw', REASON));
    expect(await mails({ id })).toEqual([`reading-asked ${PRESCRIBER}`, `reading-decided ${DISPENSER}`, `reading-closed ${DISPENSER}`]);

    const rows: { id: string }[] = await world.db.query(`SELECT id FROM notification WHERE enrolment_id = $1 AND kind LIKE 'reading-%'`, [
      id,
    ]);
    for (const row of rows) await world.app.get(Sender).send(row.id);
    const sent = mailbox.messages.filter(({ text }) => /lecture|lire/.test(text));
    expect(sent).toHaveLength(3);
    expect(sent.filter(({ to }) => to.includes(world.person(DISPENSER).email))).toHaveLength(2);
    for (const { text, subject } of sent)
      for (const secret of [number, number.slice(-6), 'ENHERTU', CENTRE_A, CENTRE_B, world.person(DISPENSER).familyName])
        expect(`${subject} ${text}`).not.toContain(secret);
  });
});
