import { inDays, NOBODYS, Readings, WHY } from './readings.js';
import { told } from './requests.js';
import type { World } from './world.js';

/** What is asked for the reading of a file from elsewhere: nobody has that number, so that nothing is made. */
export function readingBodies(world: World): Record<string, object> {
  const asked = { authorisationId: world.authorisation('ENH'), number: NOBODYS };
  return {
    'POST /number-checks': asked,
    'POST /read-grants': { ...asked, why: WHY },
    'POST /read-grants/:id/grant': { until: inDays(30) },
    'POST /read-grants/:id/grant/preview': { until: inDays(30) },
    'POST /read-grants/:id/refuse': { reason: 'Essai de la matrice' },
    'POST /read-grants/:id/withdraw': { reason: 'Essai de la matrice' },
  };
}

/** A reading that the pharmacist of B asked for. */
export async function readingThing(world: World): Promise<{ readonly name: string; readonly id: string }> {
  const readings = new Readings(world);
  const { id } = await told(readings.ask('pharmacien-b', (await readings.patient()).number), 201);
  return { name: 'demandée par B à A sous ENH', id };
}
