import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProtocolView } from '#protocols/api';
import { daysBefore } from '../testing/follow-up.js';
import { Protocols, tecvayli, today } from '../testing/protocols.js';
import { Requests } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let protocols: Protocols;
beforeAll(async () => {
  world = await World.open();
  protocols = new Protocols(world);
});
afterAll(() => world.close());

const tomorrow = daysBefore(today(), -1);
const listed = async (by = 'gestionnaire'): Promise<ProtocolView | undefined> => {
  const { body } = await world.as(by).get('/protocols').expect(200);
  return body.items.find(({ code }: ProtocolView) => code === 'TECVAYLI');
};
const version = async (number: number, by?: string) => (await listed(by))?.versions.find((each) => each.version === number);
const made = async () => {
  const requests = new Requests(world);
  return (await requests.form(await requests.started(), 'prescripteur-a')).protocolVersionId;
};

describe('versions of a protocol', () => {
  it('charter C1.1: a document is kept as a draft, seen by those who prepare it and by no one else, and makes no form', async () => {
    const { body } = await protocols.import(tecvayli(2)).expect(201);
    expect(body).toMatchObject({ known: false, protocol: { code: 'TECVAYLI' } });
    expect(await version(2)).toMatchObject({ state: 'draft', current: false, forms: 0, importedBy: world.person('gestionnaire').name });
    expect(await version(1)).toMatchObject({ state: 'published', current: true });
    const read = (by: string, id: unknown) => world.as(by).get(`/protocol-versions/${String(id)}`);
    for (const by of ['gestionnaire', 'data-manager', 'exploitant'])
      await read(by, body.id).expect(200).expect('Cache-Control', 'no-store');
    await read('gestionnaire', (await version(1))?.id)
      .expect(200)
      .expect('Cache-Control', /immutable/);
    for (const by of ['prescripteur-a', 'pharmacien-a', 'exploitant-2', 'administrateur'])
      await world.as(by).get(`/protocol-versions/${body.id}`).expect(404);
    expect(await made()).toBe((await version(1))?.id);
    expect((await protocols.import(`# Relu.\n${tecvayli(2)}`).expect(201)).body).toMatchObject({ id: body.id, known: true });
  });

  it('tells all that is wrong with a document, by file and line, with what to do; nothing of it is kept', async () => {
    const broken = tecvayli(7, (source) => source.replace('type: month', 'type: mois'));
    const { body } = await protocols.import(broken, 'tecvayli-v7.yaml').expect(422);
    expect(body).toMatchObject({ code: 'protocol-invalid', detail: expect.stringMatching(/tecvayli-v7\.yaml.*Rien n’a été importé/) });
    expect(body.items[0]).toMatchObject({
      path: expect.stringMatching(/^ligne \d+$/),
      line: expect.any(Number),
      fix: expect.stringMatching(/./),
    });
    expect(await version(7)).toBeUndefined();
    const other = tecvayli(1, (source) => source.replace('Annexe 1, FAT, en-tête', 'Annexe 1, FAT, page 1'));
    expect((await protocols.import(other).expect(422)).body.detail).toMatch(/version 1 de TECVAYLI existe déjà.*nouvelle version/);
    await protocols.import('').expect(400);
  });

  it('takes effect from its day: forms begun keep theirs, and the manager is told which day is possible', async () => {
    const first = await version(1);
    const second = (await version(2))?.id ?? '';
    for (const [day, words] of [
      [first?.validFrom ?? '', /version 1 s’applique à partir du.*qui suit/],
      [daysBefore(today(), 1), /est passé.*aujourd’hui ou un jour à venir/],
      ['2026-02-30', /n’existe pas/],
    ] as const) {
      const { body } = await protocols.publish(second, day).expect(400);
      expect(body).toMatchObject({ code: 'invalid-request', items: [{ path: 'validFrom', message: expect.stringMatching(words) }] });
    }
    await protocols.publish(second, tomorrow).expect(200);
    expect(await version(2)).toMatchObject({ state: 'published', validFrom: tomorrow, current: false });
    expect(await made()).toBe(first?.id);
    expect((await protocols.publish(second, tomorrow).expect(409)).body.detail).toMatch(/déjà publiée/);
    expect((await world.journalOf('installation', 'protocols')).at(-1)).toMatchObject({
      action: 'protocol.published',
      actor: world.person('gestionnaire').name,
      subject: { id: second },
      details: { code: 'TECVAYLI', version: 2, validFrom: tomorrow },
    });

    // The day of what is to come may change, and is journalled; what is in force keeps its own.
    const later = daysBefore(today(), -9);
    expect((await protocols.reschedule(second, daysBefore(today(), 1)).expect(400)).body.items[0].message).toMatch(/est passé/);
    await protocols.reschedule(second, later).expect(200);
    expect(await version(2)).toMatchObject({ state: 'published', validFrom: later, current: false });
    expect((await world.journalOf('installation', 'protocols')).at(-1)).toMatchObject({
      action: 'protocol.rescheduled',
      details: { code: 'TECVAYLI', version: 2, from: tomorrow, validFrom: later },
    });
    expect((await protocols.reschedule(first?.id ?? '', later).expect(409)).body.detail).toMatch(/s’applique depuis/);
    expect((await world.as('data-manager').post(`/protocol-versions/${second}/reschedule`).send({ validFrom: later })).body.rule).toBe(
      'C1.1',
    );

    const third = await protocols.draft(tecvayli(3));
    expect((await protocols.publish(third, today()).expect(400)).body.items[0].message).toMatch(/version 2 s’applique à partir du/);
    await protocols.withdraw(second, 'Annexe 1 incomplète').expect(200);
    await protocols.publish(third, today()).expect(200);
    expect(await made()).toBe(third);
    expect(await version(1)).toMatchObject({ current: false, forms: expect.any(Number) });
  });

  it('withdrawn by mistake or not, a version loses nothing: its forms keep it, and the one before is in force again', async () => {
    const third = await version(3);
    expect(third).toMatchObject({ state: 'published', current: true, forms: 1, patients: 1 });
    expect((await protocols.withdraw(third?.id ?? '', ' ').expect(400)).body.items[0].path).toBe('reason');
    const { body } = await protocols.withdraw(third?.id ?? '', 'Publiée trop tôt').expect(200);
    expect(body.versions.find((each: { version: number }) => each.version === 3)).toMatchObject({
      state: 'withdrawn',
      withdrawnReason: 'Publiée trop tôt',
      withdrawnBy: world.person('gestionnaire').name,
      forms: 1,
    });
    expect(await made()).toBe((await version(1))?.id);
    const [{ id }] = await world.db.query('SELECT id FROM form_record WHERE protocol_version_id = $1', [third?.id]);
    await world.as('prescripteur-a').get(`/forms/${id}`).expect(200);
    await world.as('prescripteur-a').get(`/protocol-versions/${third?.id}`).expect(200);
    expect((await protocols.withdraw(third?.id ?? '').expect(409)).body.detail).toMatch(/déjà retirée/);
    expect((await protocols.publish(third?.id ?? '', tomorrow).expect(409)).body.detail).toMatch(/retirée.*nouveau numéro/);
  });

  it('puts a draft aside, whose number may be taken again; a number once published never is', async () => {
    const draft = await protocols.draft(tecvayli(4));
    const other = tecvayli(4, (source) => source.replace('Annexe 1, FAT, en-tête', 'Annexe 1, FAT, page 1'));
    expect((await protocols.import(other).expect(422)).body.detail).toMatch(/brouillon\s: écartez-le/);
    await protocols.withdraw(draft, 'Coquille dans l’annexe').expect(200);
    expect(await version(4)).toBeUndefined();
    expect(await protocols.draft(other)).not.toBe(draft);
    const again = tecvayli(3, (source) => source.replace('Annexe 1, FAT, en-tête', 'Annexe 1, FAT, page 1'));
    await protocols.import(again).expect(422);
  });

  it('says in words what the later of two versions changes, by form and section', async () => {
    const [one, four] = [await version(1), await version(4)];
    const { body } = await world.as('exploitant').get(`/protocol-versions/${one?.id}/differences?with=${four?.id}`).expect(200);
    expect(body).toMatchObject({ fromVersion: 1, toVersion: 4 });
    expect(body.items).toContainEqual(
      expect.objectContaining({
        form: 'FAT',
        formTitle: expect.any(String),
        section: expect.any(String),
        words: expect.stringMatching(/place/),
      }),
    );
    await world.as('exploitant').get(`/protocol-versions/${one?.id}/differences?with=${one?.id}`).expect(400);
    const { text } = await world.as('exploitant').get(`/protocol-versions/${one?.id}/differences.csv?with=${four?.id}`).expect(200);
    expect(text.slice(1).trimEnd().split('\r\n')).toEqual([
      'Fiche;Section;Ce qui change;Nature;Pour les fiches commencées',
      ...body.items.map(({ words }: { words: string }) => expect.stringContaining(words.replaceAll('"', '""'))),
    ]);
    await world.as('exploitant-2').get(`/protocol-versions/${one?.id}/differences.csv?with=${four?.id}`).expect(404);
    await world.anyone().get('/protocols.csv').expect(401);
    await world.as('exploitant').get(`/protocol-versions/${one?.id}/differences`).expect(400);
  });

  it('charter C1.1: only a manager of the authorisation imports, publishes or withdraws; others are told so, or see nothing', async () => {
    const draft = (await version(4))?.id ?? '';
    const acts = (by: string) => [
      () => new Protocols(world, by).import(tecvayli(5)),
      () => new Protocols(world, by).publish(draft, tomorrow),
      () => new Protocols(world, by).withdraw(draft),
    ];
    for (const by of ['exploitant', 'data-manager'])
      for (const act of acts(by)) expect((await act().expect(403)).body).toMatchObject({ rule: 'C1.1' });
    for (const by of ['prescripteur-a', 'pharmacien-a', 'pnm-a', 'administrateur']) {
      await world.as(by).get('/protocols').expect(403);
      for (const act of acts(by)) await act().expect(403);
    }
    await new Protocols(world, 'exploitant-2').publish(draft, tomorrow).expect(404);
    expect(await listed('exploitant-2')).toBeUndefined();
    const foreign = tecvayli(1, (source) => source.replace(/^code: TECVAYLI$/m, 'code: VYVGART'));
    expect((await protocols.import(foreign).expect(403)).body).toMatchObject({
      rule: 'C1.1',
      detail: expect.stringMatching(/Aucune des autorisations.*VYVGART/),
    });
    await protocols.publish(draft, tomorrow).expect(200);
  });

  it('opens no request when no version is in force, and says so', async () => {
    for (const { id, state } of (await listed())?.versions ?? []) if (state === 'published') await protocols.withdraw(id).expect(200);
    const { body } = await world
      .as('prescripteur-a')
      .post('/enrolments')
      .set('Idempotency-Key', 'aucune-version-en-vigueur')
      .send({ authorisationId: world.authorisation('TEC') })
      .expect(503);
    expect(body.detail).toMatch(/Aucune version du protocole/);
  });
});
