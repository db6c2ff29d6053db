import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Agent, get, type IncomingMessage } from 'node:http';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

it('keeps a connection open for longer than a proxy keeps it for its next request', async () => {
  const agent = new Agent({ keepAlive: true });
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${world.url}/api/v1/health/live`, { agent }, resolve).once('error', reject),
  );
  answer.resume();
  agent.destroy();
  const [, seconds] = /timeout=(\d+)/.exec(String(answer.headers['keep-alive'])) ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});
