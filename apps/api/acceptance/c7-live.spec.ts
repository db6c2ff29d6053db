import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { FORM_ACTS } from '#forms/domain';
import { Journal } from '#kernel/api';
import { Ear, pause, until, wentOn } from '../testing/ear.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let requests: Requests;
let request: Request;
const ears: Ear[] = [];
beforeAll(async () => {
  world = await World.open({ env: { LIVE_BEAT_SECONDS: '1' } });
  requests = new Requests(world);
  request = await requests.started('prescripteur-a');
});
afterEach(() => ears.splice(0).forEach((ear) => ear.close()));
afterAll(() => world.close());

async function listens(name: string, options: Parameters<typeof Ear.open>[2] & { url?: string } = {}): Promise<Ear> {
  const ear = await Ear.open(options.url ?? world.url, world.as(name), options);
  ears.push(ear);
  return ear;
}
let typed = 0;
const type = () => requests.answer(request, 'prescripteur-a', 'pat.poids', String(50 + typed++));
const ofFile =
  ({ id }: Pick<Request, 'id'>) =>
  ({ enrolmentId }: { enrolmentId?: string }) =>
    enrolmentId === id;

describe('charter C7.1: a change made by a colleague shows without a reload', () => {
  it('charter C7.1: it is told by ids only', async () => {
    const ear = await listens('pharmacien-a');
    await type();
    // A stream begins below the oldest transaction still open: it may first tell what came just before it.
    const change = await ear.hears((change) => ofFile(request)(change) && change.action !== 'request.started');
    expect(change).toEqual({ enrolmentId: request.id, formId: request.formId, action: 'form.values-changed' });
  });

  it('charter C7.1: proxies are told neither to keep, nor to change, nor to compress it', async () => {
    const { headers } = await listens('pharmacien-a');
    expect(headers?.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers?.get('cache-control')).toBe('no-store, no-transform');
    expect(headers?.get('x-accel-buffering')).toBe('no');
    expect(headers?.get('content-encoding')).toBeNull();
  });

  it('charter C5.1: is not told to another centre, to who has no access, nor to the holder before it is sent', async () => {
    const others = await Promise.all(['pharmacien-b', 'prescripteur-a2', 'exploitant', 'exploitant-2'].map((name) => listens(name)));
    const ear = await listens('pharmacien-a');
    await type();
    await ear.hears(ofFile(request));
    await wentOn(...others);
    expect(others.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it('charter C5.4: rights that are opened are at once those of the stream that is open, and so are those that are withdrawn', async () => {
    const [pnm, ear] = [await listens('pnm-a'), await listens('pharmacien-a')];
    await wentOn(pnm, ear);
    const before = ear.changes.length;
    await type();
    // Passed on before the rights are opened: told after, it would rightly be heard.
    await until(() => ear.changes.length > before);
    const body = { kind: 'pnm', authorisationId: world.authorisation('TEC'), designeeId: world.person('pnm-a').id };
    const designation = await told(world.as('pharmacien-a').post('/designations').set('Idempotency-Key', randomUUID()).send(body), 201);
    await wentOn(pnm);
    expect(pnm.changes).toEqual([]);
    await type();
    await pnm.hears(ofFile(request));
    await told(world.as('pharmacien-a').post(`/designations/${designation.id}/withdraw`).set('If-Match', `"${designation.stateVersion}"`));
    await wentOn(pnm);
    const heard = pnm.changes.length;
    await type();
    await wentOn(pnm);
    expect(pnm.changes).toHaveLength(heard);
  });

  it('charter C5.4: who may see more or less than before is told to read everything again, and nobody else', async () => {
    const [pnm, ear] = [await listens('pnm-a'), await listens('pharmacien-b')];
    await until(() => [pnm, ear].every(({ beats }) => beats > 1));
    const [before, others] = [pnm.resets, ear.resets];
    const body = { kind: 'pnm', authorisationId: world.authorisation('TEC'), designeeId: world.person('pnm-a').id };
    const designation = await told(world.as('pharmacien-a').post('/designations').set('Idempotency-Key', randomUUID()).send(body), 201);
    await until(() => pnm.resets > before);
    const opened = pnm.resets;
    await told(world.as('pharmacien-a').post(`/designations/${designation.id}/withdraw`).set('If-Match', `"${designation.stateVersion}"`));
    await until(() => pnm.resets > opened);
    expect(ear.resets).toBe(others);
  });

  it('is refused to a stranger and to who may see no patient', async () => {
    expect((await world.anyone().get('/live')).status).toBe(401);
    expect((await world.as('administrateur').get('/live')).status).toBe(403);
  });
});

describe('a stream that was cut', () => {
  it('charter C7.1: goes on where it was', async () => {
    const first = await listens('pharmacien-a');
    first.close();
    await type();
    const again = await listens('pharmacien-a', { lastEventId: first.lastEventId });
    await again.hears(ofFile(request));
    expect(again.resets).toBe(0);
  });

  const place = (xid: number, era: number) => Buffer.from(JSON.stringify([xid, 0, era])).toString('base64url');
  it.each([
    ['what no stream has given', () => 'demain'],
    ['a day long past', (era: number) => place(3, era)],
    ['a time that has not come', (era: number) => place(Number.MAX_SAFE_INTEGER, era)],
    ['a place in the database that was there before a restore', (era: number, now: number) => place(now, era + 1)],
  ])('is told to read everything again after %s', async (_, lastEventId) => {
    const here = (await listens('pharmacien-a', { comesBack: false })).lastEventId;
    const [now, , era] = JSON.parse(Buffer.from(here, 'base64url').toString()) as [number, number, number];
    await world.db.transaction(async (tx) => {
      for (let i = 0; i <= 500; i++) await new Journal().appendAs(tx, { id: 'x', name: 'x', role: 'x' }, CHANGED, entry(randomUUID()));
    });
    const ear = await listens('pharmacien-a', { lastEventId: lastEventId(era, now) });
    expect(ear.resets).toBe(1);
    await type();
    await ear.hears(ofFile(request));
  });

  it('charter C7.1: by a proxy, again and again, misses nothing', async () => {
    const proxy = await cuttingProxy(world.url, 300);
    try {
      const ear = await listens('pharmacien-a', { url: proxy.url });
      const written: string[] = [];
      for (let round = 0; round < 60; round++) {
        written.push(await write());
        await pause(30);
      }
      await until(() => written.every((form) => ear.changes.some(({ formId }) => formId === form)));
      expect(ear.cuts).toBeGreaterThan(3);
      expect(ear.resets).toBe(0);
    } finally {
      proxy.stop();
    }
  });
});

describe('many at once', () => {
  it('charter C7.1: eight who write at once, in transactions that end in any order: nothing is missed, nothing comes twice', async () => {
    const ear = await listens('pharmacien-a');
    const written = await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        const forms: string[] = [];
        for (let round = 0; round < 40; round++) forms.push(await write((writer * 7 + round * 3) % 11));
        return forms;
      }),
    );
    const all = written.flat();
    await until(() => ear.changes.length >= all.length);
    await wentOn(ear);
    expect(ear.changes.map(({ formId }) => formId).sort()).toEqual([...all].sort());
  });

  it('of one session are four at most: a fifth ends the first', async () => {
    const five: Ear[] = [];
    for (let i = 0; i < 5; i++) five.push(await listens('pharmacien-a', { comesBack: false }));
    await until(() => five[0]?.done === true);
    expect(five.slice(1).map(({ done }) => done)).toEqual([false, false, false, false]);
  });

  it('charter C3.1: of one person are twelve at most, wherever they signed in: one more ends the oldest, and no one else’s', async () => {
    const other = await listens('prescripteur-b', { comesBack: false });
    const streams: Ear[] = [];
    for (let session = 0; session < 4; session++) {
      const agent = await world.signIn('prescripteur-a2');
      for (let i = 0; i < 3; i++) streams.push(await Ear.open(world.url, agent, { comesBack: false }));
    }
    ears.push(...streams);
    expect(streams.map(({ done }) => done)).toEqual(Array(12).fill(false));
    const one = await Ear.open(world.url, await world.signIn('prescripteur-a2'), { comesBack: false });
    ears.push(one);
    await until(() => streams[0]?.done === true);
    expect([...streams.slice(1), one, other].map(({ done }) => done)).toEqual(Array(13).fill(false));
  });
});

describe('charter C3.1: a session', () => {
  it('charter C3.1: is not prolonged by its stream, and ends it when it ends', async () => {
    const agent = await world.signIn('pharmacien-a');
    await world.db.query(
      `UPDATE session SET last_act_at = clock_timestamp() - interval '19 minutes 57 seconds' WHERE sess ->> 'signedIn' LIKE $1`,
      [`%${agent.credentials?.csrf}%`],
    );
    const ear = await Ear.open(world.url, agent, { comesBack: false });
    ears.push(ear);
    expect(ear.done).toBe(false);
    await until(() => ear.done);
    await agent.get('/home').expect(401);
  });

  it('charter C3.1: that is signed out has no stream any more', async () => {
    const agent = await world.signIn('pharmacien-a');
    const ear = await Ear.open(world.url, agent, { comesBack: false });
    ears.push(ear);
    await agent.post('/session/sign-out').expect(200);
    await until(() => ear.done);
  });
});

/** An act that the product declares: after one that it does not know, who was cut meanwhile is told to read everything again. */
const { valuesChanged: CHANGED } = FORM_ACTS;
const entry = (formId: string) => ({ stream: request.id, subject: formId, details: { form: 'FAT', protocolVersionId: randomUUID() } });

/** Writes in the file of the patient, in a transaction that takes its time before and after. */
async function write(slowness = 0): Promise<string> {
  const formId = randomUUID();
  await world.db.transaction(async (tx) => {
    // The number of a transaction is given before what it writes: what comes later may well be seen first.
    await tx.query('SELECT pg_current_xact_id()');
    await pause(slowness * 2);
    await new Journal().appendAs(tx, { id: 'x', name: 'x', role: 'x' }, CHANGED, entry(formId));
    await pause(slowness);
  });
  return formId;
}

/** A proxy that cuts every connection after so long. */
async function cuttingProxy(target: string, afterMs: number): Promise<{ url: string; stop: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(target).port), 'localhost');
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined));
    client.pipe(upstream).pipe(client);
    setTimeout(() => [client, upstream].forEach((socket) => socket.destroy()), afterMs).unref();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
