import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Journal } from '#kernel/api';
import { Sender } from '#notifications/api';
import { startMailbox } from '#testing/mailbox';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

jest.setTimeout(120_000);

const TERM = 'Céphalées intenses';

let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let world: World;
let declarations: Declarations;
let patient: Request;
beforeAll(async () => {
  mailbox = await startMailbox({});
  world = await World.open({ env: { SMTP_URL: mailbox.smtpUrl } });
  declarations = new Declarations(world);
  patient = await declarations.patient();
});
afterAll(async () => {
  await world?.close();
  await mailbox?.stop();
});

describe('the notice to the holder’s pharmacovigilance', () => {
  it('charter P3: is there before any worker lives, and leaves with the next sweep, once', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient, 'ei.terme', TERM));
    const address = world.person(HOLDER).email;
    const about = () => mailbox.messages.filter(({ to, text }) => to.includes(address) && text.includes(one.id));
    // Nobody wakes a worker here: the world is an API alone.
    expect(about()).toEqual([]);
    await world.app.get(Sender).sweep();
    await world.app.get(Sender).sweep();
    expect(about()).toHaveLength(1);
  });

  it('charter C6.2: holds nothing by which the patient could be known, neither the medicine nor the centre: it leads to the case', async () => {
    const form = await declarations.declared(patient, 'ei.terme', TERM);
    const one = await declarations.caseOf(form);
    await world.app.get(Sender).sweep();
    const letter = mailbox.messages.find(({ text }) => text.includes(one.id));
    expect(letter?.text).toContain(`/pharmacovigilance/${one.id}`);
    for (const secret of [TERM, one.registrationNumber ?? '-', one.medicine, one.centreName, patient.id])
      for (const part of [letter?.subject, letter?.text, letter?.html]) expect(part).not.toContain(secret);
  });

  it('charter P3: and the declaration are kept together, or not at all', async () => {
    const { request } = await declarations.follow.opened(patient, DECLARANT, { formCode: 'EI' });
    let fails = true;
    world.app.get(Journal).on('case.received', async () => {
      if (fails) throw new Error('As if the transaction ended here.');
    });
    const refused = await declarations.follow.requests.change(request, DECLARANT, [{ item: 'ei.terme', value: TERM, base: 0 }]);
    expect(refused.status).toBe(500);
    expect((await declarations.follow.requests.form(request, DECLARANT)).values).toEqual({});
    expect((await told(world.as(DECLARANT).get(`/pv/declarations/${request.formId}`))).receivedAt).toBeUndefined();
    fails = false;
    await declarations.follow.requests.answer(request, DECLARANT, 'ei.terme', TERM);
    expect((await declarations.caseOf(request)).toAcknowledge).toBe(1);
  });
});
