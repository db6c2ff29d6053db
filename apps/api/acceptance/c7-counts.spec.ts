import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FormListView, HomeView, MatrixView, MissingView, SummaryRow, SummaryView } from '#dashboards/api';
import type { EnrolmentSummary, SearchEnrolments } from '#patients/api';
import { Recounts } from '#calendar/api';
import type { CasePage } from '#pharmacovigilance/api';
import { Declarations } from '../testing/declarations.js';
import { until } from '../testing/ear.js';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';
/** Both sides, and someone with little. */
const READERS = [ME, DM, 'exploitant-2', 'gestionnaire', 'pharmacien-a', 'prescripteur-b'] as const;

let world: World;
let follow: FollowUp;
let late: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  const queries = new Queries(world);
  late = await follow.granted();
  const { today } = await follow.schedule(late, ME);
  const begin = async (patient: Request, days: number) => {
    const { request } = await follow.opened(patient, ME, { formCode: 'FIT' });
    await follow.requests.answer(request, ME, 'fit.administre', 'O');
    await follow.requests.answer(request, ME, 'fit.date_debut', daysBefore(today, days));
    return request;
  };
  const fit = await begin(late, 150);
  await begin(await follow.granted(), 58);
  await follow.granted();
  await queries.asked(fit, DM, { item: 'fit.poids' });
  await follow.requests.completed(await follow.requests.started(ME, 'ENH'), ME);
  await follow.requests.started(ME, 'ENH');
  const declarations = new Declarations(world);
  await declarations.declared(await declarations.patient());
});
afterAll(() => world.close());

const get = <T>(who: string, path: string): Promise<T> => told(world.as(who).get(path));
const query = (asked: object) => new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined)).toString();
const scopeOf = ({ authorisationId, centreId }: SummaryRow) => ({ authorisationId, ...(centreId && { centreId }) });

/** Every page of a list. */
async function all<T>(page: (cursor?: string) => Promise<{ readonly items: readonly T[]; readonly next?: string }>): Promise<T[]> {
  const found: T[] = [];
  for (let at = await page(); ; at = await page(at.next)) {
    found.push(...at.items);
    if (!at.next) return found;
  }
}

const patients = (who: string, asked: SearchEnrolments) =>
  all<EnrolmentSummary>((cursor) =>
    told(
      world
        .as(who)
        .post('/enrolments/search')
        .send({ ...asked, ...(cursor && { cursor }) }),
    ),
  );
const forms = (who: string, asked: object) =>
  all(async (cursor) => {
    const { rows, next, total } = await get<FormListView>(who, `/dashboard/forms?${query({ ...asked, cursor })}`);
    return { items: rows.map((row) => ({ ...row, total })), ...(next && { next }) };
  });

/** What each count opens, as the screens' links say it: as long as the count. */
const LISTS: Readonly<Record<string, (who: string, scope: ReturnType<typeof scopeOf>) => Promise<number>>> = {
  patients: async (who, scope) => (await patients(who, { ...scope, states: 'granted' })).length,
  late: async (who, scope) => (await forms(who, { ...scope, work: 'late' })).length,
  dueIn30Days: async (who, scope) => (await forms(who, { ...scope, work: 'soon' })).length,
  inProgress: async (who, scope) => (await forms(who, { ...scope, work: 'in-progress' })).length,
  missing: async (who, scope) => {
    const { rows } = await get<MissingView>(who, `/dashboard/missing?${query(scope)}`);
    return rows.reduce((sum, row) => sum + row.missing, 0);
  },
  fatsToSign: async (who, scope) => (await patients(who, { ...scope, states: 'completed,half-signed' })).length,
  openQueries: async (who, scope) =>
    (await all((cursor) => get(who, `/queries?${query({ ...scope, state: 'open,answered', cursor })}`))).length,
  openCases: async (who, scope) => (await get<CasePage>(who, `/pv/cases?${query({ ...scope, state: 'open', most: '300' })}`)).items.length,
};

describe('charter C7.3: every count opens exactly its list', () => {
  it.each(READERS)('charter C7.3: in the overview of %s, whatever the authorisation and the centre', async (who) => {
    const { rows } = await get<SummaryView>(who, '/dashboard/summary');
    for (const row of rows) {
      for (const [count, list] of Object.entries(LISTS)) {
        const said = row[count as keyof SummaryRow];
        // Who reads no such list is given no count of it, and no link.
        if (said === 0) continue;
        expect([who, row.authorisationCode, row.centreName, count, await list(who, scopeOf(row))]).toEqual([
          who,
          row.authorisationCode,
          row.centreName,
          count,
          said,
        ]);
      }
    }
  });

  it('charter C7.1: what a person may not see is not counted for them; what they may is, be it none', async () => {
    const seen = Object.fromEntries(
      await Promise.all(READERS.map(async (who) => [who, (await get<SummaryView>(who, '/dashboard/summary')).counts] as const)),
    );
    // A FAT is signed before the holder receives it.
    expect(seen['exploitant-2']).not.toContain('fatsToSign');
    for (const who of READERS.filter((each) => each !== 'exploitant-2'))
      expect([who, seen[who]]).toEqual([who, expect.arrayContaining(['fatsToSign'])]);
    for (const who of READERS) {
      const { rows } = await get<SummaryView>(who, '/dashboard/summary');
      const hidden = Object.keys(LISTS).filter((count) => !(seen[who] as readonly string[]).includes(count));
      for (const row of rows) for (const count of hidden) expect([who, count, row[count as keyof SummaryRow]]).toEqual([who, count, 0]);
    }
  });

  it('charter C7.3: each count was met, or this says little', async () => {
    const { rows } = await get<SummaryView>(DM, '/dashboard/summary');
    const met = Object.keys(LISTS).filter((count) => rows.some((row) => Number(row[count as keyof SummaryRow]) > 0));
    expect(met.sort()).toEqual(Object.keys(LISTS).sort());
  });

  it.each(READERS)('charter C7.3: on the home of %s, the requests and the forms', async (who) => {
    const { counts, totals } = await get<HomeView>(who, '/home');
    for (const { label, count, states } of counts) expect([label, (await patients(who, { states })).length]).toEqual([label, count]);
    const { rows } = await get<SummaryView>(who, '/dashboard/summary');
    const sum = (count: 'late' | 'dueIn30Days') => rows.reduce((total, row) => total + row[count], 0);
    expect((await forms(who, { work: 'late' })).length).toBe(sum('late'));
    expect((await forms(who, { work: 'soon' })).length).toBe(sum('dueIn30Days'));
    for (const [kind, work] of [['form-late', 'late'] as const, ['form-due', 'soon'] as const, ['form-begun', 'in-progress'] as const]) {
      const total = totals.find((each) => each.kind === kind)?.count ?? 0;
      if (total > 0) expect((await forms(who, { work })).length).toBe(total);
    }
  });

  it('charter C7.3: a list of forms goes on where it was, though a calendar was numbered again meanwhile', async () => {
    await world.db.query(
      `WITH one AS (SELECT * FROM planned_form WHERE enrolment_id = $1 AND form_state = 'none' AND late_after < current_date ORDER BY rank LIMIT 1)
       INSERT INTO planned_form
       SELECT line.* FROM one CROSS JOIN generate_series(1000, 1119) n
       CROSS JOIN LATERAL jsonb_populate_record(NULL::planned_form, to_jsonb(one) || jsonb_build_object('rank', n, 'occurrence', n)) line`,
      [late.id],
    );
    const page = (cursor?: string) =>
      get<FormListView>(DM, `/dashboard/forms?${query({ authorisationId: world.authorisation('ENH'), work: 'late', cursor })}`);
    const first = await page();
    await world.db.query('UPDATE planned_form SET rank = 5000 - rank WHERE rank >= 1000');
    let [count, next] = [first.rows.length, first.next];
    while (next) {
      const more = await page(next);
      count += more.rows.length;
      next = more.next;
    }
    await world.db.query('DELETE FROM planned_form WHERE rank >= 1000');
    expect(first.total).toBeGreaterThan(120);
    expect(count).toBe(first.total);
  });
});

describe('charter C7.3: one reading of what is missing', () => {
  it.each([ME, DM])('charter C7.3: the list of patients, the file, the matrix and the dashboards say the same to %s', async (who) => {
    const authorisationId = world.authorisation('ENH');
    const { rows } = await get<MatrixView>(who, `/dashboard/matrix?authorisationId=${authorisationId}`);
    const listed = await patients(who, { authorisationId, states: 'granted' });
    expect(listed.length).toBe(rows.length);
    for (const { id, missing } of listed) {
      const cells = rows.find(({ enrolmentId }) => enrolmentId === id)?.cells ?? [];
      expect(missing).toBe(cells.reduce((sum, cell) => sum + (cell.missing ?? 0), 0));
      expect((await get<EnrolmentSummary>(who, `/enrolments/${id}`)).missing).toBe(missing);
    }
    const total = listed.reduce((sum, { missing }) => sum + missing, 0);
    const summary = await get<SummaryView>(who, `/dashboard/summary?authorisationId=${authorisationId}`);
    expect(summary.rows.reduce((sum, row) => sum + row.missing, 0)).toBe(total);
  });

  it('charter C7.3: a late visit that nobody opened misses all that it would ask, as it does once it is opened', async () => {
    const before = (await follow.rows(late, ME, 'SUIVI')).find(({ state, formId }) => state === 'late' && !formId);
    expect(before?.missing).toBeGreaterThan(10);
    const { occurrence = 1, visit = '' } = before ?? {};
    const opened = await follow.opened(late, ME, { formCode: 'SUIVI', visitCode: visit, occurrence });
    expect([opened.missing, opened.applicable, opened.filled]).toEqual([before?.missing, before?.applicable, 0]);
    // Said not to have taken place, it misses why, and nothing else.
    const { missing } = await follow.requests.answer(opened.request, ME, 'sui.realisee', 'N');
    expect(missing).toBe(1);
  });

  it('charter C7.2: a form is complete only with nothing missing; ended before, it says how much is', async () => {
    const opened = (await follow.rows(late, ME, 'SUIVI')).find(({ formId }) => formId);
    const form = { id: late.id, formId: opened?.formId ?? '' };
    await told(follow.requests.act(form, ME, 'complete', await follow.requests.form(form, ME)));
    const row = async () => (await follow.rows(late, ME, 'SUIVI')).find(({ formId }) => formId === form.formId);
    const cell = async () =>
      (await get<MatrixView>(ME, `/dashboard/matrix?authorisationId=${world.authorisation('ENH')}`)).rows
        .flatMap(({ cells }) => cells)
        .find(({ formId }) => formId === form.formId);
    expect(await row()).toMatchObject({ state: 'finished', words: 'terminée, 1 manquant', missing: 1 });
    expect(await cell()).toMatchObject({ state: 'finished', words: 'terminée, 1 manquant', missing: 1 });
    await follow.requests.answer(form, ME, 'sui.non_motif', 'Patient absent', 'Précisé par le centre');
    expect(await row()).toMatchObject({ state: 'complete', words: 'complète', missing: 0 });
    expect(await cell()).toMatchObject({ state: 'complete', words: 'complète', missing: 0 });
    const narrowed = async (state: string) =>
      (await get<MatrixView>(ME, `/dashboard/matrix?authorisationId=${world.authorisation('ENH')}&state=${state}`)).rows;
    for (const state of ['complete', 'finished'])
      expect((await narrowed(state)).every(({ cells }) => cells.some((each) => each.state === state))).toBe(true);
  });

  it('charter C7.3: a group counts until it has a row or is stated empty, with its mark and its history', async () => {
    const fat = await follow.requests.started(ME, 'ENH');
    const before = await follow.requests.form(fat, ME);
    const stated = await follow.requests.answer(fat, ME, 'ttt_conc', 'none');
    expect([stated.missing, stated.filled, stated.applicable]).toEqual([before.missing - 1, before.filled + 1, before.applicable]);
    expect(stated.marks['ttt_conc']?.seq).toBeGreaterThan(0);
    const row = 'ttt_conc/aaaaaa';
    const { marks } = await told(follow.requests.change(fat, ME, [{ item: row, value: true, base: 0 }]));
    expect(Object.keys(marks).sort()).toEqual(['ttt_conc', row]);
    expect((await follow.requests.form(fat, ME)).values).not.toHaveProperty('ttt_conc');
    const refused = await follow.requests.change(fat, ME, [{ item: 'ttt_conc', value: 'none', base: marks.ttt_conc.seq }]);
    expect([refused.status, refused.body.items[0].path]).toEqual([422, 'ttt_conc']);
    const { items } = await get<{ items: { label: string; old?: string; new?: string }[] }>(
      ME,
      `/forms/${fat.formId}/history?item=ttt_conc`,
    );
    expect(items.map(({ label, old, new: now }) => [label, old, now])).toEqual([
      ['Traitements concomitants\u00a0: aucun\u202f?', 'Aucun', undefined],
      ['Traitements concomitants\u00a0: aucun\u202f?', undefined, 'Aucun'],
    ]);
  });

  it('charter C7.3: forms counted by another release are counted again, in lists as on the form; a file that cannot be read keeps its own', async () => {
    const before = await patients(DM, { authorisationId: world.authorisation('ENH') });
    const counts = () => world.db.query('SELECT id, applicable, filled, missing, all_put FROM form_record ORDER BY id');
    const planned = () => world.db.query('SELECT enrolment_id, rank, applicable, missing FROM planned_form ORDER BY 1, 2');
    const were = [await counts(), await planned()];
    await world.db.query('UPDATE form_record SET applicable = 99, missing = 99, filled = 0');
    await world.db.query('UPDATE planned_form SET applicable = 99, missing = 99');
    const [{ id: broken, form_code: code }] = await world.db.query(
      'SELECT id, form_code FROM form_record WHERE enrolment_id = $1 ORDER BY opened_at LIMIT 1',
      [late.id],
    );
    const renamed = (to: string) => world.db.query('UPDATE form_record SET form_code = $2 WHERE id = $1', [broken, to]);
    await renamed('GONE');
    await world.db.query('UPDATE enrolment SET counted = false');
    // The job of the product may be at it too.
    const left = async () => {
      await world.app.get(Recounts).recount();
      return (await world.db.query('SELECT id FROM enrolment WHERE NOT counted')).map(({ id }: { id: string }) => id);
    };
    await until(async () => (await left()).length <= 1);
    expect(await left()).toEqual([late.id]);
    await renamed(code);
    await until(async () => (await left()).length === 0);
    expect([await counts(), await planned()]).toEqual(were);
    expect(await patients(DM, { authorisationId: world.authorisation('ENH') })).toEqual(before);
  });
});
