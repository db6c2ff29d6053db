import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dammCheckDigit } from '#kernel/domain';
import { LOOKS } from '../capabilities.js';
import { DISPENSER, NOBODYS, Readings } from '../testing/readings.js';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let readings: Readings;
let number: string;
let id: string;
beforeAll(async () => {
  world = await World.open({ env: { NUMBER_CHECKS_PER_HOUR: '1000' } });
  readings = new Readings(world);
  ({ number, id } = await readings.patient());
});
afterAll(() => world.close());

const looks = () =>
  world.db.query(
    `SELECT action, subject_type, subject_id, filter, outcome FROM access_log WHERE subject_type = 'registration-number' ORDER BY id DESC`,
  );

describe('a pharmacist of B who knows a number alone', () => {
  it('charter C9.1: is told whether it is valid for that authorisation: yes or no, and nothing else', async () => {
    expect(await told(readings.check(DISPENSER, number))).toEqual({ valid: true });
    expect(await told(readings.check(DISPENSER, number.slice(-6)))).toEqual({ valid: true });
    expect(await told(readings.check(DISPENSER, NOBODYS))).toEqual({ valid: false });
    // Of another authorisation, it is no more than unknown.
    expect(await told(readings.check(DISPENSER, number, 'TEC'))).toEqual({ valid: false });
  });

  it('charter C9.1: is told of a number typed wrong by its check character, where it was typed', async () => {
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    const { body } = await readings.check(DISPENSER, wrong).expect(400);
    expect(body).toMatchObject({
      code: 'invalid-request',
      items: [{ path: 'number', message: expect.stringMatching(/erreur de saisie/) }],
    });
    for (const odd of ['DUP', '03/1961', 'ENH', 'x'.repeat(41)]) await readings.check(DISPENSER, odd).expect(400, /"path":"number"/);
    await readings.check(DISPENSER, '').expect(400, /"path":"number"/);
    await world
      .as(DISPENSER)
      .post('/number-checks')
      .send({ authorisationId: world.authorisation('ENH') })
      .expect(400);
  });

  it('charter C9.1: leaves each question in the access log, without who the patient is', async () => {
    const before = (await looks()).length;
    for (const asked of [number, NOBODYS]) await told(readings.check(DISPENSER, asked));
    const rows = await looks();
    expect(rows.length).toBe(before + 2);
    expect(rows.slice(0, 2)).toEqual([
      expect.objectContaining({ action: 'read', subject_id: world.authorisation('ENH'), filter: '{"valid":false}' }),
      expect.objectContaining({ action: 'read', subject_id: world.authorisation('ENH'), filter: '{"valid":true}' }),
    ]);
    for (const secret of [number, number.slice(-6), id]) expect(JSON.stringify(rows)).not.toContain(secret);
    // The manager finds it, and so does the pharmacist among their own looks.
    for (const [name, path] of [
      ['gestionnaire', '/access-log'],
      [DISPENSER, '/my-access-log'],
    ] as const)
      expect(JSON.stringify(await told(world.as(name).get(path)))).toContain('registration-number');
    expect(LOOKS.of('registration-number')).toBe('validité d’un numéro d’enregistrement');
  });

  it('charter C9.1: sees nothing of that patient: neither the file, nor a list, nor a count', async () => {
    expect(await readings.reads({ id })).toBe(404);
    for (const path of [
      `/enrolments/${id}/schedule`,
      `/enrolments/${id}/channels`,
      `/enrolments/${id}/read-grants`,
      `/enrolments/${id}/journal`,
    ])
      expect([path, (await world.as(DISPENSER).get(path)).status]).toEqual([path, 404]);
    const { items } = await told(world.as(DISPENSER).post('/enrolments/search').send({ search: number }));
    expect(items).toEqual([]);
    await world
      .as(DISPENSER)
      .post(`/enrolments/${id}/forms`)
      .set('Idempotency-Key', 'of-nobody-here')
      .send({ formCode: 'FIT' })
      .expect(404);
  });

  it('charter C9.1: nobody but a pharmacist asks about a number', async () => {
    for (const name of ['prescripteur-b', 'pnm-b', 'prescripteur-a2', 'exploitant-2', 'data-manager', 'gestionnaire'])
      await readings.check(name, number).expect(403, /"rule":"C9.2"/);
    await readings.check('administrateur', number).expect(403);
    await world.anyone().post('/number-checks').send({}).expect(401);
    await readings
      .check(DISPENSER, number)
      .send({ authorisationId: world.authorisation('ENH'), number, patient: 'x' })
      .expect(400);
    const unknown = { authorisationId: '00000000-0000-4000-8000-000000000000', number };
    await world.as(DISPENSER).post('/number-checks').send(unknown).expect(404);
  });

  it('charter C9.3: is shown where adverse effects are declared, without access to anyone', async () => {
    const early = await told(world.as(DISPENSER).get(`/authorisations/${world.authorisation('ENH')}/channels`));
    expect(early).toMatchObject({ byPortal: false, holderName: 'Laboratoire d’ENHERTU', holder: { email: expect.stringContaining('@') } });
    expect(early.words.join(' ')).toMatch(/Avant l’AMM, déclarez à la pharmacovigilance.*rien à saisir dans Passerelle/);
    const late = await told(world.as(DISPENSER).get(`/authorisations/${world.authorisation('TEC')}/channels`));
    expect(late).toMatchObject({ byPortal: true, portal: { url: 'https://signalement.social-sante.gouv.fr' } });
    // A protocol that is not there yet delays nobody.
    expect(await told(world.as(DISPENSER).get(`/authorisations/${world.authorisation('VYV')}/channels`))).toMatchObject({
      byPortal: false,
    });
    await world
      .anyone()
      .get(`/authorisations/${world.authorisation('ENH')}/channels`)
      .expect(401);
  });
});

describe('who asks about many numbers', () => {
  it('charter C9.1: is told when to go on, whatever they asked; anyone else is not', async () => {
    const hasty = await World.open({ env: { NUMBER_CHECKS_PER_HOUR: '3' } });
    try {
      const some = new Readings(hasty);
      for (let digits = 10_000; digits < 10_003; digits++)
        expect(await told(some.check(DISPENSER, `ENH-${digits}${dammCheckDigit(String(digits))}`))).toEqual({ valid: false });
      for (const one of [some.check(DISPENSER, NOBODYS), some.ask(DISPENSER, NOBODYS)]) {
        const { body } = await one.expect(429);
        expect(body).toMatchObject({
          code: 'too-many-requests',
          detail: expect.stringMatching(/beaucoup de numéros.*Réessayez dans \d+ minutes/),
        });
      }
      await some.check('pharmacien-a', NOBODYS).expect(200);
    } finally {
      await hasty.close();
    }
  });
});
