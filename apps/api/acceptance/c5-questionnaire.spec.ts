import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser } from '../testing/browser.js';
import { FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';

let world: World;
let follow: FollowUp;
beforeAll(async () => {
  world = await World.open({ providers: true });
  follow = new FollowUp(world);
});
afterAll(() => world.close());

/** A questionnaire that is open, and the browser of who opened it. */
async function opened(): Promise<{ form: Request; browser: Browser }> {
  const patient = await follow.grantedVyvgart(ME);
  const [{ visit } = {}] = await follow.rows(patient, ME, 'QDV');
  const { request: form } = await follow.opened(patient, ME, { formCode: 'QDV', visitCode: visit ?? '' });
  const browser = new Browser(world);
  await browser.enter('plage', ME);
  return { form, browser };
}

const handOver = (browser: Browser, { formId }: Request, version = 1) =>
  browser.send('POST', `/forms/${formId}/hand-over`, {}, { 'if-match': `"${version}"` });

const read = (browser: Browser, path: string) => browser.ask(`${world.url}/api/v1${path}`);
const bodyOf = ({ text }: { text: string }) => JSON.parse(text);

/** `auth_time` counts whole seconds: a proof given in the second of the click is after it. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1100));

describe('charter C5.9: a questionnaire in the hands of the patient', () => {
  it('charter C5.9: shows the questionnaire alone: every other address is closed', async () => {
    const { form, browser } = await opened();
    const before = browser.sessionCookie;
    expect((await handOver(browser, form)).status).toBe(204);
    expect(browser.sessionCookie).not.toBe(before);
    const session = await browser.session();
    expect(session).toMatchObject({
      state: 'handed-over',
      handedOver: { formId: form.formId, openedBy: 'Hélène Marchetti', openedById: expect.any(String), finished: false },
    });
    expect(JSON.stringify(session)).not.toContain('profiles');

    const shown = bodyOf(await read(browser, '/questionnaire'));
    expect(shown.form.sections.map(({ code }: { code: string }) => code)).toEqual(['mgqol', 'eq5d']);
    for (const path of [
      `/forms/${form.formId}`,
      `/forms/${form.formId}/history`,
      `/forms/${form.formId}/pdf`,
      `/enrolments/${form.id}`,
      `/enrolments/${form.id}/schedule`,
      '/designations',
      '/home',
      '/authorisations',
    ]) {
      const refused = await read(browser, path);
      expect([path, refused.status, bodyOf(refused).code]).toEqual([path, 403, 'handed-over']);
    }
    for (const path of [`/forms/${form.formId}/complete`, '/session/sign-out', `/forms/${form.formId}/hand-over`]) {
      const refused = await browser.send('POST', path, {}, { 'if-match': '"1"' });
      expect([path, refused.status, bodyOf(refused).code]).toEqual([path, 403, 'handed-over']);
    }
    const looks: { outcome: string }[] = await world.db.query(
      `SELECT outcome FROM access_log WHERE subject_type = 'form' AND subject_id = $1 AND action = 'asked' AND outcome <> 'given'`,
      [form.formId],
    );
    expect(looks.map(({ outcome }) => outcome)).toEqual(Array(5).fill('forbidden'));
  });

  it('charter C5.9: answers are kept as the patient’s, opened by that professional; of the rest of the form none is taken', async () => {
    const { form, browser } = await opened();
    await handOver(browser, form);
    const answered = await browser.send('PATCH', '/questionnaire/values', { changes: [{ item: 'qol.1', value: 2, base: 0 }] });
    expect(answered.status).toBe(200);
    expect(bodyOf(answered).calculated).toEqual({});
    const refused = await browser.send('PATCH', '/questionnaire/values', { changes: [{ item: 'qol.total', value: 2, base: 0 }] });
    expect([refused.status, bodyOf(refused).code, bodyOf(refused).rule]).toEqual([422, 'unknown-item', 'C5.9']);
    const wrong = await browser.send('PATCH', '/questionnaire/values', { changes: [{ item: 'qol.2', value: 9, base: 0 }] });
    expect(wrong.status).toBe(422);

    const { items } = await told(world.as(ME).get(`/forms/${form.formId}/history?item=qol.1`));
    expect(items).toMatchObject([{ actorName: 'Patient (questionnaire ouvert par Hélène Marchetti)', actorRole: 'patient', new: '2' }]);
    const actions = (await world.journalOf('enrolment', form.id)).slice(-2).map(({ action }) => action);
    expect(actions).toEqual(['form.handed-to-patient', 'form.values-changed']);
  });

  it('charter C5.9: once finished the answers are shown no more', async () => {
    const { form, browser } = await opened();
    await handOver(browser, form);
    await browser.send('PATCH', '/questionnaire/values', { changes: [{ item: 'qol.1', value: 1, base: 0 }] });
    expect((await browser.send('POST', '/questionnaire/finish')).status).toBe(204);
    const shown = bodyOf(await read(browser, '/questionnaire'));
    expect(shown).toEqual({ formId: form.formId, title: expect.any(String), finished: true });
    const late = await browser.send('PATCH', '/questionnaire/values', { changes: [{ item: 'qol.1', value: 2, base: 0 }] });
    expect(late.status).toBe(409);
    expect((await world.journalOf('enrolment', form.id)).at(-1)?.action).toBe('form.answered-by-patient');
  });

  it('charter C5.9: the professional takes it back by authenticating again, in the profile they worked in', async () => {
    const { form, browser } = await opened();
    await handOver(browser, form);
    // Known to the provider, and yet asked for the password.
    const visit = await browser.enter('plage', ME, `/dossiers/${form.id}/fiches/${form.formId}`);
    expect(visit.url).toBe(`${world.url}/dossiers/${form.id}/fiches/${form.formId}`);
    expect(await browser.session()).toMatchObject({ state: 'signed-in', person: { name: 'Hélène Marchetti' } });
    expect((await read(browser, `/forms/${form.formId}`)).status).toBe(200);
    expect((await read(browser, '/questionnaire')).status).toBe(404);
  });

  it('charter C5.9: someone else who takes it back is told that another person had handed it over, and works as themselves', async () => {
    const { form, browser } = await opened();
    await handOver(browser, form);
    const { url } = await browser.enter('plage', 'pharmacien-a', `/dossiers/${form.id}/fiches/${form.formId}`);
    const wanted = encodeURIComponent(`/dossiers/${form.id}/fiches/${form.formId}`);
    expect(url).toBe(`${world.url}/connexion?probleme=someone-else&retour=${wanted}`);
    expect(await browser.session()).toMatchObject({ state: 'signed-in', person: { id: world.person('pharmacien-a').id } });
  });

  it.each(['ignore-max-age', 'no-auth-time'] as const)('charter C5.9: a provider that does « %s » does not give it back', async (fault) => {
    const { form, browser } = await opened();
    await handOver(browser, form);
    await aSecond();
    world.misbehave('plage', fault);
    const { url } = await browser.enter('plage', ME);
    expect(url).toBe(`${world.url}/questionnaire?probleme=not-proved`);
    expect((await browser.session()).state).toBe('handed-over');
  });

  it('charter C5.9: what the patient answers without network stays under a key of this questionnaire alone, that its opener may have again', async () => {
    const { form, browser } = await opened();
    const key = async () => bodyOf(await read(browser, '/session/device-key')).key;
    const mine = await key();
    await handOver(browser, form);
    const patients = await key();
    expect(Buffer.from(patients, 'base64url')).toHaveLength(32);
    expect(patients).not.toBe(mine);
    // No other key can be had, whatever is asked.
    const { form: other } = await opened();
    const asked = bodyOf(await read(browser, `/session/device-key?questionnaire=${other.formId}`)).key;
    expect(asked).toBe(patients);

    const keyOf = async (name: string, formId: string) =>
      (await told(world.as(name).get(`/session/device-key?questionnaire=${formId}`))).key as string;
    expect(await keyOf(ME, form.formId)).toBe(patients);
    expect(await keyOf(ME, other.formId)).not.toBe(patients);
    for (const name of ['prescripteur-a2', 'pharmacien-a', 'pharmacien-b', 'exploitant', 'data-manager'])
      expect([name, (await keyOf(name, form.formId)) === patients]).toEqual([name, false]);
    expect((await read(new Browser(world), `/session/device-key?questionnaire=${form.formId}`)).status).toBe(401);
    expect((await read(browser, '/session/device-key?questionnaire=all')).status).toBe(400);
  });

  it('charter C5.9: who may not write may not hand over; a form without such a part, or ended, is not handed over', async () => {
    const { form } = await opened();
    for (const [name, status] of [
      ['prescripteur-b', 404],
      ['pharmacien-b', 404],
      ['exploitant', 404],
      ['data-manager', 404],
    ] as const) {
      const asked = world.as(name).post(`/forms/${form.formId}/hand-over`).set('If-Match', '"1"');
      expect([name, (await asked).status]).toEqual([name, status]);
    }
    expect((await world.as(ME).get('/questionnaire')).status).toBe(404);
    const { request: other } = await follow.opened(form, ME, { formCode: 'FIT' });
    const browser = new Browser(world);
    await browser.enter('plage', ME);
    const none = await handOver(browser, other);
    expect([none.status, bodyOf(none).detail]).toEqual([409, 'Cette fiche n’a pas de partie à remplir par le patient.']);
    await told(follow.requests.act(form, ME, 'complete', await follow.requests.form(form, ME)));
    const ended = await handOver(browser, form, 2);
    expect([ended.status, bodyOf(ended).detail]).toEqual([409, expect.stringContaining('rouvrez-la')]);
    expect((await handOver(browser, form, 1)).status).toBe(412);
  });

  it('charter C5.9: nor does the end of the session: anyone who signs in on this device authenticates', async () => {
    const { form, browser } = await opened();
    await handOver(browser, form);
    await world.db.query(`UPDATE session SET last_act_at = now() - interval '1 day'`);
    expect((await browser.session()).state).toBe('signed-out');
    expect((await read(browser, '/questionnaire')).status).toBe(401);
    await aSecond();
    world.misbehave('plage', 'ignore-max-age');
    expect((await browser.enter('plage', ME)).url).toBe(`${world.url}/connexion?probleme=not-proved`);
  });
});
