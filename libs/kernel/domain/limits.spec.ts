import { tooLong } from './limits.js';
import { say, type KernelMessage } from './say.js';

describe('a text that is too long', () => {
  it('says how long it is and how long it may be, and is given back to the person who wrote it', () => {
    expect(tooLong('a'.repeat(300), 300)).toBeUndefined();
    expect(say(tooLong('a'.repeat(450), 300) as KernelMessage)).toBe('Ce texte a 450 caractères\u00a0: 300 au plus sont prévus.');
  });
});
