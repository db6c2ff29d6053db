import { randomUUID } from 'node:crypto';
import { Protocols, tecvayli, today } from './protocols.js';
import type { World } from './world.js';

/** A version that a route is asked about, with what is sent or asked for. */
interface AskedVersion {
  readonly name: string;
  readonly id: string;
  readonly body?: object;
  readonly query?: string;
}

const REASON = 'Essai de la matrice';

/** A document that is none: anyone who may import is told so (422). */
export const VERSION_BODIES: Readonly<Record<string, object>> = {
  'POST /protocol-versions': { source: 'essai', fileName: 'essai.yaml' },
};

/**
 * The version in force, one that was put aside, and none. Each is asked what its state refuses (409), or a passage from a version to itself
 * (400): nothing changes, no matter who asks. Withdrawing is not asked of the version in force, which would be.
 */
export async function versionThings(world: World, inForce: string): Promise<(path: string) => readonly AskedVersion[]> {
  const protocols = new Protocols(world);
  const withdrawn = await protocols.draft(tecvayli(2));
  await protocols.withdraw(withdrawn, REASON).expect(200);
  const things = [
    { name: 'TECVAYLI', id: inForce },
    { name: 'TECVAYLI, brouillon écarté', id: withdrawn },
    { name: 'ce qui n’existe pas', id: randomUUID() },
  ];
  const passage = { fromVersionId: inForce, items: [], values: [] };
  const bodies: Readonly<Record<string, object>> = {
    publish: { validFrom: today() },
    reschedule: { validFrom: today() },
    withdraw: { reason: REASON },
    passages: passage,
    preview: passage,
    'preview.csv': passage,
  };
  return (path) => {
    const act = path.split('/').at(-1) ?? '';
    const asked = things.map((each) => ({
      ...each,
      ...(bodies[act] && { body: bodies[act] }),
      ...(act.startsWith('differences') && { query: `?with=${inForce}` }),
    }));
    return act === 'withdraw' ? asked.slice(1) : asked;
  };
}
