import { TOTP } from 'otpauth';
import { newSecret, stepOf, toEnrol } from './codes.js';

const NOW = 1_790_000_012_345;
const STEP = Math.floor(NOW / 30_000);

describe('a code of an authenticator app', () => {
  const secret = newSecret();
  const { key, uri } = toEnrol(secret, 'Hélène Marchetti');
  const at = (steps: number) => new TOTP({ secret: key }).generate({ timestamp: NOW + steps * 30_000 });

  it('charter C3.1: is right now, and for the half minute before and after, and is told by which it is', () => {
    expect([-1, 0, 1].map((steps) => stepOf(secret, at(steps), NOW))).toEqual([STEP - 1, STEP, STEP + 1]);
    expect([-3, -2, 2, 3].map((steps) => stepOf(secret, at(steps), NOW))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('charter C3.1: of another secret, or no code at all, is wrong', () => {
    expect(stepOf(newSecret(), at(0), NOW)).toBeUndefined();
    expect(stepOf(secret, '12345', NOW)).toBeUndefined();
    expect(stepOf(secret, '', NOW)).toBeUndefined();
  });

  it('charter C3.1: is shown to apps as they read it, under our name and the person’s', () => {
    expect(secret).toHaveLength(20);
    expect(key).toMatch(/^[A-Z2-7]{32}$/);
    expect(decodeURIComponent(uri)).toBe(
      `otpauth://totp/Passerelle:Hélène Marchetti?issuer=Passerelle&secret=${key}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
