import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { addDays, addMonths, todayIn } from '#kernel/domain';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const TODAY = todayIn('Europe/Paris', new Date());
/** A protocol that no authorisation follows yet: a shipped one, under another code. */
const SOURCE = readFileSync('libs/protocols/api/shipped/tecvayli.yaml', 'utf8').replace(/^code: .*$/m, 'code: NOUVEAU-PUT');

const GRANT = {
  day: TODAY,
  term: addDays(addMonths(TODAY, 12), -1),
  decidedOn: TODAY,
  authority: 'has',
  document: 'Décision n° 2026.0321',
};
const WISH = {
  code: 'NOUV',
  holderId: 'laboratoires-prevot',
  kind: 'AAP-PRE-AMM',
  medicine: 'NOUVELLE',
  inn: 'nouvellumab',
  indication: 'Maladie rare de l’adulte, après échec des traitements disponibles',
  indicationCode: 'CNOUV01',
  ucdCodes: ['3400 8940 6117 5'],
  protocolCode: 'NOUVEAU-PUT',
  ...GRANT,
};

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const opening = (by: string, wish: object, key: string = randomUUID()) =>
  world.as(by).post('/authorisations').set('Idempotency-Key', key).send(wish);
const refusal = async (change: object) => {
  const { status, body } = await opening('gestionnaire', { ...WISH, code: 'AUTRE', ...change });
  return { status, rule: body.rule, paths: (body.items ?? []).map(({ path }: { path: string }) => path), said: JSON.stringify(body) };
};

describe('a collection is opened without SQL', () => {
  it('charter R1: from a company that nobody knew to a first FAT', async () => {
    const manager = world.as('gestionnaire');
    expect(await told(manager.post('/holders').send({ name: 'Laboratoires Prévôt' }), 201)).toEqual({
      id: WISH.holderId,
      name: 'Laboratoires Prévôt',
    });
    const key = randomUUID();
    const { id } = (await told(opening('gestionnaire', WISH, key), 201)) as { id: string };
    // The answer was lost, and it is asked again: done once.
    expect(await told(opening('gestionnaire', WISH, key), 201)).toEqual({ id });

    // Its manager alone sees it while its protocol is to come, and that nothing can be asked under it.
    const seen = (await told(manager.get(`/authorisations/${id}`))) as {
      protocolVersion?: number;
      abilities: string[];
      ucdCodes: string[];
    };
    expect(seen).toMatchObject({
      code: 'NOUV',
      kind: 'AAP-PRE-AMM',
      status: 'in-force',
      ucdCodes: ['3400894061175'],
      indicationCode: 'CNOUV01',
    });
    expect(seen.protocolVersion).toBeUndefined();
    await world.as('prescripteur-a').get(`/authorisations/${id}`).expect(404);
    expect(await told(manager.get(`/authorisations/${id}/life`))).toMatchObject({
      decisions: [{ kind: 'granted', day: TODAY, authority: 'has', document: GRANT.document, term: GRANT.term, takenOver: false }],
    });

    const version = (await told(manager.post('/protocol-versions').send({ source: SOURCE, fileName: 'nouveau.yaml' }), 201)) as {
      id: string;
    };
    await told(manager.post(`/protocol-versions/${version.id}/publish`).send({ validFrom: TODAY }));

    const prescriber = world.as('prescripteur-a');
    const begun = (await told(prescriber.post('/enrolments').set('Idempotency-Key', randomUUID()).send({ authorisationId: id }), 201)) as {
      state: string;
      forms: { kind: string }[];
    };
    expect(begun).toMatchObject({ state: 'draft', forms: [{ kind: 'FAT' }] });
    expect((await world.journalOf('authorisation', id)).map(({ action }) => action)).toEqual(['authorisation.opened']);
  });

  it('charter R1: what is wrong of it is said where it is, and nothing is kept', async () => {
    expect(await refusal({ ucdCodes: ['3400894061174'] })).toMatchObject({
      status: 400,
      paths: ['ucdCodes.0'],
      said: expect.stringMatching(/dernier chiffre/),
    });
    expect(await refusal({ code: 'TEC' })).toMatchObject({ status: 400, paths: ['code'], said: expect.stringMatching(/TEC est celui/) });
    expect(await refusal({ holderId: 'nobody-knows' })).toMatchObject({ status: 400, paths: ['holderId'] });
    expect(await refusal({ decidedOn: addDays(TODAY, 1) })).toMatchObject({ status: 400, paths: ['decidedOn'] });
    expect(await refusal({ groupId: randomUUID() })).toMatchObject({ status: 400, paths: ['groupId'] });
    expect(await refusal({ authority: 'ansm' })).toMatchObject({ status: 409, rule: 'R1' });
    expect(await refusal({ term: addMonths(TODAY, 13) })).toMatchObject({ status: 409, rule: 'R2' });
    expect(await world.db.query(`SELECT 1 FROM authorisation WHERE code = 'AUTRE'`)).toEqual([]);
  });

  it('charter R1: a company is entered once, whatever its accents', async () => {
    const { status, body } = await world.as('gestionnaire').post('/holders').send({ name: 'LABORATOIRES PREVOT' });
    expect({ status, said: body.detail }).toEqual({ status: 409, said: expect.stringMatching(/déjà enregistré/) });
    await world.as('gestionnaire').post('/holders').send({ name: '…' }).expect(400);
  });

  it('charter C3.3: a group is made with its access, and takes no authorisation of another company', async () => {
    const manager = world.as('gestionnaire');
    const made = { name: 'NOUVELLE, toutes indications', access: 'single' };
    const { id: groupId } = (await told(manager.post('/authorisation-groups').set('Idempotency-Key', randomUUID()).send(made), 201)) as {
      id: string;
    };
    await opening('gestionnaire', { ...WISH, code: 'NOUV2', indication: 'Une autre indication', groupId }).expect(201);
    const { items } = (await told(manager.get('/authorisation-groups'))) as { items: object[] };
    expect(items).toContainEqual({ id: groupId, ...made, indications: ['Une autre indication'] });
    expect(await refusal({ groupId, holderId: 'laboratoire-tecvayli' })).toMatchObject({
      status: 400,
      paths: ['groupId'],
      said: expect.stringMatching(/deux entreprises/),
    });
  });

  it('charter R1: the same code opened twice at once makes one authorisation', async () => {
    const both = await Promise.all(['first', 'second'].map(() => opening('gestionnaire', { ...WISH, code: 'DEUX' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('charter R1: nobody else opens one', async () => {
    for (const account of ['prescripteur-a', 'pharmacien-a', 'pnm-a', 'exploitant', 'data-manager', 'administrateur']) {
      const rule = account === 'administrateur' ? 'C3.1' : 'R1';
      const refusals = [
        await opening(account, WISH),
        await world.as(account).post('/holders').send({ name: 'Une entreprise' }),
        await world.as(account).get('/holders'),
        await world.as(account).get('/authorisation-groups'),
      ];
      expect(refusals.map(({ status, body }) => [account, status, body.rule])).toEqual(refusals.map(() => [account, 403, rule]));
    }
    await world.anyone().post('/authorisations').set('Idempotency-Key', randomUUID()).send(WISH).expect(401);
  });
});
