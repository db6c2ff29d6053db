import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FormView } from '#forms/api';
import type { QueryDetail } from '#queries/api';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';
const ITEMS = 'fit.administre,fit.non_motif,fit.date_debut,fit.poids';

let world: World;
let follow: FollowUp;
let queries: Queries;
let form: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  form = (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
  await follow.requests.answer(form, ME, 'fit.administre', 'O');
  await follow.requests.answer(form, ME, 'fit.poids', '61.5');
  await follow.requests.answer(form, ME, 'fit.administre', 'N');
});
afterAll(() => world.close());

const asked = (file: string) => `/review/${file}?authorisationId=${world.authorisation('ENH')}&formCode=FIT&items=${ITEMS}`;
const read = async (by: string): Promise<FormView> => told(world.as(by).get(`/forms/${form.formId}`));

describe('an answer that a condition hides', () => {
  it('charter C1.2: is no answer in the review grid, which says that its question does not apply', async () => {
    const { rows } = await told(world.as(DM).get(asked('values')));
    expect(rows[0].values).toEqual({ 'fit.administre': 'Non' });
    expect(rows[0].notApplicable).toEqual(['fit.date_debut', 'fit.poids']);
  });

  it('charter C1.2: is coded apart in the file of the grid: not asked is not unanswered', async () => {
    const { text } = await world.as(DM).get(asked('values.csv'));
    const [, line] = text.slice(1).split('\r\n');
    expect(line?.split(';').slice(4, 8)).toEqual(['Non', '', 'ne s’applique pas', 'ne s’applique pas']);
  });

  it('is kept for who types, who may bring its question back, and for nobody else', async () => {
    expect((await read(ME)).values).toMatchObject({ 'fit.poids': '61.5' });
    expect((await read(DM)).values).toEqual({ 'fit.administre': 'N' });
  });

  it('is not told by a query, neither as it stood nor as it stands', async () => {
    const hidden: QueryDetail = await queries.read(await queries.asked(form, DM, { item: 'fit.poids' }), DM);
    expect(hidden.valueThen).toBeUndefined();
    expect(hidden.valueNow).toBeUndefined();
    const shown = await queries.read(await queries.asked(form, DM, { item: 'fit.administre' }), DM);
    expect([shown.valueThen, shown.valueNow]).toEqual(['Non', 'Non']);
  });

  it('comes back to everyone with its question', async () => {
    await follow.requests.answer(form, ME, 'fit.administre', 'O');
    const { rows } = await told(world.as(DM).get(asked('values')));
    expect(rows[0].values).toEqual({ 'fit.administre': 'Oui', 'fit.poids': '61,5\u00a0kg' });
    expect(rows[0].notApplicable).toEqual(['fit.non_motif']);
    expect((await read(DM)).values).toMatchObject({ 'fit.poids': '61.5' });
  });
});
