import { speaker } from '#kernel/domain';
import { VERSIONS_FRENCH } from './messages.fr.js';
import { publicationProblem, type KnownVersion } from './publication.js';

const say = speaker(VERSIONS_FRENCH);
/** Why it is not published, as people are told it. */
const told = (...asked: Parameters<typeof publicationProblem>) => {
  const problem = publicationProblem(...asked);
  return problem && say(problem);
};

const draft = { version: 3, state: 'draft' } as const;
const published = (version: number, validFrom: string): KnownVersion => ({ version, state: 'published', validFrom });

describe('publishing a version', () => {
  it('asks for a day after the one of the version before it', () => {
    expect(told(draft, [published(2, '2026-05-01')], '2026-05-01', '2026-04-01')).toMatch(/version 2.*01\/05\/2026.*qui suit/);
    expect(told(draft, [published(2, '2026-05-01')], '2026-05-02', '2026-04-01')).toBeUndefined();
  });

  it('never says that something was in force in the past, where forms may have been begun', () => {
    expect(told(draft, [published(2, '2026-01-01')], '2026-03-31', '2026-04-01')).toMatch(/passé/);
    expect(told(draft, [published(2, '2026-01-01')], '2026-04-01', '2026-04-01')).toBeUndefined();
    expect(told(draft, [], '2020-01-01', '2026-04-01')).toBeUndefined();
  });

  it('keeps the order of versions, those withdrawn aside', () => {
    expect(told(draft, [published(4, '2026-01-01')], '2026-05-02', '2026-04-01')).toMatch(/version 4.*numéro plus grand/);
    const withdrawn: KnownVersion = { version: 4, state: 'withdrawn', validFrom: '2026-06-01' };
    expect(told(draft, [withdrawn], '2026-05-02', '2026-04-01')).toBeUndefined();
  });

  it('is done once', () => {
    expect(told({ ...draft, state: 'published' }, [], '2026-05-02', '2026-04-01')).toMatch(/déjà publiée/);
    expect(told({ ...draft, state: 'withdrawn' }, [], '2026-05-02', '2026-04-01')).toMatch(/retirée.*nouveau numéro/);
  });
});
