import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatrixView } from '#dashboards/api';
import type { FormView, ScheduleView } from '#forms/api';
import type { ReviewFormPage, ReviewValues } from '#queries/api';
import { Bulk } from '../testing/bulk.js';
import { FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';
const STATES = ['to-read', 'stale', 'to-verify', 'to-lock', 'locked'] as const;

let world: World;
let follow: FollowUp;
let bulk: Bulk;
let forms: Request[];
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  bulk = new Bulk(world);
  forms = [];
  for (const _ of [1, 2]) {
    const { request } = await follow.opened(await follow.granted(), ME, { formCode: 'FIT' });
    await follow.requests.answer(request, ME, 'fit.administre', 'O');
    forms.push(request);
  }
});
afterAll(() => world.close());

const one = () => forms[0] as Request;
const page = (more = '', by = DM): Promise<ReviewFormPage> => told(world.as(by).get(`/review/forms?formCode=FIT${more}`));
/** In which of the states our forms stand. */
const standing = async (): Promise<Record<string, number>> => {
  const ours = new Set(forms.map(({ formId }) => formId));
  const counts = STATES.map(async (state) => [
    state,
    (await page(`&state=${state}`)).items.filter(({ formId }) => ours.has(formId)).length,
  ]);
  return Object.fromEntries((await Promise.all(counts)).filter(([, count]) => count));
};
const read = (form: Request): Promise<FormView> => follow.requests.form(form, DM);
const rows = async (version: 'contentVersion' | 'stateVersion') =>
  Promise.all(forms.map(async (form) => ({ id: form.formId, version: (await read(form))[version] })));

describe('the work-list of finished forms', () => {
  it('charter C12.5: a form is in it once it is finished, for anyone who reviews and nobody else', async () => {
    expect(await standing()).toEqual({});
    for (const form of forms) await told(follow.requests.act(form, ME, 'complete', await follow.requests.form(form, ME)));
    expect(await standing()).toEqual({ 'to-read': 2 });
    const found = (await page()).items.find(({ formId }) => formId === one().formId);
    expect(found).toMatchObject({ formCode: 'FIT', place: 'J0 (C1J1)', review: [], locked: false, abilities: ['lock'] });
    for (const by of [ME, 'pharmacien-a', 'gestionnaire', 'exploitant-2', 'administrateur'])
      expect([by, (await world.as(by).get('/review/forms')).status]).toEqual([by, 403]);
    expect((await world.anyone().get('/review/forms')).status).toBe(401);
  });

  it('charter C12.5, C11.2: says of each form why nobody locks it now', async () => {
    const waiting = await follow.requests.completed(await follow.requests.started(ME, 'ENH'), ME);
    const listed = async (state: string) => (await told(world.as(DM).get(`/review/forms?state=${state}&formCode=FAT`))) as ReviewFormPage;
    const fats = (await listed('to-read')).items;
    expect(fats.find(({ formId }) => formId === waiting.formId)).toMatchObject({ abilities: [], whyNotLock: 'undecided' });
    for (const { abilities, whyNotLock } of [...fats, ...(await page()).items]) expect(abilities.includes('lock')).toBe(!whyNotLock);
  });

  it('names each patient as the grid of values does: by letters too, where there is no number', async () => {
    const asked = `authorisationId=${world.authorisation('ENH')}&formCode=FAT&items=pat.poids`;
    const grid: ReviewValues = await told(world.as(DM).get(`/review/values?${asked}`));
    const list: ReviewFormPage = await told(world.as(DM).get(`/review/forms?formCode=FAT&authorisationId=${world.authorisation('ENH')}`));
    const both = list.items.map(({ formId, letters }) => [letters, grid.rows.find((row) => row.formId === formId)?.letters]);
    expect(both.filter(([letters]) => letters).length).toBeGreaterThan(0);
    for (const [letters, inGrid] of both) expect(inGrid).toBe(letters);
  });

  it('is narrowed by centre, form and authorisation', async () => {
    const count = async (more: string) => (await page(more)).total;
    expect(await count(`&centreId=${CENTRE_B}`)).toBe(0);
    expect(await count(`&centreId=${CENTRE_A}&authorisationId=${world.authorisation('ENH')}`)).toBeGreaterThanOrEqual(2);
    expect(await count(`&authorisationId=${world.authorisation('TEC')}`)).toBe(0);
    expect((await world.as(DM).get('/review/forms?state=seen')).status).toBe(400);
  });

  it('charter C12.5: marks and locks of many lead from state to state; a change brings a form back', async () => {
    expect(await bulk.done(DM, { act: 'mark-read', rows: await rows('contentVersion') })).toMatchObject({ done: 2 });
    expect(await standing()).toEqual({ 'to-verify': 2 });
    expect(await bulk.done(DM, { act: 'mark-verified', rows: await rows('contentVersion') })).toMatchObject({ done: 2 });
    expect(await standing()).toEqual({ 'to-lock': 2 });
    await follow.requests.answer(one(), ME, 'fit.poids', '61', 'pesée retrouvée');
    expect(await standing()).toEqual({ stale: 1, 'to-lock': 1 });
    for (const [mark, leadsTo, weight] of [
      ['mark-read', { 'to-verify': 1, 'to-lock': 1 }, '62'],
      ['mark-verified', { 'to-lock': 2 }, '63'],
    ] as const) {
      // The other mark stays of before the change.
      expect(await bulk.done(DM, { act: mark, rows: (await rows('contentVersion')).slice(0, 1) })).toMatchObject({ done: 1 });
      expect(await standing()).toEqual(leadsTo);
      await follow.requests.answer(one(), ME, 'fit.poids', weight, 'pesée relue');
      expect(await standing()).toEqual({ stale: 1, 'to-lock': 1 });
    }
    const act = await bulk.done(DM, { act: 'lock', rows: await rows('stateVersion'), text: 'Relecture finie', despiteQueries: true });
    expect(act).toMatchObject({ done: 2 });
    expect(await standing()).toEqual({ locked: 2 });
    for (const form of forms) expect((await read(form)).lock?.reason).toBe('Relecture finie');
  });

  it('what changed since it was shown is not marked, and is told', async () => {
    const stale = (await rows('contentVersion')).map(({ id, version }) => ({ id, version: version - 1 }));
    expect(await bulk.done(DM, { act: 'mark-read', rows: stale })).toMatchObject({ done: 0, refused: 2 });
  });

  it('charter C7.2: the matrix and the file show marks and locks', async () => {
    const matrix: MatrixView = await told(world.as(ME).get(`/dashboard/matrix?authorisationId=${world.authorisation('ENH')}`));
    const cells = forms.map(({ formId }) => matrix.rows.flatMap((row) => row.cells).find((cell) => cell.formId === formId));
    expect(cells).toEqual([
      expect.objectContaining({ review: 'stale', locked: true }),
      expect.objectContaining({ review: 'verified', locked: true }),
    ]);
    const { rows: calendar }: ScheduleView = await told(world.as(ME).get(`/enrolments/${one().id}/schedule`));
    expect(calendar.find(({ formId }) => formId === one().formId)).toMatchObject({
      reviewWords: 'à relire, verrouillée',
      locked: true,
    });
  });
});
