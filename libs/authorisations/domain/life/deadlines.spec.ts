import { calendarDate } from '#kernel/domain';
import type { Decision } from './decision.js';
import { deadlinesOf, type PutTerms } from './deadlines.js';
import { lifeOf } from './life.js';
import { decided, granted, renewedAfter } from './testing.js';

const due = (history: readonly Decision[], today: string, put: PutTerms = {}) =>
  deadlinesOf(lifeOf(history), calendarDate(today), put).map(({ code, day, done }) => `${day} ${code}${done ? ` (${done})` : ''}`);

describe('deadlines', () => {
  it('charter R3: of an AAP before its AMM: available in two months, AMM asked for in two years or by the date of HAS, its term', () => {
    expect(due([granted('AAP-PRE-AMM', '2026-01-15')], '2026-02-01')).toEqual([
      '2026-03-15 availability',
      '2027-01-14 renewal',
      '2028-01-15 amm-application',
    ]);
    const dated = [
      granted('AAP-PRE-AMM', '2026-01-15'),
      decided('amm-date', '2026-01-15', { until: '2026-12-31' }),
      decided('available', '2026-02-10'),
    ];
    expect(due(dated, '2026-03-01')).toEqual(['2026-03-15 availability (2026-02-10)', '2026-12-31 amm-application', '2027-01-14 renewal']);
    const renewed = [granted('AAP-PRE-AMM', '2026-01-15'), renewedAfter('2026-01-15'), renewedAfter('2027-01-15')];
    expect(due(renewed, '2028-01-01')).toEqual(['2026-03-15 availability', '2028-01-15 amm-application', '2029-01-14 renewal']);
  });

  it('charter R3: listing is asked for within a month of the AMM', () => {
    const history = [granted('AAP-PRE-AMM', '2026-01-15'), decided('amm-granted', '2026-05-31')];
    expect(due(history, '2026-06-01')).toContain('2026-06-30 listing-application');
    expect(due([...history, decided('listing-applied', '2026-06-10')], '2026-06-11')).toContain(
      '2026-06-30 listing-application (2026-06-10)',
    );
  });

  it('charter R3: early access is asked for twelve months after a first AAC « pré-précoce », eighteen of a rare disease, six more each time', () => {
    const kind = 'AAC-PRE-PRECOCE';
    const renewed = renewedAfter('2026-01-15', kind);
    expect(due([granted(kind, '2026-01-15'), renewed], '2026-02-01')).toEqual(['2027-01-15 aap-application', '2028-01-14 renewal']);
    expect(due([granted(kind, '2026-01-15'), renewed, decided('rare-disease', '2026-01-15')], '2026-02-01')).toContain(
      '2027-07-15 aap-application',
    );
    const delayed = [granted(kind, '2026-01-15'), renewed, decided('aap-delayed', '2026-12-01'), decided('aap-delayed', '2027-06-01')];
    expect(due(delayed, '2027-06-02')).toContain('2028-01-15 aap-application');
  });

  it('charter R3: once coverage has ended, three months are covered and one year is assured', () => {
    const history = [granted('AAP-POST-AMM', '2026-01-15'), decided('listing-refused', '2026-05-01')];
    expect(due(history, '2026-05-01')).toEqual([
      '2026-03-15 availability',
      '2026-08-01 covered-continuity',
      '2027-01-14 renewal',
      '2027-05-01 continuity',
    ]);
    const listed = [granted('AAP-POST-AMM', '2026-01-15'), decided('listed', '2026-05-01')];
    expect(due(listed, '2026-05-01').join()).not.toContain('continuity');
  });

  it('charter R3: an AAC or a CPC with its AMM: a month to ask for listing, seven to be listed', () => {
    const amm = [granted('CPC', '2026-01-15'), decided('amm-granted', '2026-03-10')];
    expect(due(amm, '2026-03-10')).toEqual([
      '2026-04-10 coverage-without-application',
      '2026-10-10 coverage-without-listing',
      '2029-01-14 renewal',
    ]);
  });

  it('charter R3: synthesis reports come at the periodicity of the PUT, a year ahead; those sent are answered for', () => {
    const history = [granted('AAP-POST-AMM', '2026-01-15'), decided('report-sent', '2026-05-20')];
    expect(due(history, '2026-06-01', { reportMonths: 4 }).filter((each) => each.includes('report'))).toEqual([
      '2026-05-15 synthesis-report (2026-05-20)',
      '2026-09-15 synthesis-report',
      '2027-01-15 synthesis-report',
      '2027-05-15 synthesis-report',
    ]);
    const withdrawn = [...history, decided('withdrawn', '2026-10-01')];
    expect(due(withdrawn, '2026-10-02', { reportMonths: 4 }).filter((each) => each.includes('report'))).toHaveLength(2);
  });

  it('charter R8: under a waiver no report is due; those before and after it are', () => {
    const history = [
      granted('AAC', '2026-01-15'),
      decided('report-sent', '2026-05-20'),
      decided('put-waived', '2026-06-01', {}, 'AAC'),
      decided('put-required', '2026-10-01', {}, 'AAC'),
    ];
    expect(due(history, '2026-10-02', { reportMonths: 4 }).filter((each) => each.includes('report'))).toEqual([
      '2026-05-15 synthesis-report (2026-05-20)',
      '2027-01-15 synthesis-report',
      '2027-05-15 synthesis-report',
      '2027-09-15 synthesis-report',
    ]);
  });

  it('charter R2: a suspension has its last day, and so has a temporary coverage', () => {
    const suspended = [granted('AAP-POST-AMM', '2026-01-15'), decided('suspended', '2026-03-01', { until: '2026-05-31' })];
    expect(due(suspended, '2026-04-01')).toContain('2026-05-31 suspension-end');
    expect(due(suspended, '2026-06-01').join()).not.toContain('suspension-end');
    const temporary = [granted('AAP-POST-AMM', '2026-01-15'), decided('temporary-coverage', '2026-06-01', { until: '2027-05-31' })];
    expect(due(temporary, '2026-06-01')).toContain('2027-05-31 temporary-coverage-end');
  });

  it('what an authorisation taken over had before the product kept it is not asked for', () => {
    const taken = granted('AAP-PRE-AMM', '2022-01-15', { term: '2027-01-14', takenOverOn: '2026-11-30' });
    expect(due([taken], '2026-12-01', { reportMonths: 6 })).toEqual([
      '2027-01-14 renewal',
      '2027-01-15 synthesis-report',
      '2027-07-15 synthesis-report',
    ]);
  });
});
