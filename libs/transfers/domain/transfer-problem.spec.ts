import { calendarDate } from '#kernel/domain';
import { transferProblem, whyItStands, type Standing, type TransferAsked } from './transfer-problem.js';

const day = calendarDate;
const AT: Standing = {
  isIncluded: true,
  centreId: 'A',
  since: day('2026-01-05'),
  includedOn: day('2026-02-01'),
  today: day('2026-06-15'),
};
const TO_B: TransferAsked = { toCentreId: 'B', effectiveOn: day('2026-06-15') };

describe('charter C10.1: a transfer', () => {
  it.each<[string, Partial<TransferAsked>]>([
    ['today', {}],
    ['in the past, from the day of the inclusion on', { effectiveOn: day('2026-02-01') }],
    ['to come', { effectiveOn: day('2026-07-01') }],
    ['temporary', { returnOn: day('2026-06-16') }],
  ])('%s is taken', (_when, more) => expect(transferProblem({ ...TO_B, ...more }, AT)).toBeUndefined());

  it.each<[string, Partial<TransferAsked>, Partial<Standing>, string | undefined, string]>([
    ['before the inclusion', { effectiveOn: day('2026-01-31') }, {}, 'effectiveOn', 'before-inclusion'],
    ['of who is not included', {}, { isIncluded: false }, undefined, 'not-included'],
    ['before the last one', { effectiveOn: day('2026-05-01') }, { since: day('2026-05-02') }, 'effectiveOn', 'before-stay'],
    ['to where the patient is', { toCentreId: 'A' }, {}, 'toCentreId', 'followed-there'],
    ['beside one that is planned', {}, { plannedOn: day('2026-07-01') }, undefined, 'planned-already'],
    ['in ten years', { effectiveOn: day('2036-06-15') }, {}, 'effectiveOn', 'too-far-ahead'],
    ['back before it began', { returnOn: day('2026-06-15') }, {}, 'returnOn', 'return-too-soon'],
    ['back in the past', { effectiveOn: day('2026-03-01'), returnOn: day('2026-06-15') }, {}, 'returnOn', 'return-is-past'],
    ['back in ten years', { returnOn: day('2036-06-15') }, {}, 'returnOn', 'too-far-ahead'],
  ])('%s is refused', (_when, more, at, path, code) =>
    expect(transferProblem({ ...TO_B, ...more }, { ...AT, ...at })).toMatchObject({ ...(path && { path }), says: { code } }),
  );

  it('by mistake is undone while it is the last and nothing was written', () => {
    expect(whyItStands({ isLast: true, isWrittenSince: false })).toBeUndefined();
    expect(whyItStands({ isLast: false, isWrittenSince: false })).toEqual({ code: 'transferred-since' });
    expect(whyItStands({ isLast: true, isWrittenSince: true })).toEqual({ code: 'written-since' });
  });
});
