import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { ConfigError, readConfig, readKeeper, readOwner, variablesOf, type Environment } from '../index.js';

const key = () => randomBytes(32).toString('hex');
const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  DATABASE_APP_URL: 'postgres://passerelle_app:x@db/passerelle',
  PUBLIC_URL: 'https://passerelle.exemple.fr',
  SESSION_SECRET: key(),
  SEAL_KEY: randomBytes(32).toString('base64'),
  NUMBER_KEY: randomBytes(32).toString('base64url'),
  DEVICE_KEY: key(),
  FACTOR_KEY: key(),
};
const TRIAL: Environment = { NODE_ENV: 'test', DATABASE_APP_URL: 'postgres://localhost/x' };

/** The variables that are told to be wrong. */
function wrong(env: Environment, read: (env: Environment) => unknown = readConfig): string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((line) => line.split('\u00a0:')[0] ?? '');
  }
}

describe('the configuration', () => {
  it('of production is what it was given, and nothing else is production enough', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({
      sealKey: PRODUCTION['SEAL_KEY'],
      publicUrl: 'https://passerelle.exemple.fr',
      port: 3000,
    });
  });

  it.each([undefined, '', 'production', 'prod', 'staging', 'Development', ' test'])('fails closed under NODE_ENV=%s', (NODE_ENV) => {
    expect(wrong({ ...PRODUCTION, NODE_ENV })).toEqual([]);
    // All that is wrong is told together.
    expect(wrong({ NODE_ENV, DATABASE_APP_URL: 'postgres://x/x', SEED: 'demonstration' }).sort()).toEqual([
      'DEVICE_KEY',
      'FACTOR_KEY',
      'NUMBER_KEY',
      'PUBLIC_URL',
      'SEAL_KEY',
      'SEED',
      'SESSION_SECRET',
    ]);
  });

  it.each([
    ['a sentence', 'demonstration-session'],
    ['31 bytes', randomBytes(31).toString('hex')],
    ['one letter', 'a'.repeat(64)],
    ['a word again and again', 'motdepasse'.repeat(8)],
    ['nothing', '   '],
  ])('of production refuses %s as a key', (_what, weak) => {
    for (const name of ['SESSION_SECRET', 'SEAL_KEY', 'NUMBER_KEY', 'DEVICE_KEY', 'FACTOR_KEY'])
      expect(wrong({ ...PRODUCTION, [name]: weak })).toEqual([name]);
  });

  it('of production refuses one key for two purposes', () => {
    expect(wrong({ ...PRODUCTION, DEVICE_KEY: PRODUCTION['SESSION_SECRET'] })).toEqual(['DEVICE_KEY']);
  });

  it.each([
    'http://passerelle.exemple.fr',
    'https://passerelle.exemple.fr/app',
    'https://a:b@passerelle.exemple.fr',
    'passerelle.exemple.fr',
    'ftp://x',
  ])('of production refuses %s as its address', (PUBLIC_URL) => expect(wrong({ ...PRODUCTION, PUBLIC_URL })).toEqual(['PUBLIC_URL']));

  it('of production is never given the owner of the database', () => {
    expect(wrong({ ...PRODUCTION, DATABASE_URL: 'postgres://owner:x@db/passerelle' })).toEqual(['DATABASE_URL']);
  });

  it('has finite numbers within their bounds, whatever is written', () => {
    const numbers = ['PORT', 'MAIL_SWEEP_SECONDS', 'SIGN_INS_PER_MINUTE', 'SESSION_IDLE_MINUTES', 'SESSION_HOURS', 'LIVE_BEAT_SECONDS'];
    const odd = fc.oneof(
      fc.constantFrom('NaN', 'Infinity', '-1', '1e3', '0x10', '1,5', '999999999', '10 minutes', '٣', '1_000'),
      fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/^\d+$/.test(text)),
    );
    fc.assert(fc.property(fc.constantFrom(...numbers), odd, (name, value) => expect(wrong({ ...TRIAL, [name]: value })).toEqual([name])));
  });

  it('of a trial has the demonstration’s keys, and the login that follows from the owner’s', () => {
    const { databaseUrl, sealKey } = readConfig({ NODE_ENV: 'development', DATABASE_URL: 'postgres://owner:secret@db:5433/base' });
    expect([new URL(databaseUrl).username, new URL(databaseUrl).host, sealKey]).toEqual([
      'passerelle_app',
      'db:5433',
      'demonstration-seal',
    ]);
    expect(databaseUrl).not.toContain('secret');
  });

  it('of the migration and of the keeper has logins of their own', () => {
    expect(wrong({}, readOwner)).toEqual(['DATABASE_URL', 'DATABASE_APP_URL']);
    expect(wrong({}, readKeeper)).toEqual(['DATABASE_KEEPER_URL']);
    expect(wrong({ DATABASE_KEEPER_URL: 'postgres://x/x', ACCESS_LOG_MONTHS: '1' }, readKeeper)).toEqual(['ACCESS_LOG_MONTHS']);
  });

  it('says something of each of its variables', () => {
    for (const [name, schema] of Object.entries(variablesOf(false).shape))
      expect([name, schema.description]).toEqual([name, expect.any(String)]);
  });
});
