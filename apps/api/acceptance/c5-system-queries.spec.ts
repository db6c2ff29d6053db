import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Form, Protocol } from '#protocols/domain';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';

let world: World;
let follow: FollowUp;
let queries: Queries;
let start: string;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  await harden('ARRET', 'deces');
  patient = await follow.granted();
  const { request: fit } = await follow.opened(patient, ME, { formCode: 'FIT' });
  start = daysBefore((await follow.schedule(patient, ME)).today, 200);
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
  await follow.requests.answer(fit, ME, 'fit.date_debut', start);
});
afterAll(() => world.close());

/** A check that asks becomes one that refuses: no protocol of the tests has one outside its FAT. */
async function harden(form: string, check: string): Promise<void> {
  const [{ id, document }]: [{ id: string; document: Protocol }] = await world.db.query(
    `SELECT id, document FROM protocol_version WHERE code = 'ENHERTU-HER2-FAIBLE'`,
  );
  const hard = (each: Form) => ({ ...each, checks: each.checks?.map((one) => (one.code === check ? { ...one, level: 'hard' } : one)) });
  const forms = document.forms.map((each) => (each.code === form ? hard(each) : each));
  await world.db.query(`UPDATE protocol_version SET document = $2 WHERE id = $1`, [id, JSON.stringify({ ...document, forms })]);
}

const requests = () => follow.requests;
const visit = async (occurrence: number, answers: Record<string, unknown>): Promise<Request> => {
  const { request } = await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence });
  for (const [item, value] of Object.entries({ 'sui.realisee': 'O', ...answers })) await requests().answer(request, ME, item, value);
  return request;
};
const act = async (form: Request, what: 'complete' | 'reopen') => told(requests().act(form, ME, what, await requests().form(form, ME)));

describe('a soft check', () => {
  let first: Request;
  const live = async (form: Request) => queries.ofForm(form, ME, '&state=open,answered&origin=system');

  it('charter C5.2: asks nothing while the form is first typed, and asks by itself once it is complete', async () => {
    first = await visit(1, { 'fevg.valeur': 40, 'sui.poids': '60' });
    expect(await live(first)).toEqual([]);
    await act(first, 'complete');
    const [query, ...others] = await live(first);
    expect(others).toEqual([]);
    expect(query).toMatchObject({
      origin: 'system',
      askedBy: 'system',
      checkCode: 'fevg',
      item: 'fevg.valeur',
      text: expect.stringMatching(/^La FEVG est inférieure/),
      abilities: ['answer'],
    });
    expect(query).not.toHaveProperty('openedBy');
    const entry = (await world.journalOf('enrolment', first.id)).at(-1);
    expect(entry).toMatchObject({ action: 'query.asked', actor: 'Passerelle', role: 'system', details: { item: 'fevg.valeur' } });
    expect(await queries.read({ id: query?.id ?? '' }, DM)).toMatchObject({
      valueThen: '40\u00a0%',
      valueNow: '40\u00a0%',
      abilities: ['close', 'remind', 'assign'],
    });
  });

  it('charter C5.2: keeps its one query, and the answer to it, while the form is opened again and ended again', async () => {
    const [query] = await live(first);
    await queries.acted({ id: query?.id ?? '', version: 1 }, ME, 'answer', 'Valeur exacte.');
    await act(first, 'reopen');
    await act(first, 'complete');
    expect((await live(first)).map(({ id, state }) => [id, state])).toEqual([[query?.id, 'answered']]);
  });

  it('charter C5.2: closes it by itself when the answer is mended', async () => {
    const [query] = await live(first);
    await requests().answer(first, ME, 'fevg.valeur', 60, 'erreur de saisie');
    expect(await live(first)).toEqual([]);
    const read = await queries.read({ id: query?.id ?? '' }, ME);
    expect(read).toMatchObject({ state: 'closed', valueThen: '40\u00a0%', valueNow: '60\u00a0%' });
    expect(read.thread.at(-1)).toMatchObject({ kind: 'closed', byRole: 'system', text: 'Le contrôle est de nouveau satisfait.' });
  });

  it('charter C5.2: asks again for another doubt, not for the one that a data manager accepted', async () => {
    await requests().answer(first, ME, 'fevg.valeur', 45, 'relecture');
    const [query] = await live(first);
    await queries.acted({ id: query?.id ?? '', version: 1 }, DM, 'close', 'Confirmé par téléphone.');
    await requests().answer(first, ME, 'sui.poids', '61', 'relecture');
    expect(await live(first)).toEqual([]);
    await requests().answer(first, ME, 'fevg.valeur', 41, 'relecture');
    expect(await live(first)).toHaveLength(1);
    await requests().answer(first, ME, 'sui.realisee', 'N', 'visite non faite');
    expect(await live(first)).toEqual([]);
    const [last] = (await queries.ofForm(first, ME)).slice(-1);
    expect((await queries.read({ id: last?.id ?? '' }, ME)).thread.at(-1)?.text).toBe('Le contrôle ne s’applique plus à cette fiche.');
  });

  it('charter C5.2: of another form is judged again when what it compares with changes', async () => {
    await requests().answer(first, ME, 'sui.realisee', 'O', 'visite faite');
    await requests().answer(first, ME, 'fevg.valeur', 60, 'relecture');
    const second = await visit(2, { 'sui.poids': '90' });
    await act(second, 'complete');
    expect((await live(second)).map(({ checkCode }) => checkCode)).toEqual(['sui.poids']);
    await requests().answer(first, ME, 'sui.poids', '85', 'chiffres inversés');
    expect(await live(second)).toEqual([]);
    await requests().answer(first, ME, 'sui.poids', '60', 'relecture');
    expect((await live(second)).map(({ checkCode }) => checkCode)).toEqual(['sui.poids']);
  });
});

describe('a hard check, where nobody signs', () => {
  it('charter C5.6: lets the entry end whatever is missing, never on answers that contradict each other', async () => {
    const { request: stop } = await follow.opened(patient, ME, { formCode: 'ARRET' });
    await requests().answer(stop, ME, 'arr.motif', ['DECES']);
    await requests().answer(stop, ME, 'arr.date', daysBefore(start, -100));
    await requests().answer(stop, ME, 'arr.deces_date', daysBefore(start, -90));
    const refused = await requests().act(stop, ME, 'complete', await requests().form(stop, ME));
    expect([refused.status, refused.body.code]).toEqual([422, 'checks-failed']);
    expect(refused.body.items).toEqual([{ path: 'arr.deces_date', message: expect.stringMatching(/décès précède/) }]);
    await requests().answer(stop, ME, 'arr.deces_date', daysBefore(start, -110));
    await act(stop, 'complete');
    const { marks } = await requests().form(stop, ME);
    const contradiction = { item: 'arr.date', value: daysBefore(start, -120), base: marks['arr.date']?.seq ?? 0, reason: 'relecture' };
    const { status, body } = await requests().change(stop, ME, [contradiction]);
    expect([status, body.code, body.items[0].path]).toEqual([422, 'unprocessable-values', 'arr.date']);
  });
});

describe('the day of the favourable opinion', () => {
  it('charter C5.2: a treatment that begins before it is asked about, by the day where the centre that asked is', async () => {
    const by = 'prescripteur-a';
    const request = await follow.grantedVyvgart(by);
    // In Nancy it was the day after, already.
    await world.db.query(`UPDATE enrolment SET decided_at = '2025-03-04T23:30:00Z' WHERE id = $1`, [request.id]);
    const { request: fit } = await follow.opened(request, by, { formCode: 'FIT' });
    expect((await requests().form(fit, by)).env).toMatchObject({ decisionDate: '2025-03-05' });
    expect((await requests().form(request, by)).env).not.toHaveProperty('decisionDate');
    await requests().answer(fit, by, 'fit.administre', 'O');
    await requests().answer(fit, by, 'fit.date_debut', '2025-03-04');
    await told(requests().act(fit, by, 'complete', await requests().form(fit, by)));
    const live = async () =>
      (await queries.ofForm(fit, by, '&state=open,answered&origin=system')).filter(({ item }) => item === 'fit.date_debut');
    expect((await live()).map(({ text }) => text)).toEqual([expect.stringMatching(/avant l’avis favorable/)]);
    await requests().answer(fit, by, 'fit.date_debut', '2025-03-05', 'relecture');
    expect(await live()).toEqual([]);
  });
});
