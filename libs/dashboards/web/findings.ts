import type { InclusionMonth, QueryAgeBucket, SummaryRow } from '#api-client';
import { COUNT_WORDS } from '#dashboards/domain';
import { inFrenchOrder } from '#kernel/domain';
import { dayInWords } from '#kernel/web';
import type { Chart } from './overview/chart-options.js';

/** A chart with its finding. */
export interface Finding {
  readonly heading: string;
  readonly chart: Chart;
}

/** Patients given a number, month after month; nothing while there is none. */
export function inclusionsFound(months: readonly InclusionMonth[]): Finding | undefined {
  const total = months.reduce((sum, { count }) => sum + count, 0);
  const [first, last] = [months[0], months.at(-1)];
  if (!total || !first || !last) return undefined;
  const since = dayInWords(first.month);
  const heading =
    months.length === 1
      ? $localize`Inclusions\u00a0: ${patients(total)} en ${since}`
      : $localize`Inclusions\u00a0: ${patients(total)} depuis ${since}, dont ${last.count} en ${dayInWords(last.month)}`;
  return {
    heading,
    chart: {
      of: $localize`Mois`,
      layout: 'columns',
      categories: months.map(({ month }) => shortMonth(month)),
      series: [{ name: $localize`Patients inclus`, unit: $localize`patients`, tone: 'blue', values: months.map(({ count }) => count) }],
    },
  };
}

/**
 * Late forms, missing fields and queries of each centre, or of each authorisation: counts, in the order of the alphabet, never a ranking by a
 * rate (charter C7.4). Nothing while nothing waits, or where there is but one to show.
 */
export function openWorkFound(rows: readonly SummaryRow[], byCentre: boolean): Finding | undefined {
  // The code first: where a name is too long for the chart, what is cut is the medicine.
  const nameOf = ({ centreName = '', medicine, authorisationCode }: SummaryRow) =>
    byCentre ? centreName : `${authorisationCode} – ${medicine}`;
  const names = [...new Set(rows.map(nameOf))].sort(inFrenchOrder);
  const sums = (of: 'late' | 'missing' | 'openQueries') =>
    names.map((name) => rows.filter((row) => nameOf(row) === name).reduce((sum, row) => sum + row[of], 0));
  const [late, missing, queries] = [sums('late'), sums('missing'), sums('openQueries')];
  if (names.length < 2 || [...late, ...missing, ...queries].every((count) => count === 0)) return undefined;
  return {
    heading: byCentre
      ? $localize`Qu’y a-t-il à faire dans chaque centre\u202f?`
      : $localize`Qu’y a-t-il à faire sous chaque autorisation\u202f?`,
    chart: {
      of: byCentre ? $localize`Centre` : $localize`Autorisation`,
      layout: 'panels',
      categories: names,
      series: [
        { name: COUNT_WORDS.late, unit: $localize`fiches`, tone: 'red', values: late },
        { name: COUNT_WORDS.missing, unit: $localize`champs`, tone: 'grey', values: missing },
        { name: COUNT_WORDS.openQueries, unit: $localize`queries`, tone: 'amber', values: queries },
      ],
    },
  };
}

/** Queries that wait, by how long ago they were asked; nothing while none does. */
export function queryAgesFound(buckets: readonly QueryAgeBucket[]): Finding | undefined {
  const total = buckets.reduce((sum, { open, answered }) => sum + open + answered, 0);
  if (!total) return undefined;
  const old = buckets.filter(({ fromDays }) => fromDays > 30).reduce((sum, { open, answered }) => sum + open + answered, 0);
  const waiting = total === 1 ? $localize`1 query attend` : $localize`${total} queries attendent`;
  return {
    heading: old ? $localize`${waiting}, dont ${old} depuis plus de 30 jours` : $localize`${waiting}, aucune depuis plus de 30 jours`,
    chart: {
      of: $localize`Posées il y a`,
      layout: 'stacked',
      categories: buckets.map(({ label }) => label),
      series: [
        { name: $localize`À répondre`, unit: $localize`queries`, tone: 'amber', values: buckets.map(({ open }) => open) },
        { name: $localize`Répondues, à clore`, unit: $localize`queries`, tone: 'blue', values: buckets.map(({ answered }) => answered) },
      ],
    },
  };
}

function patients(count: number): string {
  return count === 1 ? $localize`1 patient` : $localize`${count} patients`;
}

const MONTH = new Intl.DateTimeFormat('fr-FR', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `nov. 2026` of `2026-11`. */
function shortMonth(month: string): string {
  return MONTH.format(new Date(`${month}-15T12:00:00Z`));
}
