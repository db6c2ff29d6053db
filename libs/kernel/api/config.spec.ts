import { readConfig } from './config.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://x',
  SESSION_SECRET: 'a',
  SEAL_KEY: 'b',
  NUMBER_KEY: 'c',
  DEVICE_KEY: 'd',
};

describe('the configuration', () => {
  it('of production has keys of its own', () => {
    expect(readConfig(PRODUCTION).sealKey).toBe('b');
    expect(() => readConfig({ ...PRODUCTION, SEAL_KEY: undefined })).toThrow('SEAL_KEY is required');
  });

  it('of production tells no demonstration', () => {
    expect(() => readConfig({ ...PRODUCTION, SEED: 'demonstration' })).toThrow('SEED=demonstration is refused');
  });
});
