import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let declarations: Declarations;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
  patient = await declarations.patient();
});
afterAll(() => world.close());

const answer = (form: Request, item: string, value: unknown) => declarations.follow.requests.answer(form, DECLARANT, item, value);

describe('a declaration that completes another', () => {
  it('charter P3: is a form of the same kind, with its own day 0, in one thread', async () => {
    const form = await declarations.declared(patient);
    const one = await declarations.caseOf(form);
    await told(declarations.acknowledge(one));
    const { formId } = await told(declarations.complete(one), 201);
    expect((await declarations.caseOf(form)).toAcknowledge).toBe(0);
    await answer({ id: patient.id, formId }, 'ei.evol', '1');
    const after = await declarations.caseOf(form);
    expect(after).toMatchObject({ id: one.id, declarations: 2, toAcknowledge: 1, receivedAt: one.receivedAt });
    expect(after.thread.map(({ version, acknowledgedAt }) => [version, acknowledgedAt !== undefined])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(Date.parse(after.thread[1]?.receivedAt ?? '')).toBeGreaterThan(Date.parse(one.receivedAt));
    expect(await declarations.mails(formId)).toEqual([{ kind: 'case-received', email: world.person(HOLDER).email }]);
  });

  it('charter P3: « non grave » hides no serious declaration that nobody has transmitted', async () => {
    const form = await declarations.declared(patient);
    await answer(form, 'ei.grave', 'O');
    const { formId } = await told(declarations.complete(await declarations.caseOf(form)), 201);
    await answer({ id: patient.id, formId }, 'ei.grave', 'N');
    const open = await declarations.caseOf(form);
    expect(open).toMatchObject({ serious: 'yes', toAcknowledge: 2 });
    await told(declarations.acknowledge(open));
    const read = await declarations.caseOf(form);
    expect(read).toMatchObject({ serious: 'yes', toAcknowledge: 0 });
    await told(declarations.transmit(read));
    expect(await declarations.caseOf(form)).toMatchObject({ serious: 'no', toAcknowledge: 0 });
  });

  it('charter P3: one that was opened and not typed in is gone on with, whatever the key', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    const [first, second] = [await told(declarations.complete(one), 201), await told(declarations.complete(one), 201)];
    expect(second).toEqual(first);
  });
});
