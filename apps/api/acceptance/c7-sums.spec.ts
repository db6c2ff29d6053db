import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countsOn, isInState, workOn } from '#calendar/api';
import type { FormListView, HomeView, InclusionsView, MissingView, SummaryView } from '#dashboards/api';
import { CENTRE_DAY } from '#forms/api';
import { correctSums, Sums, wrongSums } from '#kernel/api';
import { addDays, calendarDate } from '#kernel/domain';
import { SUMS } from '../capabilities.js';
import { happeningsTo } from '../testing/happenings.js';
import { told } from '../testing/requests.js';
import { CENTRE_A, World } from '../testing/world.js';

const DM = 'data-manager';
const PUI = 'pharmacien-a';
/** In the order in which the summary counts them. */
const WORKS = ['late', 'soon', 'in-progress'] as const;

let world: World;
beforeAll(async () => {
  world = await World.open({ template: 'demonstration' });
});
afterAll(() => world.close());

describe('charter C7.3: what is counted over all patients, kept summed', () => {
  it('charter C7.3: a line counts by the days on which it changes as by its state on each day, whatever the line', async () => {
    const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays(calendarDate('2025-01-01'), days));
    const maybe = fc.option(day);
    const lines = fc.sample(
      fc.record({
        counted: fc.boolean(),
        form_state: fc.constantFrom('none', 'in-progress', 'complete'),
        missing: fc.nat(1),
        ended: fc.boolean(),
        due_from: fc.oneof(maybe, fc.constant('-infinity')),
        until_day: maybe,
        late_after: maybe,
        today: day,
      }),
      20_000,
    );
    const [{ wrong, works }] = await world.db.query(
      `WITH planned AS MATERIALIZED (
         SELECT planned.*, row_number() OVER () AS at FROM jsonb_to_recordset($1::jsonb) AS planned (counted boolean, form_state text, missing int, ended boolean, due_from date, until_day date, late_after date, today date)
       ), read AS (
         SELECT planned.*, coalesce(${workOn('planned.today')}, '') AS work, planned.counted AND ${countsOn('planned.today')} AS counts,
           ARRAY[${WORKS.map((work) => `planned.counted AND coalesce(${isInState(work, 'planned.today', 'planned.today')}, FALSE)`).join(', ')}]::int[] AS listed FROM planned
       ), both_ways AS (
         SELECT read.*, ARRAY[${WORKS.map((work) => `work = '${work}'`).join(', ')}, counts]::int[] AS expected,
           ARRAY[coalesce(sum(late), 0), coalesce(sum(soon), 0), coalesce(sum(in_progress), 0), coalesce(sum(forms), 0)]::int[] AS summed
         FROM read LEFT JOIN LATERAL planned_form_steps(counted, form_state, ended, due_from, until_day, late_after) step ON step.day <= today
         GROUP BY at, counted, form_state, missing, ended, due_from, until_day, late_after, today, work, counts, listed
       )
       SELECT (SELECT json_agg(w) FROM (SELECT * FROM both_ways WHERE summed <> expected OR listed <> expected[1:3] LIMIT 5) w) AS wrong, (SELECT count(DISTINCT work)::int FROM read) AS works`,
      [JSON.stringify(lines)],
    );
    expect(wrong).toBeNull();
    // Every work was met, and none, or this says little.
    expect(works).toBe(4);
  });

  it('charter C7.3: the sums are those of the lines after whatever happens to them, for each side', async () => {
    expect(await wrong()).toBe(0);
    const happenings = happeningsTo(world);
    const whatever = { seed: fc.nat(1_000_000), days: fc.integer({ min: -60, max: 60 }) };
    const happening = fc.record({ what: fc.constantFrom(...Object.keys(happenings)), ...whatever });
    // Each happens once at least: left to chance, one of a hundred histories would lack one.
    const each = Object.keys(happenings).flatMap((what) => fc.sample(fc.record({ what: fc.constant(what), ...whatever }), 1));
    const all = [...each, ...fc.sample(happening, 130)];
    const [history = []] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), 1);
    for (const { what, seed, days } of history) {
      await happenings[what]?.(String(seed), days);
      expect([what, seed, days, await wrong()]).toEqual([what, seed, days, 0]);
      if (seed % 10 === 0) await expectBothSides();
    }
    await expectBothSides();
  }, 300_000);

  it('charter C7.3: saves of one centre do not wait for each other, nor for the adding up, and no count is lost', async () => {
    const ids: { id: string }[] = await world.db.query(
      `SELECT id FROM enrolment WHERE state = 'granted' AND (authorisation_id, centre_id) = (
         SELECT authorisation_id, centre_id FROM enrolment WHERE state = 'granted' GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1) LIMIT 2`,
    );
    expect(ids).toHaveLength(2);
    const runners = ids.map(() => world.db.createQueryRunner());
    const missMore = (at: number) =>
      runners[at]?.query('UPDATE planned_form SET missing = missing + 1 WHERE enrolment_id = $1 AND rank = 0', [ids[at]?.id]);
    try {
      for (const [at, runner] of runners.entries()) {
        await runner.startTransaction();
        await runner.query(`SET LOCAL lock_timeout = '2s'`);
        await missMore(at);
      }
      await world.app.get(Sums).fold();
      for (const at of runners.keys()) await missMore(at);
      await runners[0]?.commitTransaction();
      await Promise.all([world.app.get(Sums).fold(), world.app.get(Sums).fold(), runners[1]?.commitTransaction()]);
    } finally {
      for (const runner of runners) await runner.release();
    }
    expect(await wrong()).toBe(0);
    await world.app.get(Sums).fold();
    const [{ rows, keys }] = await world.db.query(
      `SELECT count(*)::int AS rows, count(DISTINCT (authorisation_id, centre_id, form_code, protocol_version_id, day))::int AS keys FROM calendar_sum`,
    );
    expect(rows).toBe(keys);
  });

  it('charter C7.3: sums that someone changed behind the product’s back are found, and made right', async () => {
    const before = await seen(DM);
    await world.db.query(`UPDATE calendar_sum SET late = late + 3 WHERE id = (SELECT min(id) FROM calendar_sum WHERE form_code <> '')`);
    await world.db.query(`DELETE FROM calendar_sum WHERE id = (SELECT min(id) FROM calendar_sum WHERE form_code = '')`);
    expect(await wrong()).toBe(2);
    expect(await correct()).toBe(2);
    expect(await wrong()).toBe(0);
    expect(await seen(DM)).toEqual(before);
  });

  it('charter C7.3: a database of an earlier version gets its sums', async () => {
    const former = await World.open({ template: 'former' });
    try {
      const [{ patients }] = await former.db.query(`SELECT sum(patients)::int AS patients FROM calendar_sum`);
      expect([patients > 10, await wrong(former)]).toEqual([true, 0]);
    } finally {
      await former.close();
    }
  });
});

/** Of all that is kept summed. */
async function ofAll(count: typeof wrongSums, of = world): Promise<number> {
  const each = await of.db.transaction(async (tx) => {
    const found: number[] = [];
    for (const sums of SUMS) found.push(await count(tx, sums));
    return found;
  });
  return each.reduce((sum, one) => sum + one, 0);
}

const wrong = (of = world) => ofAll(wrongSums, of);
const correct = () => ofAll(correctSums);

interface Told {
  readonly summary: readonly (readonly unknown[])[];
  readonly missing: readonly (readonly unknown[])[];
}

async function seen(who: string): Promise<Told> {
  const summary: SummaryView = await told(world.as(who).get('/dashboard/summary'));
  const missing: MissingView = await told(world.as(who).get('/dashboard/missing'));
  return {
    summary: summary.rows
      .map((row) => [row.authorisationCode, row.centreId ?? '', row.patients, row.late, row.dueIn30Days, row.inProgress, row.missing])
      .sort(byText),
    missing: missing.rows.map((row) => [row.form, row.forms, row.applicable, row.missing, row.allPut]).sort(byText),
  };
}

/** The list behind a count, page after page. */
async function listed(who: string, work: string): Promise<{ readonly total: number; readonly rows: number }> {
  const pages: FormListView[] = [];
  do {
    const cursor = pages.at(-1)?.next;
    pages.push(await told(world.as(who).get(`/dashboard/forms?work=${work}${cursor ? `&cursor=${cursor}` : ''}`)));
  } while (pages.at(-1)?.next);
  return { total: pages[0]?.total ?? 0, rows: pages.flatMap(({ rows }) => rows).length };
}

const byText = (one: readonly unknown[], other: readonly unknown[]) => (String(one) < String(other) ? -1 : 1);

/** What the lines themselves say, to who works in that centre, or in none. */
async function calculated(codes: readonly string[], here: string | null): Promise<Told> {
  const lines = `
    SELECT authorisation.code, CASE WHEN $2::text IS NULL THEN enrolment.centre_id ELSE '' END AS centre, planned.*, ${workOn(CENTRE_DAY)} AS work,
      planned.counted AND ${countsOn(CENTRE_DAY)} AS counts
    FROM enrolment JOIN authorisation ON authorisation.id = enrolment.authorisation_id JOIN centre ON centre.id = enrolment.centre_id
    LEFT JOIN planned_form planned ON planned.enrolment_id = enrolment.id
      AND ($2::text IS NULL OR enrolment.centre_id = $2 OR planned.visit_centre_id = $2)
    WHERE enrolment.state = 'granted' AND authorisation.code = ANY ($1) AND ($2::text IS NULL OR enrolment.centre_id = $2 OR $2 = ANY (enrolment.former_centre_ids))`;
  const summary = await world.db.query(
    `SELECT code, centre, count(*) FILTER (WHERE work = 'late')::int, count(*) FILTER (WHERE work = 'soon')::int AS soon,
       count(*) FILTER (WHERE work = 'in-progress')::int AS begun, coalesce(sum(missing) FILTER (WHERE counts), 0)::int AS missing FROM (${lines}) line GROUP BY 1, 2`,
    [codes, here],
  );
  const patients = await world.db.query(
    `SELECT authorisation.code, CASE WHEN $2::text IS NULL THEN centre_id ELSE '' END AS centre, count(*)::int AS count FROM enrolment
     JOIN authorisation ON authorisation.id = authorisation_id WHERE state = 'granted' AND code = ANY ($1)
       AND ($2::text IS NULL OR centre_id = $2 OR $2 = ANY (former_centre_ids)) GROUP BY 1, 2`,
    [codes, here],
  );
  const missing = await world.db.query(
    `SELECT form_code, count(*)::int, sum(applicable)::int AS applicable, sum(missing)::int AS missing, sum(all_put)::int AS all_put FROM (${lines}) line
     WHERE counts GROUP BY 1`,
    [codes, here],
  );
  const of = (code: unknown, centre: unknown) =>
    patients.find((row: Record<string, unknown>) => row['code'] === code && row['centre'] === centre)?.count ?? 0;
  return {
    summary: summary
      .map(({ code, centre, ...counts }: Record<string, unknown>) => [code, centre, of(code, centre), ...Object.values(counts)])
      .sort(byText),
    missing: missing.map((row: Record<string, unknown>) => Object.values(row)).sort(byText),
  };
}

/** Of the requests that are read where the person works, or of what is theirs: by the month of the number, and by state. */
async function expectRequests(who: string, here: string | null): Promise<void> {
  const { months }: InclusionsView = await told(world.as(who).get('/dashboard/inclusions'));
  const { counts }: HomeView = await told(world.as(who).get('/home'));
  const [{ included, states }] = await world.db.query(
    `WITH read AS (
       SELECT state, to_char(decided_at AT TIME ZONE centre.zone, 'YYYY-MM') AS month FROM enrolment JOIN centre ON centre.id = centre_id
       WHERE CASE WHEN $1::text IS NULL THEN first_sent_at IS NOT NULL AND authorisation_id IN (SELECT authorisation_id FROM staff_scope JOIN identity USING (person_id) WHERE subject = $2)
         ELSE centre_id = $1 OR $1 = ANY (former_centre_ids) END
     ) SELECT (SELECT json_object_agg(month, count) FROM (SELECT month, count(*) FROM read WHERE state = 'granted' GROUP BY 1) m) AS included,
       (SELECT json_object_agg(state, count) FROM (SELECT state, count(*) FROM read GROUP BY 1) s) AS states`,
    [here, who],
  );
  expect([who, Object.fromEntries(months.filter(({ count }) => count > 0).map(({ month, count }) => [month, count]))]).toEqual([
    who,
    included,
  ]);
  const expected = counts.map(({ states: of }) => of.split(',').reduce((sum, state) => sum + (states[state] ?? 0), 0));
  expect([who, counts.map(({ count }) => count)]).toEqual([who, expected]);
}

/** The home of anyone who types: as many as the summary says, and the first by their deadlines. */
async function expectDesk(who: string, here: string, summary: Told['summary']): Promise<void> {
  const { tasks, totals }: HomeView = await told(world.as(who).get('/home?each=7'));
  for (const [place, kind] of [
    [3, 'form-late'],
    [4, 'form-due'],
    [5, 'form-begun'],
  ] as const) {
    const count = summary.reduce((sum, row) => sum + Number(row[place]), 0);
    expect([kind, totals.find((each) => each.kind === kind)?.count ?? 0]).toEqual([kind, count]);
    const first = await world.db.query(
      `SELECT enrolment.id AS "enrolmentId", planned.until_day::text AS until FROM enrolment JOIN centre ON centre.id = enrolment.centre_id
       JOIN planned_form planned ON planned.enrolment_id = enrolment.id AND ${workOn(CENTRE_DAY)} = $2
       WHERE enrolment.state = 'granted' AND (enrolment.centre_id = $1 OR $1 = ANY (enrolment.former_centre_ids) AND planned.visit_centre_id = $1)
       ORDER BY planned.until_day, planned.due_from, enrolment.id, planned.rank LIMIT 7`,
      [here, { 'form-late': 'late', 'form-due': 'soon', 'form-begun': 'in-progress' }[kind]],
    );
    const shown = tasks.filter((task) => task.kind === kind).map(({ enrolmentId, until }) => ({ enrolmentId, until: until ?? null }));
    const byDeadline = (one: { until: string | null; enrolmentId?: string }) => `${one.until ?? '9999'} ${one.enrolmentId}`;
    expect([kind, shown.map(byDeadline).sort()]).toEqual([kind, first.map(byDeadline).sort()]);
  }
}

/** Authorisations and centres of which there is no patient with a number are not looked at. */
async function expectBothSides(): Promise<void> {
  for (const [who, here] of [
    [DM, null],
    [PUI, CENTRE_A],
  ] as const) {
    const found = await seen(who);
    const codes = [...new Set(found.summary.map(([code]) => String(code)))];
    const expected = await calculated(codes, here);
    expect({ who, ...found, summary: found.summary.filter(([, , patients]) => patients !== 0) }).toEqual({ who, ...expected });
    for (const [place, work] of WORKS.entries()) {
      const count = found.summary.reduce((sum, row) => sum + Number(row[place + 3]), 0);
      expect({ who, work, ...(await listed(who, work)) }).toEqual({ who, work, total: count, rows: count });
    }
    await expectRequests(who, here);
    if (here !== null) await expectDesk(who, here, found.summary);
  }
}
