import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SummaryView } from '#dashboards/api';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

/** Of the centre that the patient leaves, and of the one that they go to. */
const OF_A = 'pharmacien-a';
const OF_B = 'pharmacien-b';
const SECRET = 'Convulsions chez B';

let world: World;
let declarations: Declarations;
let patient: Request;
let centreB: string;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
  centreB = world.person(OF_B).profiles[0]?.centreId ?? '';
  patient = await declarations.patient();
});
afterAll(() => world.close());

const goesToB = () =>
  world.db.query(`UPDATE enrolment SET centre_id = $2, former_centre_ids = ARRAY[centre_id] WHERE id = $1`, [patient.id, centreB]);
const comesBack = () =>
  world.db.query(`UPDATE enrolment SET centre_id = former_centre_ids[1], former_centre_ids = '{}' WHERE id = $1`, [patient.id]);
const answerAt = (form: Request, by: string, item: string, value: unknown) => declarations.follow.requests.answer(form, by, item, value);
const cases = (by: string, query = '?state=all') => declarations.list(by, query);
const counted = async (by: string) =>
  ((await told(world.as(by).get('/dashboard/summary'))) as SummaryView).rows
    .filter(({ authorisationCode }) => authorisationCode === 'VYV')
    .reduce((sum, { openCases }) => sum + openCases, 0);

describe('declarations of a patient who moved to another centre', () => {
  it('charter C10.5: the former centre reads what it declared, and nothing that was declared or added after, not even that it was', async () => {
    const ofA = await declarations.declared(patient, 'ei.terme', 'Céphalées chez A');
    await told(declarations.transmit(await declarations.caseOf(ofA)));
    const before = await told(world.as(OF_A).get(`/pv/cases/${(await declarations.caseOf(ofA)).id}`));
    const waiting = await counted(OF_A);
    await goesToB();
    try {
      // B fills what A left empty, completes the case, and declares another.
      await answerAt(ofA, OF_B, 'ei.grave', 'O');
      const { formId } = await told(declarations.complete(before, OF_B), 201);
      await answerAt({ id: patient.id, formId }, OF_B, 'ei.terme', SECRET);
      const other = (await declarations.follow.opened(patient, OF_B, { formCode: 'EI' })).request;
      await answerAt(other, OF_B, 'ei.terme', SECRET);
      const caseOfB = (await told(world.as(OF_B).get(`/pv/declarations/${other.formId}`))).caseId;

      const seen = await told(world.as(OF_A).get(`/pv/cases/${before.id}`));
      expect(seen.thread.map(({ formId: id }: { formId: string }) => id)).toEqual([ofA.formId]);
      expect(seen).toMatchObject({
        serious: 'unknown',
        declarations: 1,
        verbatim: 'Céphalées chez A',
        lastReceivedAt: before.lastReceivedAt,
        changedSince: false,
        abilities: [],
      });
      expect((await cases(OF_A)).map(({ id }) => id)).toEqual([before.id]);
      expect(JSON.stringify([seen, await cases(OF_A)])).not.toContain(SECRET);
      for (const address of [`/pv/cases/${caseOfB}`, `/pv/declarations/${formId}`, `/pv/declarations/${other.formId}`])
        expect([address, (await world.as(OF_A).get(address)).status]).toEqual([address, 404]);
      expect(await told(world.as(OF_A).get(`/pv/declarations/${ofA.formId}`))).toMatchObject({ declarations: 1, canDeclare: false });
      expect(JSON.stringify((await world.as(OF_A).get(`/pv/cases.csv?state=all`)).text)).not.toContain(SECRET);
      const journal = await world.as(OF_A).get(`/enrolments/${patient.id}/journal`);
      expect(journal.status).toBe(403);
      const { timeline } = await told(world.as(OF_A).get(`/enrolments/${patient.id}`));
      expect(JSON.stringify(timeline ?? [])).not.toContain('Déclaration complémentaire');
      // Its own waits again, since it became serious: that, and nothing of the other two.
      expect(await counted(OF_A)).toBe(waiting + 1);

      // Anyone who follows the patient now, and the holder, read it whole.
      for (const by of [OF_B, HOLDER])
        expect(await told(world.as(by).get(`/pv/cases/${before.id}`))).toMatchObject({ declarations: 2, serious: 'yes' });
      expect((await cases(OF_B)).map(({ id }) => id)).toContain(caseOfB);
    } finally {
      await comesBack();
    }
  });

  it('charter C10.5: what waits at the former centre is what it declared itself', async () => {
    const ofA = await declarations.declared(patient, 'ei.terme', 'Nausées chez A');
    const one = await declarations.caseOf(ofA);
    await told(declarations.transmit(one));
    await goesToB();
    try {
      const { formId } = await told(declarations.complete(one, OF_B), 201);
      await answerAt({ id: patient.id, formId }, OF_B, 'ei.terme', SECRET);
      expect((await cases(OF_B, '?state=open')).map(({ id }) => id)).toContain(one.id);
      expect((await cases(OF_A, '?state=open')).map(({ id }) => id)).not.toContain(one.id);
      expect((await cases(OF_A, '?state=transmitted')).map(({ id }) => id)).toContain(one.id);
    } finally {
      await comesBack();
    }
    expect((await cases(DECLARANT, '?state=open')).map(({ id }) => id)).toContain(one.id);
  });
});
