import { publicationProblem, type KnownVersion } from './publication.js';

const draft = { version: 3, state: 'draft' } as const;
const published = (version: number, validFrom: string): KnownVersion => ({ version, state: 'published', validFrom });

describe('publishing a version', () => {
  it('asks for a day after the one of the version before it', () => {
    expect(publicationProblem(draft, [published(2, '2026-05-01')], '2026-05-01', '2026-04-01')).toMatch(
      /version 2.*01\/05\/2026.*qui suit/,
    );
    expect(publicationProblem(draft, [published(2, '2026-05-01')], '2026-05-02', '2026-04-01')).toBeUndefined();
  });

  it('never says that something was in force in the past, where forms may have been begun', () => {
    expect(publicationProblem(draft, [published(2, '2026-01-01')], '2026-03-31', '2026-04-01')).toMatch(/passé/);
    expect(publicationProblem(draft, [published(2, '2026-01-01')], '2026-04-01', '2026-04-01')).toBeUndefined();
    expect(publicationProblem(draft, [], '2020-01-01', '2026-04-01')).toBeUndefined();
  });

  it('keeps the order of versions, those withdrawn aside', () => {
    expect(publicationProblem(draft, [published(4, '2026-01-01')], '2026-05-02', '2026-04-01')).toMatch(/version 4.*numéro plus grand/);
    const withdrawn: KnownVersion = { version: 4, state: 'withdrawn', validFrom: '2026-06-01' };
    expect(publicationProblem(draft, [withdrawn], '2026-05-02', '2026-04-01')).toBeUndefined();
  });

  it('is done once', () => {
    expect(publicationProblem({ ...draft, state: 'published' }, [], '2026-05-02', '2026-04-01')).toMatch(/déjà publiée/);
    expect(publicationProblem({ ...draft, state: 'withdrawn' }, [], '2026-05-02', '2026-04-01')).toMatch(/retirée.*nouveau numéro/);
  });
});
