import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatrixView } from '#dashboards/api';
import { Declarations, DECLARANT } from '../testing/declarations.js';
import { daysBefore, type FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let follow: FollowUp;
let patient: Request;
let effect: Request;
let today: string;
beforeAll(async () => {
  world = await World.open();
  const declarations = new Declarations(world);
  ({ follow } = declarations);
  patient = await declarations.patient();
  ({ today } = await follow.schedule(patient, DECLARANT));
  const { request } = await follow.opened(patient, DECLARANT, { formCode: 'FIT' });
  await follow.requests.answer(request, DECLARANT, 'fit.administre', 'O');
  await follow.requests.answer(request, DECLARANT, 'fit.date_debut', daysBefore(today, 150));
  effect = await declarations.declared(patient);
});
afterAll(() => world.close());

const states = async () =>
  (await follow.rows(patient, DECLARANT)).map(({ form, visit, occurrence, state }) => [form, visit, occurrence, state].join(' '));
const matrix = async () => {
  const { rows }: MatrixView = await told(world.as(DECLARANT).get(`/dashboard/matrix?authorisationId=${world.authorisation('VYV')}`));
  return (rows[0]?.cells ?? [])
    .filter(({ form }) => form !== 'FAT')
    .map(({ form, visit, occurrence, state }) => [form, visit, occurrence, state].join(' '));
};

describe('charter P2: a death ends the calendar', () => {
  it('charter P2: told by an adverse effect, it takes away what was planned after it, and what is begun stays', async () => {
    const alive = await states();
    expect(alive.filter((state) => state.endsWith('not-applicable'))).toEqual([]);
    await follow.requests.answer(effect, DECLARANT, 'ei.evol', '5');
    await follow.requests.answer(effect, DECLARANT, 'ei.deces_date', daysBefore(today, 60));
    const after = await states();
    expect(after.filter((state) => /upcoming|due/.test(state))).toEqual([]);
    expect(after.filter((state) => state.startsWith('SUIVI C1'))).toEqual(['SUIVI C1 1 late']);
    expect(after).toContain('SUIVI M6 1 not-applicable');
    expect(after.filter((state) => state.startsWith('FIT') || state.startsWith('EI'))).toHaveLength(2);
    expect(await matrix()).toEqual(after);

    const refused = await follow.open(patient, DECLARANT, { formCode: 'SUIVI', visitCode: 'M6', occurrence: 1 });
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
    expect(refused.body.detail).toMatch(/fin du suivi/);

    // Taken back, it brings the calendar back.
    await follow.requests.answer(effect, DECLARANT, 'ei.evol', '1');
    expect(await states()).toEqual(alive);
    expect(await matrix()).toEqual(alive);
  });

  it('charter P2: told by the stop with its day, it ends the calendar on that day', async () => {
    const { request } = await follow.opened(patient, DECLARANT, { formCode: 'ARRET' });
    await follow.requests.answer(request, DECLARANT, 'arr.motif', ['DECES']);
    await follow.requests.answer(request, DECLARANT, 'arr.deces_date', daysBefore(today, 100));
    const after = await states();
    expect(after.filter((state) => state.startsWith('SUIVI C1'))).toEqual(['SUIVI C1 1 late']);
    expect(after).toEqual(expect.arrayContaining(['SUIVI M3 1 not-applicable', 'SUIVI M6 1 not-applicable']));
    expect(await matrix()).toEqual(after);
  });
});
