import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tell } from '../testing/histories/run.js';
import { Protocols } from '../testing/protocols.js';
import { PRURIGO } from '../testing/prurigo.js';
import { World } from '../testing/world.js';

/** `npm run histories` asks for more, and tells one again: `SEED=… N=1 npm run histories`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 50);
const SEED = Number(process.env['HISTORIES_SEED'] ?? Date.now() % 1_000_000);
/** Of one that is told again, everything is asked. */
const THRIFT = HISTORIES === 1 ? { between: Infinity, atTheEnd: Infinity } : { between: 2, atTheEnd: 60 };
/** A list of authorisations names those of every history of its database. */
const IN_ONE_WORLD = 100;

let world: World;

async function open(): Promise<void> {
  world = await World.open({ env: { NUMBER_CHECKS_PER_HOUR: '100000' } });
  await world.db.query(`UPDATE authorisation SET protocol_code = 'PRURIGO-ESSAI', medicine = 'PRURIGAN' WHERE code = 'VYV'`);
  await world.db.query(`INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation WHERE code = 'VYV'`, [
    world.person('gestionnaire').id,
  ]);
  await new Protocols(world).inForce(PRURIGO);
}

beforeAll(open);
afterAll(() => world?.close());

describe('random histories of rights', () => {
  it('charter C5.1: whatever happened, everyone may exactly what the charter says, read a second time', async () => {
    let asked = 0;
    for (let number = 0; number < HISTORIES; number++) {
      if (number > 0 && number % IN_ONE_WORLD === 0) {
        await world.close();
        await open();
      }
      const told = await tell(world, SEED + number, number % IN_ONE_WORLD, THRIFT);
      asked += told.asked;
      if (told.differences.length > 0) throw new Error(report(SEED + number, told.steps, told.differences));
    }
    process.stdout.write(`${HISTORIES} histories (SEED=${SEED} N=${HISTORIES}), ${asked} questions, no difference.\n`);
    expect(asked).toBeGreaterThan(HISTORIES * 50);
  });
});

function report(seed: number, steps: readonly string[], differences: readonly string[]): string {
  return [
    `SEED=${seed} N=1 npm run histories tells it again:`,
    ...steps.map((step, at) => `  ${at + 1}. ${step}`),
    'and then the product differs from the charter:',
    ...differences.map((one) => `  ${one}`),
  ].join('\n');
}
