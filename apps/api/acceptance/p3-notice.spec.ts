import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal } from '#kernel/api';
import { Sender, type NotificationList } from '#notifications/api';
import type { DeclarationState } from '#pharmacovigilance/api';
import { startMailbox } from '#testing/mailbox';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';
import { CASE_ACTS } from '#pharmacovigilance/domain';

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
    world.app.get(Journal).on(CASE_ACTS.received, async () => {
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

  it('charter P3: is never told to no one: without an active account at the holder’s, it is on the manager’s desk, and leaves once there is one', async () => {
    const active = (is: boolean) => world.db.query('UPDATE staff SET active = $2 WHERE person_id = $1', [world.person(HOLDER).id, is]);
    const ofManager = async (form: Request) => {
      const { items }: NotificationList = await told(world.as('gestionnaire').get('/notifications'));
      return items.filter(({ enrolmentId, kind, createdAt }) => enrolmentId === form.id && kind === 'case-received' && createdAt >= since);
    };
    const since = new Date().toISOString();
    const state = async (form: Request): Promise<DeclarationState> => told(world.as(DECLARANT).get(`/pv/declarations/${form.formId}`));
    await active(false);
    const form = await declarations.declared(patient, 'ei.terme', TERM);

    // Day 0 waits for nobody; that nobody was told is said, to the manager and to the centre.
    expect(await state(form)).toMatchObject({ receivedAt: expect.any(String), holderIsTold: false });
    const [waiting, ...others] = await ofManager(form);
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ state: 'nobody', attempts: 0 });
    expect(waiting).not.toHaveProperty('personName');
    expect((await told(world.as('gestionnaire').get('/home'))).tasks).toContainEqual(
      expect.objectContaining({ kind: 'unconfirmed-mail', text: expect.stringContaining('destinataire') }),
    );
    expect((await world.as('gestionnaire').get('/notifications.csv')).text).toContain('sans destinataire');
    for (const other of ['pharmacien-a', 'exploitant', 'data-manager'])
      expect(JSON.stringify((await world.as(other).get('/notifications')).body)).not.toContain(form.id);
    expect((await world.journalOf('enrolment', form.id)).filter(({ action }) => action === 'notification.nobody')).toHaveLength(1);
    const before = mailbox.messages.length;
    await world.app.get(Sender).sweep();
    expect(mailbox.messages).toHaveLength(before);
    expect((await ofManager(form)).map(({ state: now }) => now)).toEqual(['nobody']);

    await active(true);
    await world.app.get(Sender).sweep();
    await world.app.get(Sender).sweep();
    const { id } = await declarations.caseOf(form);
    const letters = mailbox.messages.filter(({ to, text }) => to.includes(world.person(HOLDER).email) && text.includes(id));
    expect(letters).toHaveLength(1);
    expect(await ofManager(form)).toEqual([]);
    expect(await state(form)).toMatchObject({ holderIsTold: true });
  });
});
