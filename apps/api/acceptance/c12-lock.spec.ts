import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HomeView } from '#dashboards/api';
import type { FormView } from '#forms/api';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';

let world: World;
let follow: FollowUp;
let patient: Request;
let fit: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  patient = await follow.granted();
  fit = (await follow.opened(patient, ME, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
});
afterAll(() => world.close());

const read = (by: string, form = fit): Promise<FormView> => follow.requests.form(form, by);
/** An act on the lock, on the state that is there now. */
const turn = async (act: 'lock' | 'unlock' | 'refuse-unlock', by: string, reason: string | undefined = 'Données relues', form = fit) => {
  const { stateVersion } = await read(DM, form);
  return world
    .as(by)
    .post(`/forms/${form.formId}/${act}`)
    .set('If-Match', `"${stateVersion}"`)
    .send({ reason, ...(act === 'lock' && { despiteQueries: true }) });
};
const askUnlock = (by: string, reason = 'Poids à corriger') => world.as(by).post(`/forms/${fit.formId}/ask-unlock`).send({ reason });
const mark = async (by: string, which: string, contentVersion?: number) =>
  world
    .as(by)
    .put(`/forms/${fit.formId}/review/${which}`)
    .send({ contentVersion: contentVersion ?? (await read(DM)).contentVersion });
const complete = async () => told(follow.requests.act(fit, ME, 'complete', await read(ME)));

describe('the lock of one form', () => {
  it('charter C12.5: is put by the data manager, on a form whose entry is ended, with a reason', async () => {
    const early = await turn('lock', DM);
    expect([early.status, early.body.detail]).toEqual([
      409,
      'La saisie de cette fiche n’est pas terminée\u00a0: une fiche se verrouille une fois terminée.',
    ]);
    await complete();
    expect((await turn('lock', DM, ' ')).status).toBe(400);
    for (const [by, status] of [
      [ME, 403],
      ['gestionnaire', 403],
      ['exploitant-2', 403],
      ['pharmacien-b', 404],
      ['prescripteur-a', 404],
    ] as const)
      expect([by, (await turn('lock', by)).status]).toEqual([by, status]);
    const locked: FormView = await told(turn('lock', DM));
    expect(locked.lock).toMatchObject({ byName: world.person(DM).name, reason: 'Données relues' });
    expect(locked.abilities).toEqual(expect.arrayContaining(['review', 'unlock']));
    expect((await turn('lock', DM)).status).toBe(409);
  });

  it('charter C12.5: is told to the centre, by the journal and the story of the file; by e-mail in the message of the day alone', async () => {
    const entry = (await world.journalOf('enrolment', fit.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'form.locked',
      role: 'data-manager',
      changes: [{ item: 'lock', new: true, reason: 'Données relues' }],
    });
    expect(JSON.stringify(entry?.details)).not.toContain('relues');
    // Its test: c6-day-digest.
    expect(await world.db.query(`SELECT 1 FROM notification WHERE enrolment_id = $1 AND kind = 'form-locked'`, [fit.id])).toEqual([]);
    const { timeline } = await follow.requests.enrolment(fit, ME);
    expect(timeline.at(-1)?.text).toBe('Fiche verrouillée\u00a0: Fiche d’initiation de traitement – J0 (C1J1)');
  });

  it('charter C12.5: refuses typing, ending, opening again and signing, in words; queries on the form are still answered', async () => {
    const { stateVersion, marks, abilities, lock } = await read(ME);
    expect(abilities.filter((each) => ['write', 'reopen', 'complete', 'sign-prescriber', 'ask-unlock'].includes(each))).toEqual([
      'ask-unlock',
    ]);
    expect(lock?.reason).toBe('Données relues');
    const change = { item: 'fit.administre', value: 'N', base: marks['fit.administre']?.seq ?? 0, reason: 'relecture' };
    const typing = await follow.requests.change(fit, ME, [change]);
    expect([typing.status, typing.body.code, typing.body.rule]).toEqual([409, 'form-locked', 'C12.5']);
    expect(typing.body.detail).toContain('«\u00a0Données relues\u00a0»');
    for (const act of ['complete', 'reopen'] as const)
      expect([act, (await follow.requests.act(fit, ME, act, { stateVersion })).body.code]).toEqual([act, 'form-locked']);
    expect((await follow.requests.intend(fit, ME, 'prescriber')).body.code).toBe('form-locked');
    const queries = new Queries(world);
    const asked = await queries.asked(fit, DM, { item: 'fit.administre' });
    expect((await queries.acted(asked, ME, 'answer', 'Oui.')).state).toBe('answered');
  });

  it('charter C12.5: is lifted on the request of the centre, which the desk sees', async () => {
    for (const [by, status] of [
      [DM, 403],
      ['exploitant-2', 403],
      ['pharmacien-b', 404],
    ] as const)
      expect([by, (await askUnlock(by)).status]).toEqual([by, status]);
    await told(askUnlock('pharmacien-a'));
    expect((await read(DM)).lock?.unlockAsked).toMatchObject({ byName: world.person('pharmacien-a').name, reason: 'Poids à corriger' });
    const again = await askUnlock(ME, 'Une autre raison');
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('déjà demandé')]);
    expect((await read(DM)).lock?.unlockAsked?.reason).toBe('Poids à corriger');
    expect((await turn('unlock', ME)).status).toBe(403);
    const stale = await world.as(DM).post(`/forms/${fit.formId}/unlock`).set('If-Match', '"0"').send({ reason: 'Demandé par le centre' });
    expect(stale.status).toBe(412);
    const free: FormView = await told(turn('unlock', DM, 'Demandé par le centre'));
    expect(free).not.toHaveProperty('lock');
    await follow.requests.answer(fit, ME, 'fit.poids', '61', 'pesée retrouvée');
    expect((await askUnlock(ME)).status).toBe(409);
    const actions = (await world.journalOf('enrolment', fit.id)).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['form.unlock-asked', 'form.unlocked']));
  });

  it('charter C12.5: or is not, and the centre reads beside the lock who refused, when and why; it may ask again', async () => {
    await told(turn('lock', DM));
    const refuse = (by: string, reason?: string) => turn('refuse-unlock', by, reason);
    expect((await read(DM)).abilities).not.toContain('refuse-unlock');
    expect((await refuse(DM, 'Rien à corriger')).body.detail).toBe('Personne ne demande que cette fiche soit déverrouillée.');
    await told(askUnlock(ME));
    for (const [by, status] of [
      [ME, 403],
      ['gestionnaire', 403],
      ['exploitant-2', 403],
      ['pharmacien-b', 404],
      ['prescripteur-a', 404],
    ] as const)
      expect([by, (await refuse(by)).status]).toEqual([by, status]);
    const before = await read(DM);
    expect(before.abilities).toEqual(expect.arrayContaining(['unlock', 'refuse-unlock']));
    expect((await refuse(DM, ' ')).status).toBe(400);
    const waiting = async () =>
      ((await told(world.as(DM).get('/home'))) as HomeView).tasks.filter(({ formId }) => formId === fit.formId).map(({ kind }) => kind);
    expect(await waiting()).toContain('form-unlock-asked');

    const { lock }: FormView = await told(refuse(DM, 'Le poids est celui du compte rendu'));
    expect(lock).not.toHaveProperty('unlockAsked');
    expect(await waiting()).not.toContain('form-unlock-asked');
    const seen = await read(ME);
    expect(seen.lock?.unlockRefused).toEqual({
      at: expect.any(String),
      byName: world.person(DM).name,
      reason: 'Le poids est celui du compte rendu',
    });
    expect(seen.abilities).toContain('ask-unlock');
    const entry = (await world.journalOf('enrolment', fit.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'form.unlock-refused',
      changes: [{ item: 'lock', reason: 'Le poids est celui du compte rendu' }],
    });
    expect(JSON.stringify(entry?.details)).not.toContain('poids');

    await told(askUnlock(ME, 'La balance était fausse'));
    const stale = world.as(DM).post(`/forms/${fit.formId}/refuse-unlock`).set('If-Match', `"${before.stateVersion}"`);
    expect((await stale.send({ reason: 'Déjà répondu' })).status).toBe(412);
    expect(await waiting()).toContain('form-unlock-asked');
    expect(await told(turn('unlock', DM, 'Demandé deux fois'))).not.toHaveProperty('lock');
  });

  it('charter C12.5: is not asked to be lifted of a FAT whose request is decided: nothing could be typed in it', async () => {
    await told(turn('lock', DM, 'Données relues', patient));
    expect((await read(ME, patient)).abilities).not.toContain('ask-unlock');
    const refused = await world.as(ME).post(`/forms/${patient.formId}/ask-unlock`).send({ reason: 'Poids à corriger' });
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      'L’avis est favorable et le patient a son numéro\u00a0: déverrouiller cette fiche n’y changerait rien.',
    ]);
    await told(turn('unlock', DM, 'Données relues', patient));
  });

  it('charter C11.2: a FAT is not locked before the opinion is given', async () => {
    const waiting = await follow.requests.completed(await follow.requests.started(ME, 'ENH'), ME);
    const refused = await turn('lock', DM, 'Données relues', waiting);
    expect([refused.status, refused.body.rule]).toEqual([409, 'C11.2']);
    expect((await turn('lock', DM, 'Données relues', patient)).status).toBe(200);
  });
});

describe('review marks', () => {
  it('say who read or verified which content, and go stale when an answer changes', async () => {
    const before = await read(DM);
    expect((await mark(DM, 'read', before.contentVersion - 1)).status).toBe(412);
    expect((await mark(DM, 'seen')).status).toBe(404);
    for (const by of [ME, 'gestionnaire', 'exploitant-2']) expect([by, (await mark(by, 'read')).status]).toEqual([by, 403]);
    await told(mark(DM, 'read'));
    const both: FormView = await told(mark(DM, 'verified'));
    expect(both.review).toEqual(
      ['read', 'verified'].map((each) => ({ mark: each, at: expect.any(String), byName: world.person(DM).name, stale: false })),
    );
    await follow.requests.answer(fit, ME, 'fit.poids', '62', 'relecture');
    expect((await read(DM)).review.map(({ stale }) => stale)).toEqual([true, true]);
    const again: FormView = await told(mark(DM, 'read'));
    expect(again.review.map(({ stale }) => stale)).toEqual([false, true]);
    const entries = async () => (await world.journalOf('enrolment', fit.id)).length;
    const count = await entries();
    await told(mark(DM, 'read'));
    expect(await entries()).toBe(count);
    const left: FormView = await told(world.as(DM).delete(`/forms/${fit.formId}/review/verified`));
    expect(left.review.map(({ mark: each }) => each)).toEqual(['read']);
  });
});
