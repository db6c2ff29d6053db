import { randomBytes } from 'node:crypto';
import { openSecret, sealSecret } from './sealed-secret.js';

const KEY = randomBytes(32).toString('hex');

describe('a secret at rest', () => {
  it('charter C3.1: is read again with its key, for its person, and never stands twice alike', () => {
    const secret = randomBytes(20);
    const [one, other] = [sealSecret(KEY, 'p', secret), sealSecret(KEY, 'p', secret)];
    expect(openSecret(KEY, 'p', one)).toEqual(secret);
    expect(one).not.toEqual(other);
    expect(one.includes(secret)).toBe(false);
  });

  it('charter C3.1: is not read under another key, for another person, or once a bit of it changed', () => {
    const sealed = sealSecret(KEY, 'p', randomBytes(20));
    expect(openSecret(randomBytes(32).toString('hex'), 'p', sealed)).toBeUndefined();
    expect(openSecret(KEY, 'q', sealed)).toBeUndefined();
    for (const at of [0, 15, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSecret(KEY, 'p', changed)).toBeUndefined();
    }
  });
});
