import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PERSONAS } from '../testing/personas.js';
import { Readings } from '../testing/readings.js';
import { told, type Request, type Wire } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { World } from '../testing/world.js';

const PRESCRIBER = 'prescripteur-a2';
const CENTRES = ['540002698', '010000024'];

let world: World;
let readings: Readings;
let patient: Request & { readonly number: string };
let today: string;

beforeAll(async () => {
  world = await World.open();
  readings = new Readings(world);
  today = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  patient = await readings.opened();
  await designate('pharmacien-a', 'pnm', 'pnm-a');
});
afterAll(() => world.close());

const designate = (by: string, kind: string, designee: string) =>
  told(
    world
      .as(by)
      .post('/designations')
      .set('Idempotency-Key', randomUUID())
      .send({ kind, authorisationId: world.authorisation('ENH'), designeeId: world.person(designee).id }),
    201,
  );
const seers = (by: string, id = patient.id): Promise<Wire> => told(world.as(by).get(`/enrolments/${id}/seers`));
const named = ({ items }: Wire, name: string): Wire => items.find((one: Wire) => one.name === world.person(name).name);

/** Those of the demonstration who get the file when they ask for it, in any of their places. */
async function readers(id: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const name of PERSONAS.keys()) {
    const places = world.person(name).profiles.length > 0 ? CENTRES : [undefined];
    for (const centre of places) {
      const works = !centre || world.person(name).profiles.some(({ centreId }) => centreId === centre);
      if (works && (await world.as(name, centre).get(`/enrolments/${id}`)).status === 200) found.add(world.person(name).name);
    }
  }
  return found;
}

describe('who sees a file, and why', () => {
  it('charter C5.7: names exactly those who get the file when they ask for it', async () => {
    const { items, former } = await seers(PRESCRIBER);
    expect(new Set(items.map(({ name }: Wire) => name))).toEqual(await readers(patient.id));
    expect(former).toEqual([]);
  });

  it('charter C5.7: says of each since when, by what, and by which rule in the words of the policy', async () => {
    const found = await seers(PRESCRIBER);
    expect(named(found, PRESCRIBER)).toMatchObject({
      side: 'centre',
      since: today,
      rules: [{ rule: expect.stringMatching(/^C5\.[18]$/) }, expect.anything()],
      grounds: expect.arrayContaining([{ ground: 'request', words: expect.stringMatching(/^demande d’accès signée le /), since: today }]),
    });
    const pnm = named(found, 'pnm-a');
    expect(pnm).toMatchObject({ rules: [{ rule: 'C5.4' }], may: ['lire', 'saisir'], since: today });
    expect(pnm.until > today).toBe(true);
    expect(pnm.grounds[0].words).toContain(`désignation par ${world.person('pharmacien-a').name}`);
    expect(named(found, 'pharmacien-a')).toMatchObject({
      rules: [{ rule: 'C5.3', words: 'dans son centre' }],
      grounds: [{ ground: 'role' }],
    });
    expect(named(found, 'exploitant-2')).toMatchObject({
      side: 'holder',
      company: 'Laboratoire d’ENHERTU',
      rules: [{ rule: 'P1' }],
      may: ['lire'],
    });
    expect(named(found, 'data-manager')).toMatchObject({ side: 'operator', rules: [{ rule: 'C1.2' }] });
  });

  it('charter C5.7: a pharmacist of elsewhere is named with the reading that was opened, its end and who opened it', async () => {
    const reader = named(await seers(PRESCRIBER), 'pharmacien-b');
    expect(reader).toMatchObject({ side: 'elsewhere', rules: [{ rule: 'C9.2' }], may: ['lire'], grounds: [{ ground: 'reading' }] });
    expect(reader.grounds[0].words).toContain(`lecture ouverte par ${world.person(PRESCRIBER).name}`);
    expect(reader.until > today).toBe(true);
  });

  it('charter C5.7: is for those who may read the journal of the file, and for nobody else', async () => {
    const draft = await readings.follow.requests.started('pharmacien-a', 'ENH', 'nouveau');
    const asked = (by: string, id = patient.id) => world.as(by).get(`/enrolments/${id}/seers`);
    await world.anyone().get(`/enrolments/${patient.id}/seers`).expect(401);
    for (const stranger of ['prescripteur-b', 'pnm-b', 'prescripteur-a', 'exploitant']) await asked(stranger).expect(404);
    // Named on a FAT, or reading from elsewhere: the file is seen, who sees it is not told.
    await asked('nouveau', draft.id).expect(403, /"rule":"C5.8"/);
    await asked('pharmacien-b').expect(403, /"rule":"C5.3"/);
    await asked('administrateur').expect(403, /"rule":"C3.1"/);
    for (const other of ['pharmacien-a', 'pnm-a', 'exploitant-2', 'data-manager', 'gestionnaire']) await asked(other).expect(200);
  });

  it('charter C5.7: the look is in the access log', async () => {
    await seers('pharmacien-a');
    const [{ count }] = await world.db.query(
      `SELECT count(*)::int FROM access_log WHERE subject_type = 'seers' AND subject_id = $1 AND person_id = $2`,
      [patient.id, world.person('pharmacien-a').id],
    );
    expect(count).toBeGreaterThan(0);
  });

  it('charter C5.7: after a transfer the new team is named, and the former one is counted without a name', async () => {
    const transfers = new TransfersOf(world);
    await transfers.followedSince(patient, '2026-01-20');
    await transfers.made(patient, { effectiveOn: today });
    const found = await seers('prescripteur-b');
    const names = found.items.map(({ name }: Wire) => name);
    expect(names).toContain(world.person('pharmacien-b').name);
    expect(names).not.toContain(world.person('pnm-a').name);
    expect(named(found, 'prescripteur-b').grounds[0].words).toMatch(/^demande d’accès ouverte par un transfert le /);
    expect(found.former).toContainEqual(
      expect.objectContaining({ role: 'pnm', count: 1, rules: [expect.objectContaining({ rule: 'C10.5' })] }),
    );
    await world
      .as('pharmacien-a')
      .get(`/enrolments/${patient.id}/seers`)
      .expect(403, /"rule":"C10.5"/);
  });
});

describe('what I see, and why', () => {
  const mine = (by: string): Promise<Wire> => told(world.as(by).get('/my-access'));
  const ground = async (by: string, which: string): Promise<Wire> => (await mine(by)).grounds.find((one: Wire) => one.ground === which);

  it('charter C5.7: each thing that was given, with its end and what it opens in the words of the policy', async () => {
    const designation = await ground('pnm-a', 'designation');
    expect(designation.gives.join()).toMatch(/saisir.*les fiches/);
    expect(designation.items).toEqual([
      expect.objectContaining({ authorisationCode: 'ENH', words: expect.stringContaining('désignation par') }),
    ]);
    expect((await ground(PRESCRIBER, 'request')).items).toEqual([expect.objectContaining({ authorisationCode: 'ENH' })]);
    expect((await ground('exploitant', 'assignment')).items).toEqual([expect.objectContaining({ authorisationCode: 'TEC' })]);
    expect((await ground('pharmacien-a', 'role')).gives.join()).toContain('les dossiers de patients');
    expect(await ground('prescripteur-a', 'request')).toBeUndefined();
    await world.anyone().get('/my-access').expect(401);
  });

  it('charter C5.7: what was withdrawn is not there any more', async () => {
    const { items } = await told(world.as('pharmacien-a').get('/designations'));
    const [{ id, stateVersion }] = items;
    await told(world.as('pharmacien-a').post(`/designations/${id}/withdraw`).set('If-Match', `"${stateVersion}"`));
    expect(await ground('pnm-a', 'designation')).toBeUndefined();
  });
});
