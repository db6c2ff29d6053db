import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from '#testing/parts';
import { Product, type Part } from '../testing/product.js';

/** The commits of a registration: the decision with its number, then each e-mail's beginning, finishing and end. */
const DECISION = (['api', 'worker', 'database'] as const).flatMap((victim) =>
  (['before-commit', 'after-commit'] as const).map((moment) => [victim, `decideRequest.${moment}`] as const),
);
const MAIL = ['mail.before-connection', 'mail.before-dot', 'mail.at-dot', 'mail.after-dot', 'mail.after-record'] as const;

describe('kill -9', () => {
  let product: Product;
  let next = 0;

  beforeAll(async () => {
    await build({ client: false, quiet: true });
    product = await Product.open(DECISION.length + MAIL.length + 1);
  });
  afterAll(() => product?.close());

  const expectAllWell = async (id: string) => {
    await product.mailSettled(id);
    const { mails, ...request } = await product.verdict(id);
    expect(request).toEqual({ state: 'granted', number: expect.stringMatching(/^TEC-\d{6}$/), granted: 1 });
    expect(mails).toHaveLength(3);
    for (const mail of mails) {
      expect(mail).toMatchObject({ state: 'sent', messageIds: 1 });
      expect(mail.arrived).toBeGreaterThanOrEqual(1);
      // Twice only in the one case that cannot be told from outside, which the journal then tells.
      expect(mail.arrived).toBeLessThanOrEqual(mail.repeated ? 2 : 1);
    }
    expect(await product.journalFaults()).toBe(0);
    const { given, distinct, counted } = await product.numbers();
    expect([distinct, counted]).toEqual([given, given]);
    return mails;
  };

  it.each(DECISION)('charter C6.4: of the %s at %s: one number, one whole journal, each e-mail once', async (victim: Part, point) => {
    const id = product.requests[next++] ?? '';
    const version = await product.version(id);
    await product.ready('worker');
    await product.ready('api', { point, kills: victim });
    await product.decide(id, version);
    await product.died(victim);
    if (victim === 'worker') await product.leasesRunOut();
    await product.revive(victim);
    await product.decideUntilDone(id, version);
    await expectAllWell(id);
  });

  it.each(MAIL)('charter C6.4: of the worker at %s: never no e-mail, and twice only if the journal says so', async (point) => {
    const id = product.requests[next++] ?? '';
    const version = await product.version(id);
    await product.ready('worker', { point });
    await product.ready('api');
    await product.decideUntilDone(id, version);
    await product.died('worker');
    await product.leasesRunOut();
    await product.revive('worker');
    const mails = await expectAllWell(id);
    const repeats = mails.filter(({ repeated }) => repeated).length;
    // Several leave side by side: the others may have been anywhere when the process died.
    if (point === 'mail.before-connection' || point === 'mail.before-dot') expect(repeats).toBe(0);
    if (point === 'mail.at-dot' || point === 'mail.after-dot') expect(repeats).toBeGreaterThan(0);
    if (point === 'mail.after-dot') expect(mails.some(({ arrived }) => arrived === 2)).toBe(true);
    if (point === 'mail.after-record') expect(mails.some(({ repeated }) => !repeated)).toBe(true);
  });
});
