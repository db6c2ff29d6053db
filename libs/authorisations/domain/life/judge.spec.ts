import type { Kind } from '../kind.js';
import { say } from '../say.js';
import { AUTHORITIES, type Decision } from './decision.js';
import { decisionKindsOf, judgeDecision, judgeHistory } from './judge.js';
import { decided, granted, renewedAfter } from './testing.js';

const GRANT = granted('AAP-PRE-AMM', '2026-01-15');
const of = (access: Kind) => granted(access, '2026-01-15');
const refused = (history: readonly Decision[]) => {
  const wrong = judgeHistory(history);
  return wrong && `${wrong.rule} ${wrong.code}`;
};

/** Histories that cannot be: what is tried, and the rule that says no. */
const BAD: readonly (readonly [told: string, refusal: string, history: readonly Decision[]])[] = [
  ['nothing granted', 'R4 before-grant', [decided('renewed', '2026-02-01')]],
  ['a decision before the grant', 'R4 before-grant', [GRANT, decided('suspended', '2026-01-14')]],
  ['granted twice', 'R4 granted-already', [GRANT, { ...GRANT, id: 'again', day: decided('lifted', '2026-06-01').day }]],
  ['an AAP granted by ANSM', 'R1 wrong-authority', [{ ...GRANT, authority: 'ansm' }]],
  ['an AAC granted by HAS', 'R1 wrong-authority', [{ ...of('AAC'), authority: 'has' }]],
  ['an AAP of a year and a day', 'R2 period-too-long', [granted('AAP-PRE-AMM', '2026-01-15', { term: '2027-01-15' })]],
  ['an AAC of two years', 'R2 period-too-long', [granted('AAC', '2026-01-15', { term: '2028-01-14' })]],
  ['a CPC of three years and a day', 'R2 period-too-long', [granted('CPC', '2026-01-15', { term: '2029-01-15' })]],
  ['a term before the grant', 'R2 ends-before-it-begins', [granted('CPC', '2026-01-15', { term: '2026-01-14' })]],
  ['an AMM application after three years', 'R3 amm-too-late', [GRANT, decided('amm-date', '2026-01-15', { until: '2028-01-16' })]],
  ['a renewal after the end', 'R4 renewal-after-end', [GRANT, decided('renewed', '2027-01-16', { term: '2028-01-15' })]],
  ['a renewal after a withdrawal', 'R4 ended-already', [GRANT, decided('withdrawn', '2026-05-01'), renewedAfter('2026-01-15')]],
  ['a renewal that overlaps', 'R2 periods-overlap', [GRANT, decided('renewed', '2026-12-01', { term: '2027-11-30' })]],
  ['a renewal of two years', 'R2 period-too-long', [GRANT, decided('renewed', '2027-01-15', { term: '2029-01-14' })]],
  ['an AAP suspended for four months', 'R2 suspension-too-long', [GRANT, decided('suspended', '2026-03-01', { until: '2026-06-30' })]],
  ['an AAP suspended without an end', 'R2 suspension-too-long', [GRANT, decided('suspended', '2026-03-01')]],
  [
    'an AAP suspended for four months, in two decisions',
    'R2 suspension-too-long',
    [GRANT, decided('suspended', '2026-03-01', { until: '2026-04-30' }), decided('suspended', '2026-05-01', { until: '2026-06-30' })],
  ],
  [
    'suspensions that overlap',
    'R4 suspended-already',
    [GRANT, decided('suspended', '2026-03-01', { until: '2026-04-30' }), decided('suspended', '2026-04-15', { until: '2026-05-15' })],
  ],
  [
    'a suspension that ends before it begins',
    'R2 ends-before-it-begins',
    [GRANT, decided('suspended', '2026-03-01', { until: '2026-02-28' })],
  ],
  ['a suspension after the term', 'R4 ended-already', [GRANT, decided('suspended', '2027-01-15', { until: '2027-02-15' })]],
  ['an AAC suspended by HAS', 'R1 wrong-authority', [of('AAC'), decided('suspended', '2026-03-01')]],
  ['a lifting of nothing', 'R4 nothing-to-lift', [GRANT, decided('lifted', '2026-03-01')]],
  [
    'a lifting of what ended by itself',
    'R4 nothing-to-lift',
    [GRANT, decided('suspended', '2026-03-01', { until: '2026-03-31' }), decided('lifted', '2026-04-01')],
  ],
  ['withdrawn twice', 'R4 ended-already', [GRANT, decided('withdrawn', '2026-03-01'), decided('withdrawn', '2026-04-01')]],
  ['an AAP that ends because an AAP is granted', 'R4 not-of-this-kind', [GRANT, decided('aap-granted', '2026-03-01')]],
  ['an AAP uncovered by an alternative', 'R4 not-of-this-kind', [GRANT, decided('alternative-covered', '2026-03-01')]],
  ['an AMM where there is one', 'R1 not-of-this-kind', [of('AAP-POST-AMM'), decided('amm-granted', '2026-03-01')]],
  ['an AMM twice', 'R4 happened-already', [GRANT, decided('amm-granted', '2026-03-01'), decided('amm-granted', '2026-04-01')]],
  ['listed before the AMM', 'R3 no-amm-yet', [GRANT, decided('listed', '2026-03-01')]],
  [
    'coverage that ends twice',
    'R4 uncovered-already',
    [of('AAP-POST-AMM'), decided('listing-refused', '2026-03-01'), decided('listed', '2026-04-01')],
  ],
  ['early access asked for under a CPC', 'R3 not-of-this-kind', [of('CPC'), decided('aap-applied', '2026-03-01')]],
  ['temporary coverage of an AAC', 'C8.5 not-of-this-kind', [of('AAC'), decided('temporary-coverage', '2026-03-01')]],
  ['temporary coverage a month late', 'C8.5 temporary-not-at-end', [of('AAP-POST-AMM'), decided('temporary-coverage', '2027-02-15')]],
  [
    'temporary coverage after a withdrawal',
    'C8.5 temporary-not-at-end',
    [of('AAP-POST-AMM'), decided('withdrawn', '2026-03-01'), decided('temporary-coverage', '2026-03-01')],
  ],
  ['the end of no temporary coverage', 'C8.5 no-temporary-coverage', [GRANT, decided('temporary-coverage-ended', '2026-03-01')]],
  [
    'a renewal under temporary coverage',
    'R4 ended-already',
    [GRANT, decided('temporary-coverage', '2026-06-01'), renewedAfter('2026-01-15')],
  ],
  ['an AAP waived from its PUT', 'R8 not-of-this-kind', [GRANT, decided('put-waived', '2026-03-01')]],
  ['a PUT required that was never waived', 'R8 not-waived', [of('AAC'), decided('put-required', '2026-03-01', {}, 'AAC')]],
  [
    'waived twice',
    'R8 waived-already',
    [of('CPC'), decided('put-waived', '2026-03-01', {}, 'CPC'), decided('put-waived', '2026-04-01', {}, 'CPC')],
  ],
  ['waived by HAS', 'R1 wrong-authority', [of('AAC'), { ...decided('put-waived', '2026-03-01', {}, 'AAC'), authority: 'has' } as Decision]],
];

describe('the bench of bad histories', () => {
  it.each(BAD)('charter R4: %s is refused by %s, in words', (_told, refusal, history) => {
    expect(refused(history)).toBe(refusal);
    const wrong = judgeHistory(history);
    expect(wrong && say(wrong)).toMatch(/^[\p{Lu}].{20,}[.]$/u);
  });

  it('charter R2: a decision that would make a later one impossible is refused too', () => {
    const history = [GRANT, renewedAfter('2026-01-15'), decided('suspended', '2027-03-01', { until: '2027-03-31' })];
    expect(judgeHistory(history)).toBeUndefined();
    expect(judgeDecision(history, decided('withdrawn', '2026-06-01'))).toMatchObject({ rule: 'R4', code: 'ended-already' });
    expect(judgeDecision(history, decided('suspended', '2027-02-15', { until: '2027-03-05' }))).toMatchObject({
      code: 'suspended-already',
    });
  });
});

describe('kinds of access', () => {
  it('charter R8: each meets its own decisions: a PUT is waived of an AAC or a CPC, a coverage is temporary after an AAP', () => {
    const met = (access: Kind) =>
      ['put-waived', 'temporary-coverage', 'rare-disease', 'granted'].filter((kind) =>
        decisionKindsOf(access).some((each) => each === kind),
      );
    expect(met('AAC')).toEqual(['put-waived']);
    expect(met('CPC')).toEqual(['put-waived']);
    expect(met('AAC-PRE-PRECOCE')).toEqual(['put-waived', 'rare-disease']);
    expect(met('AAP-PRE-AMM')).toEqual(['temporary-coverage']);
  });

  it('charter R1: an AAP is granted by HAS, an AAC and a CPC by ANSM, and by nobody else', () => {
    const kinds: readonly Kind[] = ['AAP-PRE-AMM', 'AAP-POST-AMM', 'AAC', 'AAC-PRE-PRECOCE', 'CPC'];
    const granting = kinds.map((kind) => AUTHORITIES.filter((authority) => !judgeHistory([{ ...of(kind), authority }])));
    expect(granting).toEqual([['has'], ['has'], ['ansm'], ['ansm'], ['ansm']]);
  });
});

describe('histories that are', () => {
  it.each<[string, readonly Decision[]]>([
    ['charter R2: an AAP renewed twice', [GRANT, renewedAfter('2026-01-15'), renewedAfter('2027-01-15')]],
    ['charter R2: a CPC of three years, renewed', [of('CPC'), renewedAfter('2026-01-15', 'CPC')]],
    [
      'charter R2: an AAP suspended for three months, by ANSM in an emergency',
      [
        GRANT,
        decided('suspended', '2026-03-01', { until: '2026-05-31', authority: 'ansm' }),
        decided('lifted', '2026-04-15'),
        decided('suspended', '2026-05-01', { until: '2026-07-31' }),
      ],
    ],
    [
      'charter R4: an AAC suspended until it is lifted, relayed by an AAP',
      [
        of('AAC'),
        decided('suspended', '2026-03-01', {}, 'AAC'),
        decided('lifted', '2026-09-01', {}, 'AAC'),
        decided('aap-granted', '2026-10-01'),
      ],
    ],
    [
      'charter C8.5: an AMM, listing refused, then temporary coverage and its end',
      [
        GRANT,
        decided('amm-granted', '2026-06-01'),
        decided('listing-applied', '2026-06-20'),
        decided('listing-refused', '2026-11-01'),
        decided('temporary-coverage', '2026-11-01'),
        decided('temporary-coverage-ended', '2027-11-01'),
      ],
    ],
    [
      'an authorisation taken over, however long it was',
      [granted('AAP-PRE-AMM', '2022-01-15', { term: '2027-01-14', takenOverOn: '2026-11-30' }), renewedAfter('2026-01-15')],
    ],
  ])('%s', (_told, history) => {
    expect(judgeHistory(history)).toBeUndefined();
  });
});
