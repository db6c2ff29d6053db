import { readFileSync } from 'node:fs';
import { Declarations, DECLARANT } from '../testing/declarations.js';
import { daysBefore } from '../testing/follow-up.js';
import { Protocols } from '../testing/protocols.js';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** VYVGART, with a visit that is counted from the stop. */
const WITH_A_VISIT_AFTER = readFileSync('libs/protocols/api/shipped/vyvgart.yaml', 'utf8')
  .replace(/^version: \d+$/m, 'version: 20')
  .replace(
    /^ {2}unscheduled: /m,
    `    - { code: FIN, label: "Quatre semaines après l’arrêt", anchor: { form: ARRET, item: arr.date }, offset: { unit: weeks, value: 4 }, window: { before: 7, after: 7 }, forms: [SUIVI], keptAfterStop: true }\n  unscheduled: `,
  );

describe('a form that is filled after the stop', () => {
  it('charter P2: is opened only once there is one, by anyone who asks for it, and nothing is written before', async () => {
    const declarations = new Declarations(world);
    const { follow } = declarations;
    const patient = await declarations.patient();
    await new Protocols(world).inForce(WITH_A_VISIT_AFTER);
    const { today } = await follow.schedule(patient, DECLARANT);
    const fit = await follow.opened(patient, DECLARANT, { formCode: 'FIT' });
    await follow.requests.answer(fit.request, DECLARANT, 'fit.administre', 'O');
    await follow.requests.answer(fit.request, DECLARANT, 'fit.date_debut', daysBefore(today, 150));
    const after = async () => (await follow.rows(patient, DECLARANT)).filter(({ visit }) => visit === 'FIN');
    const place = { formCode: 'SUIVI', visitCode: 'FIN', occurrence: 1 };

    expect((await after()).map(({ canOpen }) => canOpen)).not.toContain(true);
    const before = (await world.journalOf('enrolment', patient.id)).length;
    for (const body of [place, { formCode: 'SUIVI', visitCode: 'FIN' }]) {
      const refused = await follow.open(patient, DECLARANT, body);
      expect([refused.status, refused.body.code]).toEqual([409, 'conflict']);
      expect(refused.body.detail).toMatch(/après l’arrêt définitif.*saisissez d’abord la fiche d’arrêt, avec sa date/);
    }
    expect(await world.journalOf('enrolment', patient.id)).toHaveLength(before);

    const stop = await follow.opened(patient, DECLARANT, { formCode: 'ARRET' });
    // Begun is not told: without its day, nothing can be counted from it.
    expect((await follow.open(patient, DECLARANT, place)).status).toBe(409);
    await follow.requests.answer(stop.request, DECLARANT, 'arr.date', daysBefore(today, 30));
    expect((await after()).map(({ canOpen }) => canOpen)).toContain(true);
    expect((await follow.open(patient, DECLARANT, place)).status).toBe(201);
  });
});
