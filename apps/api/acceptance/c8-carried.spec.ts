import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLiveData, type FormView, type HistoryList } from '#forms/api';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';

let world: World;
let follow: FollowUp;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
});
afterAll(() => world.close());

const form = (one: Request, by = ME): Promise<FormView> => follow.requests.form(one, by);
const post = (one: Request, by: string, address: string, body: object, version: number) =>
  world.as(by).post(`/forms/${one.formId}/${address}`).set('If-Match', `"${version}"`).send(body);
const carry = async (one: Request, section: string, source = 'previous-visit', by = ME) =>
  post(one, by, 'carried', { section, source }, (await form(one, by)).stateVersion);
const putAside = async (one: Request, item: string, by = ME) =>
  post(one, by, 'carried/put-aside', { item }, (await form(one, by)).stateVersion);
const offered = ({ carriable }: FormView, source: string) =>
  carriable.filter((each) => each.source === source).flatMap(({ items }) => items);

/** The second visit of a patient whose first one answers all that may be asked there. */
async function secondVisit(): Promise<Request> {
  const patient = await follow.granted();
  const { today, request: fit } = await follow.opened(patient, ME, { formCode: 'FIT' });
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
  await follow.requests.answer(fit, ME, 'fit.date_debut', daysBefore(today, 150));
  const { request: first } = await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI' });
  const answers = {
    'sui.realisee': 'O',
    'sui.date': daysBefore(today, 87),
    'sui.poids': '71.5',
    'sui.poso': '5.4',
    'sui.modif': 'AUCUNE',
    'tol.gi': 'N',
    'sui.ei': 'N',
    'fevg.valeur': 62,
  };
  const { protocolVersionId } = await form(first);
  const { document } = await told(world.as(ME).get(`/protocol-versions/${protocolVersionId}`));
  const list = document.forms
    .find(({ code }: { code: string }) => code === 'SUIVI')
    .sections.flatMap(({ content }: { content: { code: string; list?: string }[] }) => content);
  const codes = document.codeLists[list.find(({ code }: { code: string }) => code === 'sui.poso').list];
  await told(
    follow.requests.change(
      first,
      ME,
      Object.entries({ ...answers, 'sui.poso': codes[0].code }).map(([item, value]) => ({ item, value, base: 0 })),
    ),
  );
  const { request } = await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 2 });
  await follow.requests.answer(request, ME, 'sui.realisee', 'O');
  return request;
}

describe('a section taken up from the visit before', () => {
  let second: Request;
  beforeAll(async () => {
    second = await secondVisit();
  });

  it('charter C8.2: only what the protocol marks as reusable is offered: no score, no day, no effect, no tolerance, no weight', async () => {
    expect(offered(await form(second), 'previous-visit')).toEqual(['sui.poso']);
    const third = await follow.opened(second, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 3 });
    // Also before the answer that shows its section: the page then needs not ask again.
    expect(offered(third, 'previous-visit')).toEqual(['sui.poso']);
    await told(carry(second, 'tolerance'));
    expect((await form(second)).carried).toEqual({});
  });

  it('charter C8.2: stands to be confirmed, with where it comes from: it is no answer and counts as missing', async () => {
    const before = await form(second);
    const after: FormView = await told(carry(second, 'traitement'));
    expect(Object.keys(after.carried)).toEqual(['sui.poso']);
    expect(after.carried['sui.poso']).toMatchObject({
      source: 'previous-visit',
      form: 'Fiche de suivi de traitement – Suivi tous les 3 cycles n°\u00a01',
      item: 'sui.poso',
    });
    expect(after.values).toEqual(before.values);
    expect([after.missing, after.filled, after.contentVersion]).toEqual([before.missing, before.filled, before.contentVersion]);
    expect(after.carriable).toEqual([]);
    expect((await verifyLiveData(world.db)).faults.filter(({ formId }) => formId === second.formId)).toEqual([]);
  });

  it('charter C8.2: asked twice, it is carried once; over a stale page, not at all', async () => {
    const entries = async () =>
      (await world.journalOf('enrolment', second.id)).filter(({ action }) => action === 'form.values-carried').length;
    const before = await entries();
    await told(carry(second, 'traitement'));
    await told(post(second, ME, 'carried', { section: 'traitement', source: 'previous-visit' }, 1), 412);
    expect(await entries()).toBe(before);
  });

  it('charter C8.2: confirmed by being answered; the history says from where it was carried, and that it was confirmed', async () => {
    const { carried } = await form(second);
    await follow.requests.answer(second, ME, 'sui.poso', carried['sui.poso']?.value);
    const view = await form(second);
    expect([view.carried, view.values['sui.poso']]).toEqual([{}, carried['sui.poso']?.value]);
    const { items }: HistoryList = await told(world.as(ME).get(`/forms/${second.formId}/history?item=sui.poso`));
    expect(items.map(({ reason, carried: kind }) => [kind, reason])).toEqual([
      [undefined, expect.stringMatching(/^Valeur reprise confirmée\u00a0: visite précédente/)],
      ['brought', expect.stringMatching(/^Valeur reprise, à confirmer\u00a0: visite précédente/)],
    ]);
    expect((await verifyLiveData(world.db)).faults.filter(({ formId }) => formId === second.formId)).toEqual([]);
  });

  it('charter C8.2: put aside, the field has no answer; twice is told in words', async () => {
    const other = await secondVisit();
    await told(carry(other, 'traitement'));
    const view: FormView = await told(putAside(other, 'sui.poso'));
    expect([view.carried, view.values['sui.poso']]).toEqual([{}, undefined]);
    await told(putAside(other, 'sui.poso'), 409);
  });

  it('charter C5.6: a form of the follow-up is ended whatever waits to be confirmed in it: only the request asks for a whole form', async () => {
    const other = await secondVisit();
    await told(carry(other, 'traitement'));
    const { state } = await told(follow.requests.act(other, ME, 'complete', await form(other)));
    expect(state).toBe('complete');
    expect(Object.keys((await form(other)).carried)).not.toEqual([]);
  });

  it('charter C5.4: refused to anyone who may not type there; absent for another centre; an ended form takes nothing', async () => {
    const other = await secondVisit();
    const { stateVersion } = await form(other);
    const body = { section: 'traitement', source: 'previous-visit' };
    await told(post(other, 'prescripteur-b', 'carried', body, stateVersion), 404);
    await told(post(other, 'exploitant-2', 'carried', body, stateVersion), 403);
    await told(follow.requests.act(other, ME, 'complete', await form(other)));
    await told(carry(other, 'traitement'), 409);
  });

  it.each([{ section: 'traitement' }, { section: 'traitement', source: 'guess' }, { section: 3, source: 'known' }])(
    'refuses %j',
    async (body) => {
      await told(post(second, ME, 'carried', body, (await form(second)).stateVersion), 400);
    },
  );
});

describe('what is known, on a new declaration', () => {
  const open = async () => {
    const declarations = new Declarations(world);
    const patient = await declarations.patient();
    const { request } = await declarations.follow.opened(patient, DECLARANT, { formCode: 'EI' });
    return { declarations, request };
  };

  it('charter P3: names who declares, where, the medicine; no day, no clinical answer; and declares nothing', async () => {
    const { declarations, request } = await open();
    const { name } = world.person(DECLARANT);
    for (const section of ['declaration', 'medicaments', 'effet']) await told(carry(request, section, 'known', DECLARANT));
    const view = await form(request, DECLARANT);
    const said = Object.fromEntries(Object.entries(view.carried).map(([key, { value }]) => [key, value]));
    expect(said).toMatchObject({
      'ei.decl_nom': name,
      'ei.decl_qualite': '1',
      'ei.decl_dept': '54',
      'med/connu001/med.nom': expect.stringContaining('VYVGART'),
    });
    expect(Object.keys(said).filter((key) => /date|terme|grave|grade|role|debut|recit/.test(key))).toEqual([]);
    expect(view).toMatchObject({ values: {}, marks: {}, filled: 0 });
    expect(view.abilities).toContain('withdraw');
    expect(await declarations.mails(request.formId)).toEqual([]);
    expect(await told(world.as(DECLARANT).get(`/pv/declarations/${request.formId}`))).toMatchObject({ declarations: 0 });
    expect((await declarations.list(HOLDER)).length).toBe(0);
    await told(post(request, DECLARANT, 'withdraw', {}, view.stateVersion), 204);
  });

  it('charter P3: day 0 is the first answer that a person gives, be it the confirmation of what is known', async () => {
    const { declarations, request } = await open();
    await told(carry(request, 'declaration', 'known', DECLARANT));
    const { carried } = await form(request, DECLARANT);
    await follow.requests.answer(request, DECLARANT, 'ei.decl_nom', carried['ei.decl_nom']?.value);
    expect((await declarations.mails(request.formId)).length).toBe(1);
    expect((await form(request, DECLARANT)).abilities).not.toContain('withdraw');
  });

  it('charter P3: the lot is that of the last administration, with the form that says so', async () => {
    const { declarations, request } = await open();
    const { request: fit } = await declarations.follow.opened(request, DECLARANT, { formCode: 'FIT' });
    await declarations.follow.requests.answer(fit, DECLARANT, 'fit.administre', 'O');
    await declarations.follow.requests.answer(fit, DECLARANT, 'fit.date_debut', '2025-02-03');
    await declarations.follow.requests.answer(fit, DECLARANT, 'fit.lot', 'VY2047');
    const view: FormView = await told(carry(request, 'medicaments', 'known', DECLARANT));
    expect(view.carried['med/connu001/med.lot']).toMatchObject({
      value: 'VY2047',
      source: 'file',
      form: expect.stringContaining('initiation'),
      day: '2025-02-03',
    });
    const changes = ['med/connu001', 'med/connu001/med.lot'].map((item, index) => ({ item, value: index ? 'VY2047' : true, base: 0 }));
    await told(follow.requests.change(request, DECLARANT, changes));
    expect(Object.keys((await form(request, DECLARANT)).carried)).toEqual(['med/connu001/med.nom']);
  });
});

describe('a FAT into which compassionate access was carried', () => {
  it('charter C8.2: cannot be signed while a value stands to be confirmed; the problem names the rule and the field; confirmed, it can', async () => {
    const request = await follow.requests.completed(await follow.requests.started('prescripteur-a', 'TEC'));
    const before = await form(request, 'prescripteur-a');
    await follow.requests.answer(request, 'prescripteur-a', 'pat.taille', undefined, 'À reprendre de l’accès compassionnel');
    const carried = {
      value: before.values['pat.taille'],
      source: 'compassionate',
      form: 'Fiche de suivi',
      day: '2026-03-02',
      seq: 1,
      centreId: before.centreId,
    };
    await world.db.query('UPDATE form_record SET carried = $2 WHERE id = $1', [request.formId, { 'pat.taille': carried }]);
    const { items } = await told(world.as('prescripteur-a').get(`/forms/${request.formId}/gaps?role=prescriber`));
    expect(items).toEqual([
      expect.objectContaining({
        key: 'pat.taille',
        kind: 'carried',
        message: expect.stringContaining('accès compassionnel (Fiche de suivi, 02/03/2026)'),
      }),
    ]);
    const refused = await told(follow.requests.intend(request, 'prescripteur-a', 'prescriber'), 422);
    expect(refused).toMatchObject({ code: 'gaps', rule: 'C8.2', items: [expect.objectContaining({ path: 'pat.taille' })] });
    await follow.requests.answer(request, 'prescripteur-a', 'pat.taille', carried.value, 'Vérifié au dossier');
    await told(follow.requests.intend(request, 'prescripteur-a', 'prescriber'), 201);
  });
});
