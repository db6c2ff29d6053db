import fc from 'fast-check';
import { FairTurns } from './fair-turns.js';

/** Works that end when they are told to, in the order in which they began. */
class Works {
  readonly begun: string[] = [];
  private readonly ends: (() => void)[] = [];

  readonly of = (name: string) => (): Promise<string> => {
    this.begun.push(name);
    return new Promise((end) => this.ends.push(() => end(name)));
  };

  get running(): number {
    return this.ends.length;
  }

  async endFirst(): Promise<void> {
    this.ends.shift()?.();
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns among people', () => {
  it('serves who asks for one before the second of who asks for many', async () => {
    const [turns, works] = [new FairTurns(1, 50), new Works()];
    const all = ['a1', 'a2', 'a3', 'b1', 'c1'].map((name) => turns.take(name.charAt(0), works.of(name)));
    await settled();
    for (const _ of all) await works.endFirst();
    await expect(Promise.all(all)).resolves.toEqual(['a1', 'a2', 'a3', 'b1', 'c1']);
    expect(works.begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
  });

  it('gives the turn on when a work fails', async () => {
    const turns = new FairTurns(1, 50);
    await expect(turns.take('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    await expect(turns.take('a', async () => 'next')).resolves.toBe('next');
  });

  it('lets no more than so many of one person wait, and anyone else', async () => {
    const [turns, works] = [new FairTurns(1, 1), new Works()];
    const all = [turns.take('a', works.of('a1')), turns.take('a', works.of('a2'))];
    await settled();
    expect([turns.admits('a'), turns.admits('b')]).toEqual([false, true]);
    await works.endFirst();
    expect(turns.admits('a')).toBe(true);
    await works.endFirst();
    await Promise.all(all);
  });

  it('whatever anyone asks for: never more at once, all are served, nobody waits for two of one other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 }),
        async (atOnce, asked) => {
          const [turns, works] = [new FairTurns(atOnce, 100), new Works()];
          const all = asked.map((person, index) => turns.take(person, works.of(`${person}${index}`)));
          await settled();
          while (works.running > 0) {
            expect(works.running).toBeLessThanOrEqual(atOnce);
            await works.endFirst();
          }
          await Promise.all(all);
          expect(works.begun).toHaveLength(asked.length);
          // All had asked before the first turn that was waited for: from there on the turns go round.
          const waited = works.begun.slice(atOnce).map((name) => name.charAt(0));
          for (const person of new Set(waited)) {
            const firstTurn = waited.indexOf(person);
            const before = waited.slice(0, firstTurn);
            expect(new Set(before).size).toBe(before.length);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
