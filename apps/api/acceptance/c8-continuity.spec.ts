import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ContinuityView } from '#continuity/api';
import { verifyLiveData, type FormView, type ScheduleRow } from '#forms/api';
import { verifyJournal } from '#kernel/api';
import type { EnrolmentView } from '#patients/api';
import { ContinuityOf, ME, TAKEN_UP } from '../testing/continuity.js';
import { daysBefore } from '../testing/follow-up.js';
import { OTHER_MANAGER } from '../testing/personas.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let of: ContinuityOf;
beforeAll(async () => {
  world = await World.open({ twoManagers: true });
  of = await ContinuityOf.open(world);
});
afterAll(() => world.close());

const refusal = async (asked: PromiseLike<{ status: number; body: { rule?: string; detail?: string } }>) => {
  const { status, body } = await asked;
  return { status, rule: body.rule, detail: body.detail };
};
const form = ({ formId }: Request, by = ME): Promise<FormView> => told(world.as(by).get(`/forms/${formId}`));
const file = ({ id }: Pick<Request, 'id'>, by = ME): Promise<EnrolmentView> => told(world.as(by).get(`/enrolments/${id}`));
/** Each carried value is confirmed, both sign, the holder grants. */
async function grantedAt(request: Request): Promise<void> {
  const { requests } = of.follow;
  const { env, carried } = await form(request);
  await requests.answer(request, ME, 'fat.date_demande', env.today);
  for (const [item, { value }] of Object.entries(carried)) await requests.answer(request, ME, item, value);
  await requests.sent(request, ME, 'pharmacien-a');
  await told(requests.decide(request, 'exploitant-2', { decision: 'favourable' }));
}
const offer = ({ id }: Pick<Request, 'id'>, by = ME): Promise<ContinuityView> => told(world.as(by).get(`/enrolments/${id}/continuity`));

describe('the manager links two authorisations', () => {
  it.each(['prescripteur-a2', 'pharmacien-a', 'pnm-a', 'exploitant-2', 'data-manager', 'administrateur'])(
    'charter C8.1: is refused to %s, with the rule',
    async (who) => {
      expect(await refusal(of.link(who))).toMatchObject({ status: 403, rule: 'C8.1' });
    },
  );

  it('charter C8.1: is asked of someone signed in, of authorisations that are theirs', async () => {
    await world.anyone().post(`/authorisations/${of.formerId}/relays`).send({ laterId: of.laterId }).expect(401);
    await world.anyone().get(`/authorisations/${of.formerId}/relays`).expect(401);
    await told(of.link('gestionnaire', world.authorisation('VYV')), 404);
    await told(of.link('gestionnaire', randomUUID()), 404);
    await told(of.link('gestionnaire', 'no-id' as string), 400);
  });

  it('charter C8.1: never to itself, the wrong way, between two of a kind or of two companies: each is told', async () => {
    const { formerId, laterId } = of;
    expect(await refusal(of.link('gestionnaire', formerId))).toMatchObject({ status: 409, detail: expect.stringMatching(/d’elle-même/) });
    expect(await refusal(of.link('gestionnaire', formerId, laterId))).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/jamais dans l’autre sens/),
    });
    const tec = world.authorisation('TEC');
    expect(await refusal(of.link('gestionnaire', tec))).toMatchObject({ status: 409, detail: expect.stringMatching(/autre exploitant/) });
    expect((await of.relays()).candidates.map(({ code }) => code)).toEqual(['ENH']);
  });

  it('charter C8.2: never with a table whose fields are not there, or are of another kind: each line is told', async () => {
    await of.publish([
      { form: 'FIT', item: 'fit.poids', to: 'pat.pods' },
      { form: 'FAT', item: 'pat.taille', to: 'pat.poids' },
      { form: 'FAT', item: 'rh.statut', to: 'elig.adulte' },
    ]);
    const { status, body } = await of.link();
    expect([status, body.rule]).toEqual([409, 'C8.2']);
    expect(body.items.map(({ path }: { path: string }) => path)).toEqual(
      [1, 2, 3].map((line) => expect.stringContaining(`Ligne ${line} `)),
    );
    expect(JSON.stringify(body.items)).toMatch(/n’a pas de champ.*même type.*critère de la demande/s);
    await of.publish(TAKEN_UP);
  });

  it('charter C8.1: once, by two managers at the same moment; told in the journal, taken back while no patient follows', async () => {
    const both = await Promise.all([of.link(), of.link(OTHER_MANAGER)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.detail).toMatch(/^ENH prend déjà le relais/);
    const by = world.person(both[0]?.status === 200 ? 'gestionnaire' : OTHER_MANAGER).name;
    expect((await world.journalOf('authorisation', of.formerId)).map(({ action, actor }) => [action, actor])).toEqual([
      ['relay.linked', by],
    ]);
    expect(await refusal(of.link())).toMatchObject({ status: 409, detail: expect.stringMatching(/^ENH prend déjà le relais/) });
    await told(of.unlink('data-manager'), 403);
    const taken = await Promise.all([of.unlink(), of.unlink(OTHER_MANAGER)]);
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(taken.find(({ status }) => status === 409)?.body.detail).toMatch(/\S/);
    await told(of.unlink(), 409);
    await told(of.link());
    expect((await world.journalOf('authorisation', of.formerId)).map(({ action }) => action)).toEqual([
      'relay.linked',
      'relay.unlinked',
      'relay.linked',
    ]);
    const [{ later }, { former }] = [await of.relays(), await of.relays('gestionnaire', of.laterId)];
    expect([later?.authorisation.code, later?.reused, former[0]?.authorisation.code]).toEqual(['ENH', 4, 'ENC']);
    // A centre reads what takes over, and nothing of other centres' patients.
    const { waiting, ...shown } = later ?? {};
    expect([waiting, (await of.relays(ME)).later]).toEqual([0, shown]);
    // Nor does who is in charge of one of both only read the other one.
    expect(await of.relays('data-manager', of.laterId)).toEqual({ former: [], candidates: [], abilities: [] });
  });
});

describe('a patient goes on under the early access', () => {
  let former: Request;
  let present: Request;
  beforeAll(async () => {
    former = await of.followed();
    await of.treated(former);
  });

  it('charter C8.1: is offered to the centre alone, to who may ask for the early access', async () => {
    expect(await offer(former)).toMatchObject({ offer: { code: 'ENH' } });
    expect(await offer(former, 'gestionnaire')).toEqual({});
    expect(await offer(former, 'exploitant-2')).toEqual({});
    await world.as('prescripteur-b').get(`/enrolments/${former.id}/continuity`).expect(404);
    await told(of.ask(former, 'prescripteur-b'), 404);
    await told(of.ask(former, 'prescripteur-a'), 404);
    expect(await refusal(of.ask(former, 'gestionnaire'))).toMatchObject({ status: 403, rule: 'C3.4' });
    await world.anyone().post(`/enrolments/${former.id}/continuity`).set('Idempotency-Key', randomUUID()).send({}).expect(401);
    await told(of.ask(former, ME, 'short'), 428);
  });

  it('charter C8.1: opens a second enrolment of the same patient, once, no matter who asks at the same moment', async () => {
    const key = randomUUID();
    const asked = await Promise.all([of.ask(former, ME, key), of.ask(former, ME, key), of.ask(former, ME), of.ask(former, 'pharmacien-a')]);
    const done = asked.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ body }) => body.enrolmentId)).size).toBe(1);
    expect(asked.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    present = { id: done[0]?.body.enrolmentId, formId: done[0]?.body.formId };
    const [was, is] = [await file(former), await file(present)];
    expect([is.state, is.authorisationCode, is.patient.id]).toEqual(['draft', 'ENH', was.patient.id]);
    expect(await refusal(of.ask(former))).toMatchObject({ status: 409, detail: expect.stringMatching(/existe déjà/) });
    expect(await offer(former)).toEqual({ why: expect.stringMatching(/existe déjà/) });
    await told(of.unlink(), 409);
  });

  it('charter C8.2: its FAT takes up what the PUT-SP says, each value to be confirmed, with where it comes from; no criterion among them', async () => {
    const [was, fat] = [await form(former), await form(present)];
    expect(Object.keys(fat.carried).sort()).toEqual(['pat.nom3', 'pat.poids', 'pat.taille', 'rh.statut']);
    expect(fat.carried['pat.taille']).toMatchObject({ value: was.values['pat.taille'], source: 'compassionate', item: 'pat.taille' });
    expect(fat.carried['pat.poids']).toMatchObject({ value: '71.5', source: 'compassionate', form: expect.stringMatching(/initiation/) });
    expect([Object.keys(fat.values), fat.filled]).toEqual([[], 0]);
    expect((await verifyLiveData(world.db)).faults.filter(({ formId }) => formId === present.formId)).toEqual([]);
  });

  it('charter C8.2: it cannot be signed before each is confirmed, corrected or put aside; the patient keeps their name meanwhile', async () => {
    const { requests } = of.follow;
    await requests.answer(present, ME, 'fat.date_demande', (await form(present)).env.today);
    expect((await file(present)).patient.familyLetters).toBe((await file(former)).patient.familyLetters);
    const gaps = async () => (await told(world.as(ME).get(`/forms/${present.formId}/gaps?role=pharmacist`))).items;
    const carried = (await gaps()).filter(({ kind }: { kind: string }) => kind === 'carried');
    expect(carried.map(({ key }: { key: string }) => key).sort()).toEqual(['pat.nom3', 'pat.poids', 'pat.taille', 'rh.statut']);
    const { carried: stands } = await form(present);
    for (const item of ['pat.nom3', 'pat.taille', 'rh.statut']) await requests.answer(present, ME, item, stands[item]?.value);
    expect((await gaps()).filter(({ kind }: { kind: string }) => kind === 'carried')).toHaveLength(1);
    await requests.answer(present, ME, 'pat.poids', '70');
    await requests.sent(present, ME, 'pharmacien-a');
    await told(requests.decide(present, 'exploitant-2', { decision: 'favourable' }));
    expect((await form(present)).carried).toEqual({});
  });

  it('charter C8.3: until the early access has its number the former calendar goes on as it was; from then on what comes after is asked there alone', async () => {
    const patient = await of.followed();
    const { today } = await of.follow.schedule(patient, ME);
    await of.follow.demandedLongAgo(patient);
    await of.follow.requests.answer(await of.treated(patient), ME, 'fit.date_debut', daysBefore(today, 130));
    const later = await of.continued(patient);
    const before = await of.follow.rows(patient, ME);
    const isAfter = ({ target = '' }: Pick<ScheduleRow, 'target'>) => target > today;
    expect(before.filter(isAfter).map(({ state }) => state)).toContain('upcoming');
    expect(before.filter((row) => !isAfter(row)).map(({ state }) => state)).toContain('late');

    await grantedAt(later);
    const { continuedOn, rows, addable } = await of.follow.schedule(patient, ME);
    expect(continuedOn).toBe(today);
    expect(rows.filter((row) => !isAfter(row))).toEqual(before.filter((row) => !isAfter(row)));
    expect(new Set(rows.filter(isAfter).map(({ state, canOpen }) => `${state} ${canOpen}`))).toEqual(new Set(['not-applicable false']));
    const next = rows.find(isAfter);
    const body = { formCode: next?.form ?? '', visitCode: next?.visit ?? '', occurrence: next?.occurrence ?? 0 };
    expect(await refusal(of.follow.open(patient, ME, body))).toMatchObject({ status: 409 });
    // What happens as it happens is still told where it began.
    expect(addable.map(({ kind }) => kind)).toEqual(['ARRET']);
    // Lists, counts and homes read these lines.
    const asked = await world.db.query(
      `SELECT DISTINCT (due_from > current_date) AS later FROM planned_form WHERE enrolment_id = $1 AND visit_code <> '' AND due_from IS NOT NULL`,
      [patient.id],
    );
    expect(asked).toEqual([{ later: false }]);
    expect((await file(patient)).timeline.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Suivi poursuivi sous l’accès précoce/),
    );
    expect((await of.follow.schedule(later, ME)).continuedOn).toBeUndefined();
  });

  it('charter C8.3: two numbers, and one timeline on each of both files', async () => {
    const [was, is] = [await file(former), await file(present)];
    const numbers = [was.registrationNumber, is.registrationNumber];
    expect(new Set(numbers).size).toBe(2);
    expect(is.otherEnrolments).toMatchObject([{ id: former.id, registrationNumber: was.registrationNumber, authorisationCode: 'ENC' }]);
    expect(was.otherEnrolments).toMatchObject([{ id: present.id, registrationNumber: is.registrationNumber, authorisationCode: 'ENH' }]);
    const story = ({ timeline }: EnrolmentView, own: string | undefined) =>
      timeline.map(({ at, action, under }) => `${at} ${under ?? own} ${action}`).sort();
    expect(story(is, is.registrationNumber)).toEqual(story(was, was.registrationNumber));
    expect(is.timeline.map(({ at }) => at)).toEqual([...is.timeline.map(({ at }) => at)].sort());
    expect(is.timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Recueil poursuivi sous l’accès précoce ENH/),
        expect.stringMatching(/^Suite du recueil compassionnel/),
      ]),
    );
  });

  it('charter C8.3: who has access to the new one keeps reading the old one, and types nothing there; another centre reads neither', async () => {
    // Known to the early access alone: a colleague with a request of their own there.
    const other = await of.follow.granted('prescripteur-a');
    expect(other.id).toBeTruthy();
    const view = await file(former, 'prescripteur-a');
    expect(view.abilities).toEqual(['print', 'follow']);
    expect((await file(present, 'prescripteur-a')).otherEnrolments.map(({ id }) => id)).toEqual([former.id]);
    const fit = view.forms.find(({ code }) => code === 'FIT')?.id ?? '';
    const typed = await world
      .as('prescripteur-a')
      .patch(`/forms/${fit}/values`)
      .send({ changes: [{ item: 'fit.poids', value: '60', base: 0 }] });
    expect([typed.status, typed.body.rule]).toEqual([403, 'C8.3']);
    for (const { id } of [former, present]) await world.as('prescripteur-b').get(`/enrolments/${id}`).expect(404);
    // Those of the compassionate access that have not gone on stay closed to them.
    const apart = await of.followed();
    await world.as('prescripteur-a').get(`/enrolments/${apart.id}`).expect(404);
  });

  it('charter C8.1: a request that was cancelled leaves place for another one', async () => {
    const patient = await of.followed();
    const first = await of.continued(patient);
    const { stateVersion } = await file(first);
    await told(
      world.as(ME).post(`/enrolments/${first.id}/cancel`).set('If-Match', `"${stateVersion}"`).send({ reason: 'Erreur de dossier' }),
    );
    const second = await of.continued(patient);
    expect(second.id).not.toBe(first.id);
  });

  it('charter C8.1: nobody is proposed who stopped, died, left, or has no number', async () => {
    const stopped = await of.followed();
    await of.treated(stopped);
    const { request: stop } = await of.follow.opened(stopped, ME, { formCode: 'ARRET' });
    await of.follow.requests.answer(stop, ME, 'arr.date', '2025-06-01');
    expect(await offer(stopped)).toEqual({ why: expect.stringMatching(/arrêt définitif/) });
    expect(await refusal(of.ask(stopped))).toMatchObject({ status: 409, rule: 'C8.1' });
    await of.follow.requests.answer(stop, ME, 'arr.motif', ['DECES']);
    expect(await offer(stopped)).toEqual({ why: expect.stringMatching(/décès ou la fin du suivi/) });
    const [{ id: unnumbered }] = [await of.follow.requests.started(ME, 'ENH')];
    await told(of.ask({ id: unnumbered }), 409);
  });

  it('charter C3.1: both journals verify', async () => {
    expect((await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey))).faults).toEqual([]);
  });
});
