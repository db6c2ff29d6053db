import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Browser } from '../testing/browser.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let requests: Requests;
beforeAll(async () => {
  world = await World.open({ providers: true });
  requests = new Requests(world);
});
afterAll(() => world.close());

const completed = async () => requests.completed(await requests.started());
const intentOf = async (request: Request, by: string, role: 'prescriber' | 'pharmacist'): Promise<string> =>
  (await told(requests.intend(request, by, role), 201)).id;
const confirmed = (by: string, intent: string) =>
  requests.confirm(by, intent).then(
    () => 'signed',
    (problem: { code: string }) => problem.code,
  );

describe('a signature', () => {
  it('charter C5.6: binds who, in which role, when, what it means and a hash of the content; two send the FAT', async () => {
    const request = await completed();
    expect(await requests.sign(request, 'prescripteur-a', 'prescriber')).toBe(
      `/dossiers/${request.id}/fiches/${request.formId}?signature=faite`,
    );
    expect(await requests.enrolment(request, 'pharmacien-a')).toMatchObject({ state: 'half-signed', awaits: ['pharmacist'] });
    await requests.sign(request, 'pharmacien-a', 'pharmacist');
    expect(await requests.enrolment(request, 'pharmacien-a')).toMatchObject({
      state: 'sent',
      awaits: ['holder'],
      firstSentAt: expect.any(String),
    });
    const { signatures, abilities } = await requests.form(request, 'prescripteur-a');
    expect(signatures).toMatchObject([
      {
        role: 'prescriber',
        person: { name: 'Hélène Marchetti' },
        rpps: '99700410378',
        centreName: expect.stringMatching(/Nancy/),
        meaning: expect.stringMatching(/J’atteste/),
      },
      {
        role: 'pharmacist',
        person: { name: 'Julien Thévenot' },
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        signedAt: expect.any(String),
      },
    ]);
    expect(abilities).toEqual(['print']);
  });

  it('charter C5.6: either one comes first; the same content gives the same hash', async () => {
    const request = await completed();
    await requests.sign(request, 'pharmacien-a', 'pharmacist');
    expect((await requests.enrolment(request, 'prescripteur-a')).awaits).toEqual(['prescriber']);
    const [before] = (await requests.form(request, 'prescripteur-a')).signatures;
    await requests.sign(request, 'prescripteur-a', 'prescriber');
    const [after] = (await requests.form(request, 'prescripteur-a')).signatures;
    expect(after).toEqual(before);
  });

  it('is refused while the form is being typed, and where something is missing: each gap leads to its field', async () => {
    const request = await requests.started();
    expect((await requests.intend(request, 'prescripteur-a', 'prescriber')).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/Terminez d’abord/),
    });
    await told(requests.act(request, 'prescripteur-a', 'complete', { stateVersion: 1 }));
    const refused = await requests.intend(request, 'prescripteur-a', 'prescriber');
    expect(refused.body).toMatchObject({ code: 'gaps', status: 422 });
    expect(refused.body.items[0]).toEqual({
      path: 'fat.date_demande',
      label: 'Date de la demande',
      section: 'patient',
      kind: 'missing',
      message: expect.any(String),
    });
    await world
      .as('prescripteur-a')
      .get(`/forms/${request.formId}/gaps?role=exploitant`)
      .expect(400, /role=prescriber/);
    expect(refused.body.items.map(({ section }: { section: string }) => section)).not.toContain('pharmacie');
  });

  it('charter P1: the pharmacist completes their part after the prescriber signed, which voids nothing', async () => {
    const request = await requests.typed(await requests.started(), 'prescripteur-a', 'prescriber');
    await told(requests.act(request, 'prescripteur-a', 'complete', await requests.form(request, 'prescripteur-a')));
    await requests.sign(request, 'prescripteur-a', 'prescriber');
    expect((await requests.intend(request, 'pharmacien-a', 'pharmacist')).body).toMatchObject({ code: 'gaps' });
    await requests.typed(request, 'pharmacien-a', 'pharmacist');
    await requests.sign(request, 'pharmacien-a', 'pharmacist');
    expect((await requests.enrolment(request, 'pharmacien-a')).state).toBe('sent');
  });

  it('is voided by a later change of what it covers, and by nothing else; who signed is told by the journal', async () => {
    const request = await completed();
    await requests.sign(request, 'prescripteur-a', 'prescriber');
    expect((await requests.answer(request, 'pharmacien-a', 'phar.tel', '0383111111', 'Nouveau numéro')).voided).toEqual([]);
    expect((await requests.answer(request, 'pharmacien-a', 'pat.poids', '62', 'Nouvelle pesée')).voided).toEqual(['prescriber']);
    expect(await requests.enrolment(request, 'prescripteur-a')).toMatchObject({ state: 'completed', awaits: ['prescriber', 'pharmacist'] });
    expect((await requests.form(request, 'prescripteur-a')).signatures).toMatchObject([
      { role: 'prescriber', voidedAt: expect.any(String), voidedByName: world.person('pharmacien-a').name },
    ]);
    const voided = (await world.journalOf('enrolment', request.id)).find(({ action }) => action === 'form.signature-voided');
    expect(voided).toMatchObject({
      actor: 'Julien Thévenot',
      details: { role: 'prescriber', personId: world.person('prescripteur-a').id },
    });
    await requests.sign(request, 'prescripteur-a', 'prescriber');
    expect((await requests.enrolment(request, 'prescripteur-a')).state).toBe('half-signed');
  });

  it('stands when the form is opened again and nothing is changed', async () => {
    const request = await completed();
    await requests.sign(request, 'prescripteur-a', 'prescriber');
    await told(requests.act(request, 'pharmacien-a', 'reopen', await requests.form(request, 'pharmacien-a')));
    expect((await requests.enrolment(request, 'prescripteur-a')).state).toBe('draft');
    await told(requests.act(request, 'pharmacien-a', 'complete', await requests.form(request, 'pharmacien-a')));
    expect((await requests.enrolment(request, 'prescripteur-a')).state).toBe('half-signed');
  });
});

describe('an intent to sign', () => {
  it('is of the content that was read: a change in between refuses the signature, whole', async () => {
    const request = await completed();
    const intent = await intentOf(request, 'prescripteur-a', 'prescriber');
    await requests.answer(request, 'pharmacien-a', 'pat.poids', '63', 'Nouvelle pesée');
    const before = await requests.kept(request);
    expect(await confirmed('prescripteur-a', intent)).toBe('stale-state');
    expect(await requests.kept(request)).toEqual(before);
    const { stateVersion } = await requests.form(request, 'prescripteur-a');
    const old = { role: 'prescriber', contentVersion: 1 };
    await world
      .as('prescripteur-a')
      .post(`/forms/${request.formId}/signing-intents`)
      .set('If-Match', `"${stateVersion}"`)
      .send(old)
      .expect(412);
  });

  it('is used once, by the person and the session that made it, and not for long', async () => {
    const request = await completed();
    const intent = await intentOf(request, 'prescripteur-a', 'prescriber');
    expect(await confirmed('prescripteur-a2', intent)).toBe('not-found');
    expect(await confirmed('prescripteur-a', randomUUID())).toBe('not-found');
    await world.as('pharmacien-a').get(`/signing-intents/${intent}/authenticate`).expect(404);
    expect(await confirmed('prescripteur-a', intent)).toBe('signed');
    expect(await confirmed('prescripteur-a', intent)).toBe('conflict');

    const late = await intentOf(request, 'pharmacien-a', 'pharmacist');
    await world.db.query(`UPDATE signing_intent SET created_at = created_at - interval '16 minutes' WHERE id = $1`, [late]);
    expect(await confirmed('pharmacien-a', late)).toBe('conflict');
  });

  it('of both at the same moment: both sign, one after the other, and the request is sent once', async () => {
    const request = await completed();
    const intents = await Promise.all([intentOf(request, 'prescripteur-a', 'prescriber'), intentOf(request, 'pharmacien-a', 'pharmacist')]);
    expect(await Promise.all([confirmed('prescripteur-a', intents[0]), confirmed('pharmacien-a', intents[1])])).toEqual([
      'signed',
      'signed',
    ]);
    expect((await requests.enrolment(request, 'pharmacien-a')).state).toBe('sent');
    const actions = (await world.journalOf('enrolment', request.id)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'request.sent')).toHaveLength(1);
  });

  it('of two prescribers at the same moment: one signs, the other is told', async () => {
    const own = await requests.completed(await requests.started('prescripteur-a2'), 'prescripteur-a2');
    await requests.sign(own, 'prescripteur-a2', 'prescriber');
    const request = await completed();
    const both = ['prescripteur-a', 'prescripteur-a2'];
    const intents = await Promise.all(both.map((by) => intentOf(request, by, 'prescriber')));
    const outcomes = await Promise.all(intents.map((intent, index) => confirmed(both[index] ?? '', intent)));
    expect(outcomes.sort()).toEqual(['conflict', 'signed']);
    expect((await requests.form(request, 'prescripteur-a')).signatures).toHaveLength(1);
    expect((await requests.intend(request, 'prescripteur-a', 'prescriber')).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/porte déjà/),
    });
  });
});

describe('with the real stand-in', () => {
  it('charter C5.2: the browser goes to the provider, proves who it is, and comes back signed in the same session', async () => {
    const browser = new Browser(world);
    await browser.enter('plage', 'prescripteur-a');
    const session = browser.sessionCookie;
    const request = await completed();
    const { stateVersion, contentVersion } = await requests.form(request, 'prescripteur-a');
    const asked = await browser.send(
      'POST',
      `/forms/${request.formId}/signing-intents`,
      { role: 'prescriber', contentVersion },
      { 'if-match': `"${stateVersion}"` },
    );
    const { redirectTo } = JSON.parse(asked.text);
    const visit = await browser.signIn(`${world.url}${redirectTo}`, 'prescripteur-a', { until: browser.callback('plage') });
    expect((await browser.arrive(visit)).url).toBe(`${world.url}/dossiers/${request.id}/fiches/${request.formId}?signature=faite`);
    expect(browser.sessionCookie).toBe(session);
    expect((await requests.form(request, 'prescripteur-a')).signatures).toMatchObject([
      { role: 'prescriber', person: { name: 'Hélène Marchetti' } },
    ]);
  });
});
