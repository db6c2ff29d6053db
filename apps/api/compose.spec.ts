import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { providerVariables, readProviders } from '#identity/api';
import { KEEPER_VARIABLES, OWNER_VARIABLES, readConfig, variablesOf } from '#kernel/api';

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly restart?: string;
}

const TEXT = readFileSync('docker/compose.yaml', 'utf8');
const { services } = parse(TEXT, { merge: true }) as { readonly services: Readonly<Record<string, Service>> };
const given = (service: string) => Object.keys(services[service]?.environment ?? {});
const names = (schema: z.ZodObject) => Object.keys(schema.shape);

/** What the installation does not decide there, and why. */
const NOT_PASSED: ReadonlyMap<string, string> = new Map([
  ['NODE_ENV', 'the image is for production'],
  ['WEB_DIST', 'where the image has it'],
  ['HOST', 'the image’s; compose binds the port'],
  ['PORT', 'the image’s; compose binds the port'],
  ['PUPPETEER_EXECUTABLE_PATH', 'where the image has it'],
  ['SEED', 'refused in production'],
]);

describe('docker/compose.yaml', () => {
  it.each([
    ['api', [...names(variablesOf(false)), ...names(providerVariables(false))]],
    ['worker', [...names(variablesOf(false)), ...names(providerVariables(false))]],
    ['migrate', names(OWNER_VARIABLES)],
    ['keeper', names(KEEPER_VARIABLES)],
  ])('passes to « %s » every variable that it reads, and no other', (service, read) => {
    expect(given(service).sort()).toEqual(read.filter((name) => !NOT_PASSED.has(name)).sort());
  });

  it('asks for nothing that docker/.env.example does not name', () => {
    const example = readFileSync('docker/.env.example', 'utf8');
    const asked = [...new Set([...TEXT.matchAll(/\$\{(\w+)/g)].map(([, name]) => name))];
    expect(asked.filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))).toEqual([]);
  });

  it('is a configuration that starts: what was not given is empty, and its default holds', () => {
    const key = (name: string) => createHash('sha256').update(name).digest('hex');
    const said: Readonly<Record<string, string>> = {
      PUBLIC_URL: 'https://passerelle.exemple.fr',
      SMTP_URL: 'smtps://smtp.exemple.fr',
      SESSION_SECRET: key('session'),
      SEAL_KEY: key('seal'),
      NUMBER_KEY: key('number'),
      DEVICE_KEY: key('device'),
      FACTOR_KEY: key('factor'),
      ...Object.fromEntries(['PLAGE', 'PSC', 'OPERATOR'].map((name) => [`${name}_ISSUER`, 'https://identite.exemple.fr'])),
    };
    const env = Object.fromEntries(
      Object.entries(services['api']?.environment ?? {}).map(([name, value]) => [
        name,
        value.replaceAll(
          /\$\{(\w+):[?-](.*?)\}/g,
          (_all, asked: string, other: string) => said[asked] ?? (other || (/:\?/.test(value) ? 'a' : '')),
        ),
      ]),
    );
    expect(readConfig(env)).toMatchObject({ trustedProxies: ['loopback', 'uniquelocal'], requestsPerMinute: 600, sessionHours: 10 });
    const { list } = readProviders(env, { publicUrl: '' });
    expect(list.map(({ id, clientId }) => [id, clientId])).toEqual([
      ['plage', 'passerelle'],
      ['psc', 'passerelle'],
      ['operateur', 'passerelle'],
    ]);
    expect(list.find(({ id }) => id === 'operateur')?.amr).toContain('mfa');
  });

  it('migrates once PostgreSQL listens where the migration calls it, and again when that failed', () => {
    expect(services['postgres']?.healthcheck?.test).toContain('--host=127.0.0.1');
    expect(services['migrate']?.restart).toBe('on-failure');
  });
});
