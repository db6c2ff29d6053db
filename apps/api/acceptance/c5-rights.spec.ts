import { Controller, Get, Module, Post } from '@nestjs/common';
import { AccessRequests, Contexts } from '#access-rights/api';
import { as, RULES } from '#access-rights/domain';
import { Context, Journal, Requires, type Ctx } from '#kernel/api';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';
import { acting, actor, requestMade } from '../testing/acting.js';
import { ofStream } from '#kernel/domain';

const ACTED = ofStream('person', { name: 'person.acted', subject: 'Person', label: 'Essai' });

@Controller('guarded')
class Guarded {
  constructor(private readonly journal: Journal) {}

  @Get('silent')
  silent() {
    return {};
  }

  @Get('write')
  @Requires(['write', 'Form'])
  write() {
    return {};
  }

  @Post('act')
  @Requires('session')
  async act(@Context() ctx: Ctx) {
    const { personId } = ctx.actor;
    await this.journal.append(ctx, ACTED, { stream: personId, subject: personId });
    return {};
  }
}

@Module({ controllers: [Guarded] })
class GuardedModule {}

describe('the guard of every route', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ modules: [GuardedModule] });
  });
  afterAll(() => world.close());

  it('charter C3.1: a stranger is told to sign in, whatever the route', async () => {
    for (const path of ['/guarded/silent', '/guarded/write', '/access-rules', '/designations', '/staff', '/authorisations'])
      await world
        .anyone()
        .get(path)
        .expect(401, /"code":"not-signed-in"/);
  });

  it('a route that does not say what it requires is closed to everyone', async () => {
    for (const name of ['prescripteur-a', 'gestionnaire', 'administrateur'])
      await world
        .as(name)
        .get('/guarded/silent')
        .expect(403, /"code":"not-allowed"/);
  });

  it('someone who has not chosen a profile yet is told so', async () => {
    const me = await world.signIn('prescripteur-ab', { choose: false });
    await me.get('/guarded/write').expect(403, /"code":"profile-not-chosen"/);
    await me.get('/access-rules').expect(200);
  });

  it('charter C3.4: an account of the operator’s side does nothing that a hospital role does, and is told the rule', async () => {
    for (const name of ['exploitant', 'gestionnaire'])
      await world
        .as(name)
        .get('/guarded/write')
        .expect(403, /"rule":"C3.4"/);
    await world
      .as('administrateur')
      .get('/guarded/write')
      .expect(403, /"rule":"C3.1"/);
    await world
      .as('data-manager')
      .get('/guarded/write')
      .expect(403, /"rule":"C2.2"/);
    await world.as('pharmacien-a').get('/guarded/write').expect(200);
  });

  it('charter C4.1: PNM act in their own name, and what they do is traced to them', async () => {
    await world.as('pnm-a').post('/guarded/act').expect(201);
    const { id, name } = world.person('pnm-a');
    expect(await world.journalOf('person', id)).toMatchObject([{ action: 'person.acted', actor: name, role: 'pnm', centre: CENTRE_A }]);
  });

  it('charter C5.7: everyone who is signed in reads the rules, the very ones that are enforced', async () => {
    for (const name of ['prescripteur-a', 'pnm-b', 'exploitant', 'administrateur']) {
      const { body } = await world.as(name).get('/access-rules').expect(200);
      expect(body.items).toHaveLength(RULES.length);
      expect(body.items).toContainEqual({
        rule: 'C5.4',
        who: 'Personnel non médical',
        may: 'ne peut pas signer une fiche en qualité de prescripteur, ni signer une fiche en qualité de pharmacien',
        what: 'les fiches',
        when: 'toujours',
      });
    }
  });
});

describe('what opens an authorisation', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const sees = (name: string, code: string, centreId = CENTRE_A) =>
    acting(world, name, async (ctx) => {
      const attributes = { formerCentreIds: [], state: 'granted', received: 'yes', authorId: 'x', prescriberId: 'x' };
      return ctx.ability.can('read', as('Enrolment', { ...attributes, id: 'x', authorisationId: world.authorisation(code), centreId }));
    });

  it('charter C5.1: a request opens one authorisation, in one centre, to the one who made it', async () => {
    expect(await sees('prescripteur-a', 'TEC')).toBe(false);
    const enrolmentId = await requestMade(world, 'prescripteur-a', 'TEC');
    expect(await sees('prescripteur-a', 'TEC')).toBe(true);
    expect(await sees('prescripteur-a', 'ENH')).toBe(false);
    expect(await sees('prescripteur-a', 'TEC', CENTRE_B)).toBe(false);
    expect(await sees('prescripteur-a2', 'TEC')).toBe(false);
    expect(await sees('prescripteur-b', 'TEC')).toBe(false);
    expect(await world.journalOf('enrolment', enrolmentId)).toMatchObject([
      { action: 'access.request-made', centre: CENTRE_A, details: { personId: world.person('prescripteur-a').id, centreId: CENTRE_A } },
    ]);
  });

  it('charter C5.8: signing again is no second request; a request cancelled before it was sent opens nothing any more', async () => {
    const enrolmentId = await requestMade(world, 'prescripteur-a', 'TEC');
    const again = {
      enrolmentId,
      authorisationId: world.authorisation('TEC'),
      centreId: CENTRE_A,
      personId: world.person('prescripteur-a').id,
    };
    await acting(world, 'prescripteur-a', (ctx) => world.app.get(AccessRequests).made(ctx, again));
    expect(await world.journalOf('enrolment', enrolmentId)).toHaveLength(1);
    await acting(world, 'prescripteur-a', (ctx) => world.app.get(AccessRequests).cancelled(ctx, enrolmentId));
    expect(await sees('prescripteur-a', 'TEC')).toBe(false);
  });

  it('charter C3.3: where access is single, one request opens the group; where it is separate, it does not', async () => {
    await requestMade(world, 'prescripteur-a', 'TEC');
    for (const access of ['separate', 'single']) {
      const [{ id }] = await world.db.query('INSERT INTO authorisation_group (name, access) VALUES ($1, $1) RETURNING id', [access]);
      await world.db.query(`UPDATE authorisation SET group_id = $1 WHERE code IN ('TEC', 'ENH')`, [id]);
      expect([await sees('prescripteur-a', 'ENH'), await sees('prescripteur-a', 'VYV')]).toEqual([access === 'single', false]);
    }
  });

  it('charter C3.4: staff see the authorisations of their company or those assigned, the administrator none; a closed account, nothing', async () => {
    const opened = (name: string) => Promise.all(['TEC', 'ENH', 'VYV'].map((code) => sees(name, code)));
    expect(await opened('exploitant')).toEqual([true, false, false]);
    expect(await opened('gestionnaire')).toEqual([true, true, false]);
    expect(await opened('data-manager')).toEqual([true, true, false]);
    expect(await opened('administrateur')).toEqual([false, false, false]);
    await world.db.query('UPDATE staff SET active = false');
    expect(await opened('gestionnaire')).toEqual([false, false, false]);
  });

  it('charter C6.1: those who have access at a moment are exactly those whom the policy lets read', async () => {
    await requestMade(world, 'prescripteur-a', 'TEC');
    await requestMade(world, 'prescripteur-b', 'TEC');
    const standing = [
      ['prescripteur-a2', 'prescriber', '2099-01-01', null],
      ['prescripteur-ab', 'prescriber', '2026-01-01', null],
      ['pnm-a', 'pnm', '2099-01-01', null],
    ] as const;
    for (const [name, kind, endsOn, withdrawn] of standing)
      await world.db.query(
        `INSERT INTO designation (kind, authorisation_id, centre_id, designee_id, designator_id, starts_on, ends_on, withdrawn_at)
         VALUES ($1, $2, $3, $4, $5, '2025-01-01', $6, $7)`,
        [kind, world.authorisation('TEC'), CENTRE_A, world.person(name).id, world.person('prescripteur-a').id, endsOn, withdrawn],
      );
    const of = {
      authorisationId: world.authorisation('TEC'),
      centreId: CENTRE_A,
      today: '2026-11-22',
      prescriberId: world.person('nouveau').id,
    };
    const people = await world.app.get(AccessRequests).peopleWithAccess(world.db.manager, of);
    const names = [
      'prescripteur-a',
      'prescripteur-a2',
      'prescripteur-ab',
      'nouveau',
      'pharmacien-a',
      'pharmacien-psc',
      'medecin-psc',
      'pnm-a',
    ];
    const everyone = [...names, 'prescripteur-b', 'pharmacien-b', 'pnm-b'];
    const readers: string[] = [];
    for (const name of everyone) {
      const { ability } = await world.app.get(Contexts).contextFor(actor(world, name, names.includes(name) ? CENTRE_A : CENTRE_B), 'test');
      const thing = { ...of, id: 'x', formerCentreIds: [], state: 'sent', received: 'yes', authorId: 'x' };
      if (ability.can('read', as('Enrolment', thing))) readers.push(world.person(name).id);
    }
    expect(people.map(({ personId }) => personId).sort()).toEqual(readers.sort());
    expect(people).toContainEqual(expect.objectContaining({ name: world.person('pnm-a').name, email: world.person('pnm-a').email }));
  });

  it.each([
    ['is active no more', 'active = false', []],
    ['is another role now', `role = 'pnm'`, []],
    ['is a pharmacist now', `role = 'pharmacist'`, ['nouveau']],
  ])('charter C6.1: a named prescriber whose profile %s has access as the policy says, no more', async (_, change, expected) => {
    const { id: prescriberId } = world.person('nouveau');
    await world.db.query(`UPDATE profile SET ${change} WHERE person_id = $1`, [prescriberId]);
    const of = { authorisationId: world.authorisation('TEC'), centreId: CENTRE_A, today: '2026-11-22', prescriberId };
    const people = await world.app.get(AccessRequests).peopleWithAccess(world.db.manager, of);
    const found = people.filter(({ personId }) => personId === prescriberId);
    expect(found.map(() => 'nouveau')).toEqual(expected);

    const rows = await world.db.query('SELECT role FROM profile WHERE person_id = $1 AND active', [prescriberId]);
    const { profile, ...me } = actor(world, 'nouveau');
    const now = rows[0] && profile ? { ...me, profile: { ...profile, role: rows[0].role } } : me;
    const { ability } = await world.app.get(Contexts).contextFor(now, 'test');
    const thing = { ...of, id: 'x', formerCentreIds: [], state: 'sent', received: 'yes', authorId: 'x' };
    expect(ability.can('read', as('Enrolment', thing))).toBe(expected.length > 0);
  });
});
