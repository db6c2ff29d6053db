import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CalendarsInForce } from '#calendar/api';
import type { ScheduleView } from '#forms/api';
import { grantedAs } from '../testing/compassionate.js';
import { DecisionsOf } from '../testing/decisions.js';
import { OfferedStates } from '../testing/offered-states.js';
import { authorisations, declaration, designations, pvCase, query, staff } from '../testing/offers-beside.js';
import { differences, enrolment, form, schedule, type Shown, type Wanted } from '../testing/offers.js';
import { Protocols } from '../testing/protocols.js';
import { RehearsalModule } from '../testing/rehearsal.js';
import { Requests, told } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let states: OfferedStates;
beforeAll(async () => {
  world = await World.open({ modules: [RehearsalModule] });
  states = await OfferedStates.of(world);
});
afterAll(() => world?.close());

type Place = readonly [where: string, shownTo: (name: string) => Promise<readonly Shown[]>];

/** Of each role, and of each way in which one is concerned: who is concerned alike is answered alike (matrix.golden.md). */
const PEOPLE = [
  'prescripteur-a',
  'prescripteur-a2',
  'nouveau',
  'pharmacien-a',
  'pnm-a',
  'pharmacien-b',
  'exploitant',
  'exploitant-2',
  'exploitant-3',
  'data-manager',
  'gestionnaire',
];

/** All that stands under these authorisations, by the words that its names begin with. */
function things(isMeant: (where: string) => boolean): Place[] {
  return [
    ...[...states.enrolments].map(([where, id]): Place => [where, (name) => enrolment(world.as(name), id)]),
    ...[...states.forms].map(([where, id]): Place => [
      where,
      async (name) => [...(await form(world.as(name), id)), ...(await declaration(world.as(name), id))],
    ]),
    ...[...states.queries].map(([where, id]): Place => [where, (name) => query(world.as(name), id)]),
    ...[...states.cases].map(([where, id]): Place => [where, (name) => pvCase(world.as(name), id)]),
  ].filter(([where]) => isMeant(where));
}

const AROUND: readonly Place[] = [
  ['autorisations', (name) => authorisations(world, name)],
  ['désignations', (name) => designations(world.as(name))],
  ['comptes', (name) => staff(world.as(name))],
];

async function everyone(places: readonly Place[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of PEOPLE)
    for (const [where, shownTo] of places)
      found.push(...(await differences(world.as(name), await shownTo(name))).map((words) => `${name}, ${where}, ${words}`));
  return found;
}

/** What a suspension, or the want of a version, changes. */
const CONCERNED = ['TEC brouillon', 'TEC à signer', 'TEC signée', 'VYV déclaration reçue', 'VYV suivi'];
/** The authorisation that is waived. */
const WAIVED = 'ENH';
/** A form of ENHERTU that a registry may keep. */
const KEPT = 'QDV';
/** Calendars say what is in force. */
const followed = () => world.app.get(CalendarsInForce, { strict: false }).follow();
const isVyv = (where: string) => where.startsWith('VYV');

describe('what is offered to a person is accepted of them, and what is not offered is refused', () => {
  it('charter C5.2: on requests, forms of the follow-up, and queries in each state', async () => {
    expect(await everyone(things((where) => !isVyv(where)))).toEqual([]);
  });

  it('charter P3: on declarations in each state, and for a patient who died', async () => {
    expect(await everyone(things(isVyv))).toEqual([]);
  });

  it('charter C3.4: on authorisations, designations and accounts', async () => {
    expect(await everyone(AROUND)).toEqual([]);
  });

  it('charter R5: when the authorisation is suspended, or no version of the protocol is in force', async () => {
    const [tec, vyv] = [world.authorisation('TEC'), world.authorisation('VYV')];
    const becomes = async (status: string) => {
      const manager = world.as('gestionnaire');
      const { stateVersion } = await told(manager.get(`/authorisations/${tec}`));
      await told(
        manager.post(`/authorisations/${tec}/status`).set('If-Match', `"${stateVersion}"`).send({ status, reason: 'Essai des offres.' }),
      );
    };
    await becomes('suspended');
    await world.db.query(
      `UPDATE protocol_version SET state = 'withdrawn', withdrawn_at = now(), withdrawn_by = 'essai', withdrawn_reason = 'essai' WHERE code = 'VYVGART'`,
    );
    try {
      expect(await everyone([...things((where) => CONCERNED.some((words) => where.startsWith(words))), ...AROUND])).toEqual([]);
      await world.db.query(`UPDATE authorisation SET status = 'ended' WHERE id = $1`, [vyv]);
      expect(await everyone(AROUND)).toEqual([]);
    } finally {
      await becomes('in-force');
      await world.db.query(`UPDATE authorisation SET status = 'in-force'`);
      await world.db.query(
        `UPDATE protocol_version SET state = 'published', withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_reason = NULL WHERE code = 'VYVGART'`,
      );
    }
  });

  it('charter R8: when an authorisation is waived from its PUT, and once it is required again', async () => {
    const [decisions, requests] = [new DecisionsOf(world), new Requests(world)];
    const begun = () => requests.started('prescripteur-a2', WAIVED);
    const [draft, toSign] = [await begun(), await requests.completed(await begun(), 'prescripteur-a2')];
    for (const [where, { id, formId }] of Object.entries({ draft, toSign })) {
      states.enrolments.set(`${WAIVED} ${where}`, id);
      states.forms.set(`${WAIVED} ${where} (FAT)`, formId);
    }
    const concerned = [...things((where) => !isVyv(where) && !where.startsWith('TEC')), ...AROUND];
    await grantedAs(world, WAIVED, 'CPC');
    for (const kind of ['put-waived', 'put-required']) {
      expect((await decisions.record(kind, {}, { code: WAIVED })).body).toMatchObject({ status: 'in-force' });
      await followed();
      expect(await everyone(concerned)).toEqual([]);
    }
  });

  it('charter C1.8: when a form is kept in a registry, and what was open to be filled before is not', async () => {
    const id = states.enrolments.get('suivi') ?? '';
    const { rows }: ScheduleView = await told(world.as('prescripteur-a2').get(`/enrolments/${id}/schedule`));
    const before: Wanted[] = rows.filter(({ formId, form: code }) => !formId && code === KEPT);
    expect(before).not.toEqual([]);
    const registry = `registries:\n  - { name: DESCAR-T, url: "https://registre.demonstration.example/enhertu", forms: [${KEPT}] }\ncalendar:`;
    const source = readFileSync(path.resolve('libs/protocols/api/shipped/enhertu-her2-faible-2.yaml'), 'utf8');
    await new Protocols(world).inForce(source.replace(/^calendar:/m, registry));
    await followed();
    const places = things((where) => !isVyv(where) && !where.startsWith('TEC'));
    expect(await everyone([...places, ['suivi, comme avant', (name) => schedule(world.as(name), id, before)]])).toEqual([]);
  });
});
