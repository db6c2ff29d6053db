import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HomeView } from '#dashboards/api';
import { Sender, type NotificationList } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { Requests, told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const MANAGER = 'gestionnaire';

let world: World;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let ids: string[];
beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ env: { SMTP_URL: mailbox.smtpUrl } });
  const requests = new Requests(world);
  await requests.sent(await requests.started());
  const rows: { id: string }[] = await world.db
    .query(`UPDATE notification SET state = 'unconfirmed', doubts = 2, settled_at = now() WHERE person_id IS NOT NULL RETURNING id`)
    .then(([updated]: [{ id: string }[]]) => updated);
  ids = rows.map(({ id }) => id);
});
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});

const list = async (): Promise<NotificationList['items']> => (await told(world.as(MANAGER).get('/notifications'))).items;
const tasks = async (): Promise<number> => {
  const home: HomeView = await told(world.as(MANAGER).get('/home'));
  return home.totals.find(({ kind }) => kind === 'unconfirmed-mail')?.count ?? 0;
};
const care = (by: string, id: string, act: string) => world.as(by).post(`/notifications/${id}/${act}`);

describe('an e-mail whose arrival is not certain', () => {
  it('charter C6.4: is seen to by the manager alone, and stays with anyone who may not read it', async () => {
    const [id] = ids as [string];
    for (const [by, status] of [
      ['prescripteur-a', 403],
      ['data-manager', 403],
      ['exploitant', 403],
      ['administrateur', 403],
    ] as const)
      for (const act of ['seen', 'resend']) expect([by, act, (await care(by, id, act)).status]).toEqual([by, act, status]);
    expect((await care(MANAGER, '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 'seen')).status).toBe(404);
    expect((await world.anyone().post(`/notifications/${id}/seen`)).status).toBe(401);
  });

  it('charter C6.4: « Renvoyer » sends it again under its own identifier, and the journal says who asked', async () => {
    const [id] = ids as [string];
    expect((await list()).find((each) => each.id === id)).toMatchObject({ state: 'unconfirmed', abilities: ['acknowledge', 'resend'] });
    const before = (await world.db.query('SELECT message_id, enrolment_id FROM notification WHERE id = $1', [id]))[0];
    expect((await care(MANAGER, id, 'resend')).status).toBe(204);
    await world.app.get(Sender, { strict: false }).send(id);
    expect(mailbox.messages.map(({ raw }) => raw.includes(before.message_id))).toEqual([true]);
    const entries = await world.journalOf('enrolment', before.enrolment_id);
    const resent = entries.find(({ action }) => action === 'notification.resent');
    expect(resent).toMatchObject({ actor: world.person(MANAGER).name, subject: { id } });
    expect((await care(MANAGER, id, 'resend')).body.code).toBe('conflict');
  });

  it('charter C6.4: « Vu » takes it from the desk, once; the task is gone with the last of them', async () => {
    const left = (await list()).filter(({ abilities }) => abilities.includes('acknowledge'));
    expect(await tasks()).toBe(left.length > 0 ? 1 : 0);
    expect(left.length).toBeGreaterThan(0);
    for (const { id } of left) for (const _ of [1, 2]) expect((await care(MANAGER, id, 'seen')).status).toBe(204);
    expect((await list()).filter(({ state }) => state === 'unconfirmed' || state === 'nobody')).toEqual([]);
    expect(await tasks()).toBe(0);
    const seen = await told(world.as(MANAGER).get('/notifications?state=unconfirmed'));
    expect(seen.items.every(({ seenAt }: { seenAt?: string }) => seenAt)).toBe(true);
    const count = await world.db.query(`SELECT count(*)::int AS n FROM journal_entry WHERE action = 'notification.seen'`);
    expect(count).toEqual([{ n: left.length }]);
  });
});
