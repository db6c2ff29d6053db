import { setTimeout as sleep } from 'node:timers/promises';
import { startMailbox } from '#testing/mailbox';
import { World, type WorldOptions } from '../testing/world.js';

const ready = (world: World) => world.anyone().get('/health/ready');

async function within(options: WorldOptions, look: (world: World) => Promise<void>): Promise<void> {
  const world = await World.open(options);
  try {
    await look(world);
  } finally {
    await world.close();
  }
}

describe('readiness', () => {
  it('is no more once no worker has worked for a while, and says so', async () => {
    await within({}, async (world) => {
      expect((await ready(world).expect(200)).body.parts).toMatchObject({ worker: 'up', pdf: 'up' });
      await world.db.query(`UPDATE worker_beat SET at = clock_timestamp() - interval '1 minute'`);
      expect((await ready(world).expect(503)).body).toMatchObject({ status: 'down', parts: { worker: 'down', database: 'up' } });
      await world.db.query('DELETE FROM worker_beat');
      expect((await ready(world).expect(503)).body.parts).toMatchObject({ worker: 'down' });
    });
  });

  it('comes back as soon as a worker works', async () => {
    await within({ env: { PASSERELLE_RUNS: 'all' } }, async (world) => {
      await world.db.query('DELETE FROM worker_beat');
      let parts: Record<string, string> = {};
      for (let tries = 0; tries < 100 && parts['worker'] !== 'up'; tries++) {
        parts = (await ready(world)).body.parts;
        await sleep(100);
      }
      expect(parts).toMatchObject({ worker: 'up' });
    });
  });

  it('says nothing of mail where none is configured, and is no more once the mail server that is configured is away', async () => {
    await within({}, async (world) => expect((await ready(world).expect(200)).body.parts).not.toHaveProperty('mail'));
    const mailbox = await startMailbox();
    await within({ env: { SMTP_URL: mailbox.smtpUrl } }, async (world) => {
      expect((await ready(world).expect(200)).body.parts).toMatchObject({ mail: 'up' });
      expect(mailbox.messages).toEqual([]);
      await mailbox.stop();
      // The last answer holds for a few seconds.
      await sleep(5_200);
      expect((await ready(world).expect(503)).body).toMatchObject({ status: 'down', parts: { mail: 'down', database: 'up' } });
    });
  });
});
