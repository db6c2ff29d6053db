import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PasskeyQuestion } from '#identity/api';
import { Authenticator } from '../testing/authenticator.js';
import { codeOf, DEMANDED, enrolPasskey, SecondFactors, wrongCode } from '../testing/second-factors.js';
import { World } from '../testing/world.js';

let world: World;
let factors: SecondFactors;
beforeAll(async () => {
  world = await World.open({ providers: true, env: DEMANDED });
  factors = new SecondFactors(world);
});
afterAll(() => world.close());
afterEach(() => factors.forget());

describe('an authenticator app', () => {
  it('charter C3.1: is kept once a code of it was right, its secret encrypted; the session that enrolled it goes on under another id', async () => {
    const browser = await factors.recognised('data-manager');
    const before = browser.sessionCookie;
    const { key, uri } = JSON.parse((await browser.send('POST', '/second-factor/apps/question')).text) as { key: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\/Passerelle:.*issuer=Passerelle&secret=\w{32}&/);
    const wrong = await browser.send('POST', '/second-factor/apps', { label: 'Téléphone', code: wrongCode(key) });
    expect([wrong.status, JSON.parse(wrong.text).items[0].path]).toEqual([400, 'code']);
    expect((await browser.send('POST', '/second-factor/apps', { label: 'Téléphone', code: codeOf(key) })).status).toBe(204);
    expect(browser.sessionCookie).not.toBe(before);
    expect(await browser.session()).toMatchObject({ state: 'signed-in', staffRole: 'data-manager' });
    expect(await factors.proofOf(browser)).toMatchObject({ amr: ['pwd', 'otp'], secondFactorAt: expect.any(String) });
    const [{ secret }] = await world.db.query('SELECT secret FROM second_factor');
    expect(secret.includes(Buffer.from(key))).toBe(false);
    const journal = JSON.stringify(await world.journalOf('person', world.person('data-manager').id));
    expect(journal).toContain('second-factor.enrolled');
    expect(journal).not.toContain(key);
  });

  it('charter C3.1: opens the next sign-in by a code, and each code once', async () => {
    const { browser, key } = await factors.withApp('data-manager');
    const code = codeOf(key);
    expect((await factors.give(browser, code)).status).toBe(200);
    expect((await browser.session()).state).toBe('signed-in');
    expect(await factors.proofOf(browser)).toMatchObject({ amr: ['pwd', 'otp'] });
    const again = await factors.recognised('data-manager');
    const replayed = await factors.give(again, code);
    // After a minute it is none any more, and that is said instead.
    expect([replayed.status, replayed.text]).toEqual([400, expect.stringMatching(/déjà servi|ne convient pas/)]);
    expect(await factors.reads(again)).toBe(403);
    expect(await factors.acts('data-manager')).toEqual(expect.arrayContaining(['second-factor.given', 'second-factor.refused']));
  });

  it('charter C3.1: takes the next code too, for clocks that differ, and none further away', async () => {
    const { browser, key } = await factors.withApp('data-manager');
    expect((await factors.give(browser, codeOf(key, 4))).status).toBe(400);
    expect((await factors.give(browser, codeOf(key, 1))).status).toBe(200);
  });

  it('charter C3.1: after five wrong codes one waits, whatever session they came from, a right one included; then it counts again', async () => {
    const { browser, key } = await factors.withApp('data-manager');
    const other = await factors.recognised('data-manager');
    const wrong = wrongCode(key);
    const statuses = [];
    for (const by of [browser, other, browser, other, browser]) statuses.push((await factors.give(by, wrong)).status);
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
    const braked = await factors.give(other, codeOf(key));
    expect([braked.status, braked.text]).toEqual([429, expect.stringMatching(/attendez \d+ seconde/)]);
    expect(Number(braked.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await factors.give(await factors.recognised('exploitant'), wrong)).status).toBe(403);
    await world.db.query(`UPDATE factor_brake SET until = clock_timestamp()`);
    expect((await factors.give(browser, wrong)).status).toBe(429);
    const [{ seconds }] = await world.db.query(
      `SELECT extract(epoch FROM until - clock_timestamp())::int AS seconds FROM factor_brake WHERE until IS NOT NULL`,
    );
    expect(seconds).toBeGreaterThan(30);
    await world.db.query(`UPDATE factor_brake SET until = clock_timestamp()`);
    expect((await factors.give(browser, codeOf(key))).status).toBe(200);
    expect(await world.db.query('SELECT failures FROM factor_brake WHERE person_id = $1', [world.person('data-manager').id])).toEqual([
      { failures: 0 },
    ]);
  });

  it('charter C3.1: wrong codes from elsewhere do not hold up its owner where they gave one before; they are braked all together', async () => {
    const { browser, key } = await factors.withApp('data-manager');
    const elsewhere = await factors.recognised('data-manager');
    const mine = [world.person('data-manager').id];
    const [{ network }] = await world.db.query(`SELECT network FROM factor_brake WHERE person_id = $1 AND network <> ''`, mine);
    await world.db.query(`UPDATE factor_brake SET network = '192.0.2.7' WHERE person_id = $1 AND network <> ''`, mine);
    const statuses = [];
    for (let tried = 0; tried < 5; tried++) statuses.push((await factors.give(elsewhere, wrongCode(key))).status);
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
    expect((await factors.give(elsewhere, codeOf(key))).status).toBe(429);
    await world.db.query(`UPDATE factor_brake SET network = $2 WHERE person_id = $1 AND network <> ''`, [...mine, network]);
    expect((await factors.give(browser, codeOf(key))).status).toBe(200);
    expect(await world.db.query(`SELECT failures FROM factor_brake WHERE person_id = $1 AND network = ''`, mine)).toEqual([
      { failures: 5 },
    ]);
  });

  it('charter C3.1: wrong codes are forgotten after a day without one', async () => {
    const { browser, key } = await factors.withApp('data-manager');
    await world.db.query(`UPDATE factor_brake SET failures = 12, failed_at = clock_timestamp() - interval '25 hours'`);
    expect((await factors.give(browser, wrongCode(key))).status).toBe(400);
    expect((await factors.give(browser, codeOf(key))).status).toBe(200);
  });

  it('charter C3.1: whose secret no key opens any more says so, and hides no other of the same person', async () => {
    const { browser, key } = await factors.withApp('data-manager');
    const lost = `INSERT INTO second_factor (person_id, kind, label, secret, made_at) VALUES ($1, 'app', 'Ancienne', $2, '2020-01-01') RETURNING id`;
    await world.db.query(lost, [world.person('data-manager').id, Buffer.alloc(60)]);
    expect((await factors.give(browser, codeOf(key))).status).toBe(200);
    const left = await factors.recognised('data-manager');
    await world.db.query(`DELETE FROM second_factor WHERE label <> 'Ancienne'`);
    const refused = await factors.give(left, codeOf(key));
    expect([refused.status, refused.text]).toEqual([409, expect.stringMatching(/ne peut plus lire.*demandez à un gestionnaire/)]);
    expect(await world.db.query('SELECT failures FROM factor_brake WHERE failures > 0')).toEqual([]);
  });

  it('charter C3.1: of another person is refused', async () => {
    const { key } = await factors.withApp('exploitant');
    const { browser } = await factors.withApp('data-manager');
    expect((await factors.give(browser, codeOf(key))).status).toBe(400);
  });
});

describe('a passkey', () => {
  it('charter C3.1: opens the next sign-in; what is kept says whether it stays in its device', async () => {
    for (const [stays, means] of [
      [true, 'hwk'],
      [false, 'swk'],
    ] as const) {
      await world.db.query('DELETE FROM second_factor');
      const first = await factors.recognised('gestionnaire');
      const authenticator = await enrolPasskey(first, world, stays);
      expect(await factors.proofOf(first)).toMatchObject({ amr: ['pwd', means] });
      const browser = await factors.recognised('gestionnaire');
      const before = browser.sessionCookie;
      const credential = authenticator.give(await factors.question(browser));
      expect((await browser.send('POST', '/second-factor/passkey', { credential })).status).toBe(200);
      expect(browser.sessionCookie).not.toBe(before);
      expect((await browser.session()).state).toBe('signed-in');
      expect(await factors.proofOf(browser)).toMatchObject({ amr: ['pwd', means] });
    }
  });

  it('charter C3.1: that did not verify its owner is refused, when it is enrolled and when it is given', async () => {
    const browser = await factors.recognised('gestionnaire');
    const asked = JSON.parse((await browser.send('POST', '/second-factor/passkeys/question')).text) as PasskeyQuestion;
    expect(asked.options).toMatchObject({
      authenticatorSelection: { userVerification: 'required' },
      attestation: 'none',
      rp: { id: 'localhost' },
    });
    const careless = new Authenticator(world.url).make(asked, { verified: false });
    expect((await browser.send('POST', '/second-factor/passkeys', { label: 'Clé', credential: careless })).status).toBe(400);
    const authenticator = await enrolPasskey(browser, world);
    const next = await factors.recognised('gestionnaire');
    const credential = authenticator.give(await factors.question(next), { verified: false });
    expect((await next.send('POST', '/second-factor/passkey', { credential })).status).toBe(400);
  });

  it.each([
    [
      'made for another address',
      (one: Authenticator, asked: PasskeyQuestion) => one.give(asked, { origin: 'https://ailleurs.exemple.fr' }),
    ],
    ['made on another port', (one: Authenticator, asked: PasskeyQuestion) => one.give(asked, { origin: 'http://localhost:1' })],
    ['whose count did not go up', (one: Authenticator, asked: PasskeyQuestion) => one.give(asked, { counter: 5 })],
    ['that answers another question', (one: Authenticator) => one.give({ options: { challenge: 'AAAA' } })],
    ['with nothing in it', (one: Authenticator) => ({ id: one.id.toString('base64url') })],
  ])('charter C3.1: %s is refused, and its question does not serve again', async (_what, answer) => {
    const first = await factors.recognised('gestionnaire');
    const authenticator = await enrolPasskey(first, world);
    await world.db.query('UPDATE second_factor SET counter = 5');
    authenticator.counter = 5;
    const browser = await factors.recognised('gestionnaire');
    const asked = await factors.question(browser);
    expect((await browser.send('POST', '/second-factor/passkey', { credential: answer(authenticator, asked) })).status).toBe(400);
    const late = await browser.send('POST', '/second-factor/passkey', { credential: authenticator.give(asked) });
    expect([late.status, await factors.reads(browser)]).toEqual([409, 403]);
    expect(
      (await browser.send('POST', '/second-factor/passkey', { credential: authenticator.give(await factors.question(browser)) })).status,
    ).toBe(200);
  });

  it('charter C3.1: of another person is refused, and cannot be enrolled twice', async () => {
    const theirs = await enrolPasskey(await factors.recognised('exploitant'), world);
    await enrolPasskey(await factors.recognised('gestionnaire'), world);
    const browser = await factors.recognised('gestionnaire');
    const credential = theirs.give(await factors.question(browser));
    expect((await browser.send('POST', '/second-factor/passkey', { credential })).status).toBe(400);
    const third = await factors.recognised('data-manager');
    const asked = JSON.parse((await third.send('POST', '/second-factor/passkeys/question')).text) as PasskeyQuestion;
    expect((await third.send('POST', '/second-factor/passkeys', { label: 'Clé', credential: theirs.make(asked) })).status).toBe(409);
  });

  it('charter C3.1: answered once serves once, however many tabs send it', async () => {
    const authenticator = await enrolPasskey(await factors.recognised('gestionnaire'), world);
    const browser = await factors.recognised('gestionnaire');
    const credential = authenticator.give(await factors.question(browser));
    const answers = await Promise.all([1, 2, 3].map(() => browser.send('POST', '/second-factor/passkey', { credential })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
