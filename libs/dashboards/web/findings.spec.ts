import type { SummaryRow } from '#api-client';
import { inkOf, optionsOf } from './overview/chart-options.js';
import { inclusionsFound, openWorkFound, queryAgesFound } from './findings.js';

/** What of the options of a chart says in which order it is drawn. */
interface Drawn {
  readonly yAxis: readonly object[];
  readonly series: readonly { readonly data: readonly number[] }[];
}

function work(centreName: string, more: Partial<SummaryRow> = {}): SummaryRow {
  return {
    authorisationId: 'x',
    authorisationCode: 'TEC',
    medicine: 'TECVAYLI',
    centreId: centreName,
    centreName,
    patients: 1,
    late: 0,
    dueIn30Days: 0,
    inProgress: 0,
    missing: 0,
    openQueries: 0,
    fatsToSign: 0,
    openCases: 0,
    ...more,
  };
}

describe('what the charts find', () => {
  it('names the patients included, since when, and in the last month', () => {
    const months = [
      { month: '2026-07', count: 4 },
      { month: '2026-08', count: 0 },
      { month: '2026-11', count: 3 },
    ];
    const found = inclusionsFound(months);
    expect(found?.heading).toBe('Inclusions\u00a0: 7 patients depuis juillet 2026, dont 3 en novembre 2026');
    expect(found?.chart.categories).toEqual(['juil. 2026', 'août 2026', 'nov. 2026']);
  });

  it('draws nothing where there is nothing to see', () => {
    expect(inclusionsFound([{ month: '2026-11', count: 0 }])).toBeUndefined();
    expect(openWorkFound([work('Nancy'), work('Brest')], true)).toBeUndefined();
    expect(openWorkFound([work('Nancy', { late: 3 })], true)).toBeUndefined();
    expect(queryAgesFound([{ label: '0 à 7 jours', fromDays: 0, open: 0, answered: 0 }])).toBeUndefined();
  });

  it('charter C7.4: shows counts of centres in the order of the alphabet, never ranked', () => {
    const rows = [work('Nancy', { late: 9, missing: 90 }), work('Brest', { late: 1 }), work('Nancy', { authorisationId: 'y', late: 2 })];
    const chart = openWorkFound(rows, true)?.chart;
    expect(chart?.categories).toEqual(['Brest', 'Nancy']);
    expect(chart?.series.map(({ values }) => values)).toEqual([
      [1, 11],
      [0, 90],
      [0, 0],
    ]);
  });

  it('charter C7.4: what is drawn keeps that order: the centre that lacks the most stands last when its name does', () => {
    const chart = openWorkFound([work('Nancy', { late: 9 }), work('Bourg-en-Bresse', { late: 1 })], true)?.chart;
    if (!chart) throw new Error('Two centres have work.');
    const drawn = optionsOf(chart, inkOf(document.body), false) as unknown as Drawn;
    expect(drawn.yAxis[0]).toMatchObject({ data: ['Bourg-en-Bresse', 'Nancy'], inverse: true });
    expect(drawn.series[0]?.data).toEqual([1, 9]);
  });

  it('says how many queries wait, and since long', () => {
    const buckets = [
      { label: '0 à 7 jours', fromDays: 0, toDays: 7, open: 2, answered: 1 },
      { label: 'Plus de 30 jours', fromDays: 31, open: 1, answered: 1 },
    ];
    expect(queryAgesFound(buckets)?.heading).toBe('5 queries attendent, dont 2 depuis plus de 30 jours');
    expect(queryAgesFound(buckets.slice(0, 1))?.heading).toBe('3 queries attendent, aucune depuis plus de 30 jours');
  });
});
