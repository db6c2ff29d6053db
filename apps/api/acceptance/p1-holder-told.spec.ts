import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { Requests } from '../testing/requests.js';
import { World } from '../testing/world.js';

let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let world: World;
beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ env: { SMTP_URL: mailbox.smtpUrl } });
});
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});

describe('a request that is sent', () => {
  it('charter P1: tells the holder’s staff, and no other company’s, that it awaits their opinion', async () => {
    const requests = new Requests(world);
    const { id } = await requests.sent(await requests.started());
    const rows: { id: string; email: string }[] = await world.db.query(
      `SELECT n.id, p.email FROM notification n JOIN person p ON p.id = n.person_id WHERE enrolment_id = $1 AND kind = 'request-arrived'`,
      [id],
    );
    expect(rows.map(({ email }) => email)).toEqual([world.person('exploitant').email]);
    for (const row of rows) await world.app.get(Sender).send(row.id);
    expect(mailbox.messages.flatMap(({ to }) => to)).toContain(world.person('exploitant').email);
  });
});
