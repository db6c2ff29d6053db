import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const COUNT = 10_000;

describe('the rules of protocols, in the browser and on the server', () => {
  const seed = Date.now() % 2 ** 31;

  it(`give the same verdict on ${COUNT} random protocols and answers (seed ${seed})`, () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'verdicts-')), 'verdicts.json');
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.resolve('tools/testing/verdicts.mjs'), String(seed), String(COUNT), file],
      {
        env: { ...process.env, NODE_OPTIONS: '' },
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { server, browser } = JSON.parse(readFileSync(file, 'utf8')) as Record<'server' | 'browser', string[]>;
    expect([server.length, browser.length]).toEqual([COUNT, COUNT]);
    // They decide something: a build that threw, or showed nothing, would agree with itself.
    expect(new Set(server).size).toBeGreaterThan(COUNT / 10);
    const differing = server.findIndex((verdict, index) => verdict !== browser[index]);
    expect(browser[differing]).toEqual(server[differing]);
  });
});
