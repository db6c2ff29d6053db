/** A spec that is wrong in every way a spec can be, for bare.spec.ts. */
import { describe, expect, it } from '@jest/globals';

/** Takes lines that do not exist in what runs. */
interface Thing {
  readonly name: string;
}
const thing: Thing = { name: 'one' };

describe('wrong', () => {
  it('expects what is not', () => {
    expect(thing).toEqual({ name: 'other' });
  });

  it('throws when no one waits', async () => {
    setTimeout(() => {
      throw new Error('late');
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
  });

  it('never answers', () => new Promise(() => undefined), 100);

  it('counts on more than it sees', () => {
    expect.assertions(2);
    expect(thing.name).toBe('one');
  });

  it('holds', () => {
    expect(thing.name).toBe('one');
  });
});
