import type { Agent } from './agent.js';
import { REASON, seen, TEXT, type Act, type Shown } from './offers.js';
import type { Wire } from './requests.js';
import { CENTRE_B, type World } from './world.js';

const TODAY = new Date().toISOString().slice(0, 10);

type Line = Record<string, Wire>;

export async function query(agent: Agent, id: string): Promise<Shown[]> {
  const view = await seen(agent, `/queries/${id}`);
  if (!view) return [];
  const { version } = view;
  const acts = Object.fromEntries(
    ['answer', 'close', 'reopen', 'cancel', 'remind'].map((act): [string, Act] => [
      act,
      { verb: 'post', path: `/queries/${id}/${act}`, version, body: TEXT },
    ]),
  );
  return [
    {
      thing: 'query',
      offered: view.abilities,
      acts: { ...acts, assign: { verb: 'patch', path: `/queries/${id}`, version, body: { assigneeId: null } } },
    },
  ];
}

export async function pvCase(agent: Agent, id: string): Promise<Shown[]> {
  const view = await seen(agent, `/pv/cases/${id}`);
  if (!view) return [];
  const { stateVersion: version, thread } = view;
  const formId = (thread.find(({ transmitted }: { transmitted?: object }) => transmitted) ?? thread[0]).formId;
  const post = (act: string, body?: object): Act => ({ verb: 'post', path: `/pv/cases/${id}/${act}`, version, ...(body && { body }) });
  const acts: Record<string, Act> = {
    acknowledge: post('acknowledge'),
    transmit: post('transmit', { on: TODAY, to: 'EudraVigilance' }),
    'undo-transmission': post('undo-transmission', { formId, ...REASON }),
    code: { verb: 'put', path: `/pv/cases/${id}/codes/ei.terme`, body: { formId } },
    declare: post('declarations'),
  };
  return [{ thing: 'case', offered: view.abilities, acts }];
}

/** What a form says of itself as a declaration. */
export async function declaration(agent: Agent, id: string): Promise<Shown[]> {
  const view = await seen(agent, `/pv/declarations/${id}`);
  if (!view?.caseId) return [];
  return [
    {
      thing: 'declaration',
      offered: view.canDeclare ? ['declare'] : [],
      acts: { declare: { verb: 'post', path: `/pv/cases/${view.caseId}/declarations` } },
    },
  ];
}

export async function authorisations(world: World, name: string): Promise<Shown[]> {
  const [view, own] = [await seen(world.as(name), '/authorisations'), world.person(name).profiles[0]];
  return (view?.items ?? []).map(({ id, code, stateVersion: version, status, abilities }: Line): Shown => {
    const someone = (role: string) =>
      world.person(
        own?.centreId === CENTRE_B
          ? `${role === 'pnm' ? 'pnm' : 'prescripteur'}-b`
          : role === 'pnm'
            ? 'pnm-a'
            : name === 'nouveau'
              ? 'medecin-psc'
              : 'nouveau',
      ).id;
    const designate = (kind: string): Act => ({
      verb: 'post',
      path: '/designations',
      body: { kind, authorisationId: id, designeeId: someone(kind) },
    });
    return {
      thing: `authorisation ${code}`,
      offered: abilities.filter((each: string) => each !== 'read-patients'),
      acts: {
        'start-request': {
          verb: 'post',
          path: '/enrolments',
          body: { authorisationId: id, ...(own?.role !== 'prescriber' && { prescriberId: someone('prescriber') }) },
        },
        'designate-prescriber': designate('prescriber'),
        'designate-pnm': designate('pnm'),
        'change-status': {
          verb: 'post',
          path: `/authorisations/${id}/status`,
          version,
          body: { status: status === 'suspended' ? 'in-force' : 'suspended', ...REASON },
        },
      },
    };
  });
}

export async function designations(agent: Agent): Promise<Shown[]> {
  const view = await seen(agent, '/designations');
  return (view?.items ?? []).map(({ id, kind, stateVersion: version, designee, abilities }: Line): Shown => ({
    thing: `designation ${kind} ${designee['name']}`,
    offered: abilities,
    acts: {
      withdraw: { verb: 'post', path: `/designations/${id}/withdraw`, version },
      renew: { verb: 'post', path: `/designations/${id}/renew`, version },
    },
  }));
}

export async function staff(agent: Agent): Promise<Shown[]> {
  const view = await seen(agent, '/staff');
  return (view?.items ?? []).map(
    ({ personId, active, role, proposedBy, stateVersion: version, authorisations: scope, abilities, subject }: Line): Shown => {
      const path = `/staff/${personId}`;
      const authorisationIds = scope.map(({ id }: { id: string }) => id);
      const update = (body: object): Act => ({ verb: 'patch', path, version, body: { authorisationIds, ...body } });
      return {
        thing: `staff ${role} ${subject}${active ? '' : ' fermé'}${proposedBy ? ' proposé' : ''}`,
        offered: abilities,
        acts: {
          confirm: { verb: 'post', path: `${path}/confirm`, version },
          decline: { verb: 'post', path: `${path}/decline`, version, body: REASON },
          retract: { verb: 'post', path: `${path}/retract`, version, body: REASON },
          update: update({ active }),
          ...(active ? { close: update({ active: false, ...REASON }) } : { reopen: update({ active: true }) }),
        },
      };
    },
  );
}
