import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Journal, SYSTEM_ACTOR } from '#kernel/api';
import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { AppModule } from './app.module.js';
import { CENTRE_A, World } from './testing/world.js';
import { REQUEST_ACTS } from '#patients/domain';
import { FORM_ACTS } from '#forms/domain';
import { type Act } from '#kernel/domain';

describe('telling people by e-mail', () => {
  let world: World;
  let mailbox: Awaited<ReturnType<typeof startMailbox>>;
  let fault: string | undefined;
  let number = 0;

  /** A request that the prescriber and the pharmacist of centre A signed: sent to the holder, anyone who has access is noted. */
  const sentRequest = async (): Promise<string> => {
    const prescriber = world.person('prescripteur-a').id;
    const [{ id: patient }] = await world.db.query(
      `INSERT INTO patient (holder_id, family_letters, given_letters, birth, sex) VALUES ('laboratoire-tecvayli', 'DUP', 'JE', '1961-03', 'F') RETURNING id`,
    );
    const [{ id }] = await world.db.query(
      `INSERT INTO enrolment (patient_id, authorisation_id, centre_id, author_id, prescriber_id, state) VALUES ($1, $2, $3, $4, $4, 'sent') RETURNING id`,
      [patient, world.authorisation('TEC'), CENTRE_A, prescriber],
    );
    await world.db.query(
      `INSERT INTO form_record (enrolment_id, protocol_version_id, form_code, form_kind, centre_id, opened_by)
       SELECT $1, id, 'FAT', 'FAT', $2, $3 FROM protocol_version WHERE code = 'TECVAYLI'`,
      [id, CENTRE_A, prescriber],
    );
    await world.db.query('INSERT INTO access_request (enrolment_id, person_id, centre_id, authorisation_id) VALUES ($1, $2, $3, $4)', [
      id,
      prescriber,
      CENTRE_A,
      world.authorisation('TEC'),
    ]);
    await happened(id, REQUEST_ACTS.sent, { first: true });
    // The holder's own e-mail has its test (acceptance/p1-holder-told): here it has left already.
    await world.db.query(`UPDATE notification SET state = 'sent' WHERE enrolment_id = $1`, [id]);
    return id;
  };
  /** As far as reactions read it. */
  const happened = (stream: string, act: Act<object, 'enrolment'>, details: object, subject = stream) =>
    world.app.get(DataSource).transaction((tx) => world.app.get(Journal).appendAs(tx, SYSTEM_ACTOR, act, { stream, subject, details }));
  const grant = async (id: string) => {
    const given = `TEC-${String(++number).padStart(6, '0')}`;
    await world.db.query(`UPDATE enrolment SET state = 'granted', registration_number = $2 WHERE id = $1`, [id, given]);
    await happened(id, REQUEST_ACTS.granted, { number: given });
  };
  const rows = (id: string): Promise<Record<string, string>[]> =>
    world.db.query(
      `SELECT n.*, p.email FROM notification n JOIN person p ON p.id = n.person_id
       WHERE enrolment_id = $1 AND kind <> 'request-arrived' ORDER BY p.email`,
      [id],
    );
  /** Lets time pass: every wait is over, every lease ran out. */
  const later = () =>
    world.db.query(`UPDATE notification SET next_at = clock_timestamp(), lease_until = least(lease_until, clock_timestamp())`);
  /** Does with each notification what a worker does, once. */
  const work = async (id: string) => {
    for (const row of await rows(id)) await world.app.get(Sender).send(row['id'] ?? '');
  };
  const told = async (id: string) =>
    (await world.journalOf('enrolment', id)).map(({ action }) => action).filter((action) => action.startsWith('notification.'));

  beforeAll(async () => {
    mailbox = await startMailbox({ fault: () => fault as never });
    world = await World.open({ env: { SMTP_URL: mailbox.smtpUrl } });
    // Pro Santé Connect gives no address.
    await world.db.query(`UPDATE person SET email = 'psc-' || left(id::text, 8) || '@exemple.fr' WHERE email = ''`);
  });
  afterAll(async () => {
    await world?.close();
    await mailbox?.stop();
  });
  beforeEach(() => {
    fault = undefined;
    mailbox.empty();
  });
  afterEach(() => world.db.query(`UPDATE notification SET state = 'withheld' WHERE state IN ('pending', 'sending', 'unknown')`));

  const TEAM = ['pharmacien-a', 'prescripteur-a'].map((login) => `${login}@chru-nancy.exemple.fr`);

  it('charter C6.1: the number tells the prescriber and everyone who had access when the request was sent', async () => {
    const id = await sentRequest();
    // Has access since: not told.
    await world.db.query(
      `INSERT INTO designation (kind, authorisation_id, centre_id, designee_id, designator_id, starts_on, ends_on) VALUES ('pnm', $1, $2, $3, $4, '2026-01-01', '2030-01-01')`,
      [world.authorisation('TEC'), CENTRE_A, world.person('pnm-a').id, world.person('prescripteur-a').id],
    );
    await grant(id);
    await work(id);
    const to = mailbox.messages.flatMap((message) => message.to);
    expect(to).toEqual(expect.arrayContaining(TEAM));
    expect(to).not.toContain(world.person('pnm-a').email);
    expect(to).not.toContain(world.person('pharmacien-b').email);
    expect(new Set(to).size).toBe(to.length);
    await world.db.query('DELETE FROM designation');
  });

  it('charter C6.1: who has lost access since is not written to, and the journal says so', async () => {
    const id = await sentRequest();
    await grant(id);
    await world.db.query(`UPDATE profile SET active = false WHERE person_id = $1`, [world.person('pharmacien-a').id]);
    await work(id);
    await world.db.query(`UPDATE profile SET active = true WHERE person_id = $1`, [world.person('pharmacien-a').id]);
    expect(mailbox.messages.flatMap(({ to }) => to)).not.toContain(TEAM[0]);
    expect((await rows(id)).find(({ email }) => email === TEAM[0])).toMatchObject({ state: 'withheld' });
    expect(await told(id)).toContain('notification.withheld');
  });

  it('charter C6.1: the prescriber whom the request names is not written to either, once their profile is closed', async () => {
    const id = await sentRequest();
    await grant(id);
    const { id: prescriber, email } = world.person('prescripteur-a');
    await world.db.query('UPDATE profile SET active = false WHERE person_id = $1', [prescriber]);
    await work(id);
    await world.db.query('UPDATE profile SET active = true WHERE person_id = $1', [prescriber]);
    expect(mailbox.messages.flatMap(({ to }) => to)).not.toContain(email);
    expect((await rows(id)).find((row) => row['email'] === email)).toMatchObject({ state: 'withheld' });
  });

  it('charter C6.2: the e-mail holds nothing by which the patient could be known; it leads to the file, behind sign-in', async () => {
    const id = await sentRequest();
    await grant(id);
    await work(id);
    const [{ registration_number: given }] = await world.db.query('SELECT registration_number FROM enrolment WHERE id = $1', [id]);
    for (const { raw, text, html, subject } of mailbox.messages) {
      expect(text).toContain(`${world.url}/dossiers/${id}`);
      expect(html).toContain(`${world.url}/dossiers/${id}`);
      for (const hidden of [given, 'DUP', '1961', 'TECVAYLI', 'Myélome', 'CHRU']) {
        for (const said of [raw, text, html, subject]) expect(said).not.toContain(hidden);
      }
    }
    await world
      .anyone()
      .get(`/enrolments/${id}`)
      .expect((answer) => expect([401, 404]).toContain(answer.status));
  });

  it('a first signature tells anyone who can put the second; the second tells nobody', async () => {
    const id = await sentRequest();
    const form = await formOf(id);
    await world.db.query(`UPDATE enrolment SET awaits = '{pharmacist}' WHERE id = $1`, [id]);
    await happened(id, FORM_ACTS.signed, { role: 'prescriber' }, form);
    expect((await rows(id)).map(({ email }) => email)).toContain(TEAM[0]);
    await world.db.query(
      `INSERT INTO signature (form_id, role, person_id, person_name, centre_id, meaning, content_version, content_hash, signed_day)
       SELECT $1, r, $2, 'x', $3, 'x', 1, 'x', CURRENT_DATE FROM unnest(ARRAY['prescriber', 'pharmacist']) AS r`,
      [form, world.person('prescripteur-a').id, CENTRE_A],
    );
    const before = (await rows(id)).length;
    await happened(id, FORM_ACTS.signed, { role: 'pharmacist' }, form);
    expect(await rows(id)).toHaveLength(before);
  });

  describe('charter C6.4', () => {
    it.each(['connect', 'rcpt', 'before-dot', 'at-dot'])(
      'charter C6.4: a server that fails at « %s » gets it later, once, and that is no repetition',
      async (point) => {
        const id = await sentRequest();
        await grant(id);
        fault = point;
        for (let hour = 0; hour < 4; hour++) {
          await work(id);
          await later();
        }
        expect((await rows(id)).every(({ state }) => state === 'pending')).toBe(true);
        fault = undefined;
        await work(id);
        await work(id);
        expect(mailbox.messages.map(({ to }) => to[0]).sort()).toEqual(expect.arrayContaining(TEAM));
        expect(mailbox.messages).toHaveLength((await rows(id)).length);
        expect(await told(id)).not.toContain('notification.repeated');
      },
    );

    it('charter C6.4: a line that drops after the final dot: sent again once, under the same Message-ID, and the journal says so', async () => {
      const id = await sentRequest();
      await grant(id);
      fault = 'after-dot';
      await work(id);
      fault = undefined;
      await later();
      await work(id);
      await later();
      await work(id);
      for (const { email, message_id } of await rows(id)) {
        expect(mailbox.messages.filter(({ to }) => to.includes(email ?? '')).map(({ messageId }) => messageId)).toEqual([
          message_id,
          message_id,
        ]);
      }
      expect(new Set(await told(id))).toEqual(new Set(['notification.repeated', 'notification.sent']));
    });

    it('charter C6.4: in doubt twice, it is not sent a third time: it waits on the manager’s desk', async () => {
      const id = await sentRequest();
      await grant(id);
      fault = 'after-dot';
      for (let time = 0; time < 5; time++) {
        await work(id);
        await later();
      }
      const all = await rows(id);
      expect(mailbox.messages).toHaveLength(2 * all.length);
      expect(all.every(({ state }) => state === 'unconfirmed')).toBe(true);
      expect(await told(id)).toContain('notification.unconfirmed');
      const desk = await world.as('gestionnaire').get('/notifications').expect(200);
      expect(desk.body.items.filter(({ enrolmentId }: { enrolmentId: string }) => enrolmentId === id)).toHaveLength(all.length);
      expect(JSON.stringify(desk.body)).not.toContain('DUP');
      await world.as('prescripteur-a').get('/notifications').expect(403);
    });

    it('charter C6.4: anyone who has no address is not forgotten: a person must see to it', async () => {
      const id = await sentRequest();
      await grant(id);
      const person = world.person('pharmacien-a');
      await world.db.query(`UPDATE person SET email = '' WHERE id = $1`, [person.id]);
      await work(id);
      await world.db.query(`UPDATE person SET email = $2 WHERE id = $1`, [person.id, person.email]);
      expect((await rows(id)).find(({ person_id }) => person_id === person.id)).toMatchObject({ state: 'unconfirmed', attempts: 0 });
    });

    it('charter C6.4: two workers at once send it once', async () => {
      const id = await sentRequest();
      await grant(id);
      await Promise.all([work(id), work(id), work(id)]);
      await work(id);
      expect(mailbox.messages).toHaveLength((await rows(id)).length);
    });

    it('charter C6.4: a sender whose lease ran out while it was paused stops before the final dot', async () => {
      const id = await sentRequest();
      await grant(id);
      const [row] = await rows(id);
      const sender = world.app.get(Sender);
      const finishing = (sender as unknown as { finishing: (begun: unknown) => Promise<boolean> }).finishing.bind(sender);
      await world.db.query(
        `UPDATE notification SET state = 'sending', attempts = 1, lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
        [row?.['id']],
      );
      await expect(finishing({ id: row?.['id'], attempt: 1 })).resolves.toBe(false);
    });

    it('charter C6.4: a row without its wake-up is found by the sweep', async () => {
      const id = await sentRequest();
      await grant(id);
      const worker = await NestFactory.createApplicationContext(AppModule.with({ ...world.config, runs: 'worker' }), { logger: false });
      try {
        for (let tries = 0; tries < 100 && mailbox.messages.length < (await rows(id)).length; tries++) await sleep(100);
        expect(mailbox.messages).toHaveLength((await rows(id)).length);
      } finally {
        await worker.close();
      }
    });
  });

  const formOf = async (enrolmentId: string): Promise<string> => {
    const [{ id }] = await world.db.query('SELECT id FROM form_record WHERE enrolment_id = $1', [enrolmentId]);
    return id;
  };
});
