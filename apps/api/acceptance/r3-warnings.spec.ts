import { Warnings } from '#authorisations/api';
import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { addDays, todayIn } from '#kernel/domain';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const TODAY = todayIn('Europe/Paris', new Date());

describe('warnings of deadlines', () => {
  let world: World;
  let mailbox: Awaited<ReturnType<typeof startMailbox>>;
  beforeAll(async () => {
    mailbox = await startMailbox({});
    world = await World.open({ env: { SMTP_URL: mailbox.smtpUrl } });
  });
  afterAll(async () => {
    await world?.close();
    await mailbox?.stop();
  });
  beforeEach(() => mailbox.empty());

  const at = (days: number): Date => new Date(`${addDays(TODAY, days)}T12:00:00Z`);
  const warn = (days = 0) => world.app.get(Warnings, { strict: false }).warn(at(days));
  /** What waits is sent, as a worker does. */
  const send = async (): Promise<void> => {
    for (const { id } of await world.db.query(`SELECT id FROM notification WHERE state = 'pending'`))
      await world.app.get(Sender, { strict: false }).send(id);
  };
  const warned = async (code = 'TEC') =>
    (await world.journalOf('authorisation', world.authorisation(code)))
      .filter(({ action }) => action === 'authorisation.deadline-near')
      .map(({ details }) => [details['deadline'], details['notice']]);
  const record = async (body: object) => {
    const path = `/authorisations/${world.authorisation('TEC')}`;
    const { stateVersion } = await told(world.as('gestionnaire').get(path));
    const whole = { day: TODAY, decidedOn: TODAY, authority: 'has', document: 'Décision n° 2026.0003', ...body };
    return told(world.as('gestionnaire').post(`${path}/decisions`).set('If-Match', `"${stateVersion}"`).send(whole));
  };

  it('charter R3: come by e-mail in advance, to the holder and to the manager, once, however many workers there are and however often they start', async () => {
    await record({ kind: 'suspended', until: addDays(TODAY, 40) });
    await Promise.all([warn(), warn(), warn()]);
    await warn(1);
    expect(await warned()).toEqual([['suspension-end', 60]]);
    await send();
    await send();
    const to = mailbox.messages.map(({ to: whom }) => String(whom)).sort();
    const expected = ['exploitant', 'gestionnaire'].map((name) => world.person(name).email);
    expect(to).toHaveLength(expected.length);
    for (const email of expected) expect(to.filter((whom) => whom.includes(email))).toHaveLength(1);
    for (const { raw, text } of mailbox.messages) {
      expect(text).toContain(`/autorisations/${world.authorisation('TEC')}`);
      for (const hidden of ['TECVAYLI', 'téclistamab', 'Myélome', 'CHRU']) expect(raw).not.toContain(hidden);
    }
  });

  it('charter R3: come again a month and a week before, and not of what is lifted, nor of another authorisation', async () => {
    await warn(12);
    await warn(35);
    expect(await warned()).toEqual([
      ['suspension-end', 60],
      ['suspension-end', 30],
      ['suspension-end', 7],
    ]);
    expect(await warned('ENH')).toEqual([]);
    await record({ kind: 'lifted' });
    await warn(39);
    expect(await warned()).toHaveLength(3);
  });

  it('charter R3: a worker that dies after writing leaves what it wrote to be sent, and what it did not write to be written', async () => {
    await record({ kind: 'suspended', until: addDays(TODAY, 50) });
    await world.db.query(`ALTER TABLE notification ADD CONSTRAINT broken CHECK (kind <> 'deadline-near') NOT VALID`);
    await warn();
    expect(await warned()).toHaveLength(3);
    const [{ count }] = await world.db.query(`SELECT count(*)::int FROM authorisation_warning WHERE day = $1`, [addDays(TODAY, 50)]);
    expect(count).toBe(0);
    await world.db.query(`ALTER TABLE notification DROP CONSTRAINT broken`);
    await warn();
    expect(await warned()).toHaveLength(4);
    await send();
    expect(mailbox.messages.length).toBeGreaterThanOrEqual(2);
  });
});
