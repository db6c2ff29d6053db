import { isLive, refusalOf, stateAfter, wantsReason, type AskedBy, type QueryAct, type QueryState } from './index.js';
import { say } from './say.js';

const STATES: readonly QueryState[] = ['open', 'answered', 'closed', 'cancelled'];
const ACTS: readonly QueryAct[] = ['answer', 'close', 'reopen', 'cancel', 'remind', 'assign'];

/** The whole life, a line a state: what each act makes of it. */
function table(askedBy: AskedBy): string[] {
  return STATES.map((state) => [state, ...ACTS.map((act) => stateAfter({ askedBy, state }, act) ?? '·')].join(' | '));
}

describe('the life of a query', () => {
  it.each<AskedBy>(['operator', 'hospital'])(
    'asked by %s: answered, then closed or asked again; cancelled only before an answer',
    (askedBy) => {
      expect(['state | answer | close | reopen | cancel | remind | assign', ...table(askedBy)]).toEqual([
        'state | answer | close | reopen | cancel | remind | assign',
        'open | answered | closed | · | cancelled | open | open',
        'answered | answered | closed | open | · | · | answered',
        'closed | · | · | open | · | · | ·',
        'cancelled | · | · | · | · | · | ·',
      ]);
    },
  );

  it('asked by a check: nobody cancels it, and once it is closed only the check asks again', () => {
    expect(table('system')).toEqual([
      'open | answered | closed | · | · | open | open',
      'answered | answered | closed | open | · | · | answered',
      'closed | · | · | · | · | · | ·',
      'cancelled | · | · | · | · | · | ·',
    ]);
  });

  it('wants to know why it is closed while nobody has answered, and for nothing else', () => {
    const wanting = STATES.flatMap((state) => ACTS.filter((act) => wantsReason({ state }, act)).map((act) => `${act} ${state}`));
    expect(wanting).toEqual(['close open']);
  });

  it('waits for someone until it is settled', () => {
    expect(STATES.filter(isLive)).toEqual(['open', 'answered']);
  });

  it('says in words why an act is refused, whatever the state', () => {
    for (const askedBy of ['system', 'operator', 'hospital'] as const)
      for (const state of STATES)
        for (const act of ACTS)
          if (!stateAfter({ askedBy, state }, act)) expect(say(refusalOf({ askedBy, state }, act))).toMatch(/query.*[.]$/);
    expect(say(refusalOf({ askedBy: 'operator', state: 'closed' }, 'answer'))).toBe(
      'Cette query est close\u00a0: rouvrez-la d’abord, ou posez-en une autre.',
    );
    expect(say(refusalOf({ askedBy: 'system', state: 'open' }, 'cancel'))).toMatch(/ne s’annule pas/);
  });
});
