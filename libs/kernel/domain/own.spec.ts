import { own } from './own.js';

describe('the value at a key from outside', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])('%s is not there unless it was put there', (key) => {
    expect(own({}, key)).toBeUndefined();
    expect(own(undefined, key)).toBeUndefined();
    expect(own(JSON.parse(`{"${key}":1}`) as Record<string, number>, key)).toBe(1);
  });
});
