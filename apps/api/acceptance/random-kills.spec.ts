import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '#testing/parts';
import { Chance } from '../../demonstration/chance.js';
import { Jobs, verifyJournal } from '#kernel/api';
import { ContinuityOf } from '../testing/continuity.js';
import { daysBefore } from '../testing/follow-up.js';
import { until } from '../testing/processes.js';
import { told, type Request } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { Workers } from '../testing/workers.js';
import { World } from '../testing/world.js';
import { Product, type MailFault, type Part, type Verdict } from '../testing/product.js';

/** How many processes are killed: on demand only, by `npm run faults`. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? 0);
const PARTS: readonly Part[] = ['api', 'worker', 'database'];
const MAIL_FAULTS: readonly (MailFault | undefined)[] = [
  'connect',
  'rcpt',
  'before-dot',
  'at-dot',
  'after-dot',
  ...Array(7).fill(undefined),
];

jest.setTimeout(60_000 + KILLS * 30_000);

/** One registration, one kill -9 at a moment that chance chooses, again and again; then the accounts. */
(KILLS > 0 ? describe : describe.skip)(`${KILLS} random kills`, () => {
  const chance = new Chance(Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000));
  const killed: Record<Part, number> = { api: 0, worker: 0, database: 0 };
  let product: Product;

  beforeAll(async () => {
    await build({ client: false, quiet: true });
    product = await Product.open(KILLS);
    await product.start('worker');
    await product.start('api');
  });
  afterAll(() => product?.close());

  const strike = async (victim: Part) => {
    product.kill(victim);
    await product.died(victim);
    if (victim === 'worker') await product.leasesRunOut();
    await product.revive(victim);
    killed[victim]++;
  };

  it('charter C6.4: one number, one whole journal, e-mails as promised, each time', async () => {
    for (const id of product.requests) {
      product.mailFault = chance.pick(MAIL_FAULTS);
      const version = await product.version(id);
      const decided = product.decideUntilDone(id, version);
      await sleep(chance.between(0, 600));
      await strike(chance.pick(PARTS));
      await decided;
    }
    product.mailFault = undefined;
    await strike('worker');
    const verdicts: Verdict[] = [];
    for (const id of product.requests) {
      await product.mailSettled(id);
      verdicts.push(await product.verdict(id));
    }
    const mails = verdicts.flatMap((verdict) => verdict.mails);
    const figures = {
      killed,
      requests: verdicts.length,
      numbers: await product.numbers(),
      journalFaults: await product.journalFaults(),
      mails: mails.length,
      once: mails.filter(({ arrived }) => arrived === 1).length,
      twiceAndTold: mails.filter(({ arrived, repeated }) => arrived === 2 && repeated).length,
      onTheDesk: mails.filter(({ state }) => state === 'unconfirmed').length,
    };
    if (process.env['FAULT_FIGURES']) writeFileSync(process.env['FAULT_FIGURES'], JSON.stringify(figures));

    for (const { mails: own, ...request } of verdicts) {
      expect(request).toEqual({ state: 'granted', number: expect.any(String), granted: 1 });
      expect(own).toHaveLength(3);
    }
    for (const { state, arrived, repeated, messageIds } of mails) {
      expect(arrived).toBeLessThanOrEqual(repeated ? 2 : 1);
      expect(messageIds).toBeLessThanOrEqual(1);
      expect(['sent', 'unconfirmed']).toContain(state);
      if (state === 'sent') expect(arrived).toBeGreaterThanOrEqual(1);
    }
    expect(figures.numbers).toEqual({ given: KILLS, distinct: KILLS, counted: KILLS });
    expect(figures.journalFaults).toBe(0);
  });
});

/** A worker that is killed again and again, while it opens the requests of a cohort and does the transfers of the day. */
(KILLS > 0 ? describe : describe.skip)(`${KILLS} random kills of a worker that does what a manager decided`, () => {
  const chance = new Chance(Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000));
  let world: World;
  let workers: Workers;

  beforeAll(async () => {
    await build({ client: false, quiet: true });
    world = await World.open();
    workers = new Workers(world);
  });
  afterAll(async () => {
    workers?.close();
    await world?.close();
  });

  const left = async (): Promise<number> =>
    (
      await world.db.query(
        `SELECT (SELECT count(*) FROM cohort_line WHERE outcome IS NULL)::int + (SELECT count(*) FROM transfer WHERE state = 'planned')::int AS left`,
      )
    )[0].left;

  it('charter C8.1, C10.1: one request a patient, one move a transfer, and the journal verifies', async () => {
    const of = await ContinuityOf.open(world);
    const transfers = new TransfersOf(world);
    await told(of.link());
    const [followed, moved]: [Request[], Request[]] = [[], []];
    for (let rank = 0; rank < KILLS; rank++) {
      followed.push(await of.followed());
      const { patient, today } = await transfers.patientOfA();
      await transfers.made(patient, { effectiveOn: daysBefore(today, -7) });
      moved.push(patient);
    }
    await world.db.query(`UPDATE transfer SET effective_on = effective_on - 7`);
    await told(of.openCohort());
    for (let kill = 0; kill < KILLS && (await left()) > 0; kill++) {
      const worker = workers.start();
      await world.app.get(Jobs).wake('transfers.do', randomUUID(), {});
      await sleep(chance.between(1_500, 5_000));
      await workers.end(worker, 'SIGKILL');
    }
    const whole = workers.start();
    await world.app.get(Jobs).wake('transfers.do', randomUUID(), {});
    await until(async () => (await left()) === 0);
    await workers.end(whole);

    const requests: { count: number }[] = await world.db.query('SELECT count(*)::int AS count FROM continuation GROUP BY former_id');
    expect(requests.map(({ count }) => count)).toEqual(followed.map(() => 1));
    for (const { id } of moved) {
      const acts = (await world.journalOf('enrolment', id)).map(({ action }) => action);
      expect(acts.filter((action) => action === 'transfer.done')).toHaveLength(1);
      const stays: unknown[] = await world.db.query('SELECT id FROM stay WHERE enrolment_id = $1', [id]);
      expect(stays).toHaveLength(2);
    }
    expect((await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey))).faults).toEqual([]);
  });
});
