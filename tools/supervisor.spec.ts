import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive } from './process.mjs';
import { Supervisor, nodePart } from './supervisor.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'supervisor-'));
afterAll(() => rmSync(folder, { recursive: true }));

const soon = async (holds: () => boolean) => {
  for (const until = Date.now() + 8_000; !holds() && Date.now() < until;) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(holds()).toBe(true);
};

/** A part of the test: it lives until `die` is called or it is stopped. */
function fake(key: string, told: string[]) {
  let die: () => void = () => undefined;
  let starts = 0;
  return {
    key,
    name: key,
    get starts() {
      return starts;
    },
    die: () => die(),
    async start() {
      starts++;
      told.push(`+${key}`);
      const gone = new Promise<void>((resolve) => (die = resolve));
      return {
        exited: () => gone,
        stop: async () => {
          told.push(`-${key}`);
          die();
        },
      };
    },
  };
}

function script(code: string) {
  const marker = path.join(folder, `${Math.random()}.ready`);
  const told: { port?: number } = {};
  const part = nodePart({
    told,
    key: 'essai',
    name: 'La pièce d’essai',
    args: ['-e', code.replace('READY', JSON.stringify(marker))],
    env: process.env,
    log: path.join(folder, 'essai.log'),
    ready: async () => existsSync(marker),
    readyWithin: 5_000,
  });
  return { part: { ...part, told }, marker };
}

const LIVING = "require('fs').writeFileSync(READY, ''); setInterval(() => {}, 1000)";

describe('the supervisor', () => {
  it('starts parts in order and stops them in the reverse order, once', async () => {
    const told: string[] = [];
    const supervisor = new Supervisor({ giveUp: () => undefined });
    for (const key of ['base', 'identité', 'application']) await supervisor.start(fake(key, told));
    await Promise.all([supervisor.stop(), supervisor.stop()]);
    expect(told).toEqual(['+base', '+identité', '+application', '-application', '-identité', '-base']);
  });

  it('starts again a part that died', async () => {
    const supervisor = new Supervisor({ giveUp: () => undefined });
    const part = fake('application', []);
    await supervisor.start(part);
    part.die();
    await soon(() => part.starts === 2);
    part.die();
    await soon(() => part.starts === 3);
    await supervisor.stop();
    expect(part.starts).toBe(3);
  });

  it('starts again a process that was killed outright', async () => {
    const { part, marker } = script(LIVING);
    const supervisor = new Supervisor({ giveUp: () => undefined });
    await supervisor.start(part);
    const first = supervisor.pids['essai'];
    rmSync(marker);
    process.kill(first, 'SIGKILL');
    await soon(() => existsSync(marker) && supervisor.pids['essai'] !== undefined);
    expect(supervisor.pids['essai']).not.toBe(first);
    await supervisor.stop();
    expect(() => process.kill(first, 0)).toThrow();
  });

  it('knows where the part that runs listens, never where a dead one did', async () => {
    const { part, marker } = script(
      `const server = require('http').createServer().listen(0, () => {
         process.send({ port: server.address().port });
         require('fs').writeFileSync(READY, '');
       });`,
    );
    const supervisor = new Supervisor({ giveUp: () => undefined });
    await supervisor.start(part);
    await soon(() => part.told.port !== undefined);
    const first = part.told.port;
    rmSync(marker);
    process.kill(supervisor.pids['essai'], 'SIGKILL');
    await soon(() => existsSync(marker) && part.told.port !== undefined && part.told.port !== first);
    await supervisor.stop();
  });

  it('says in one line which part keeps dying, and why', async () => {
    const healthy = fake('essai', []);
    const { part: broken } = script("console.error('le fichier est abîmé'); process.exit(1)");
    let told: Error | undefined;
    const supervisor = new Supervisor({ patience: 500, giveUp: (error: Error) => (told = error) });
    await supervisor.start({ ...broken, start: (signal: AbortSignal) => (healthy.starts ? broken.start(signal) : healthy.start()) });
    healthy.die();
    await soon(() => told !== undefined);
    expect(told?.message).toMatch(/^La pièce d’essai ne démarre pas\u00a0: le fichier est abîmé [^\n]*$/);
    await supervisor.stop();
  });

  it('stops a part that was still starting', async () => {
    const { part } = script('setInterval(() => {}, 1000)');
    const supervisor = new Supervisor({ giveUp: () => undefined });
    const starting = supervisor.start(part);
    starting.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await supervisor.stop();
    await expect(starting).rejects.toThrow('n’est pas prêt');
  });

  it('takes its parts with it when it is killed outright', async () => {
    const marker = path.join(folder, 'killed.ready');
    const supervising = `
      const { nodePart } = await import(${JSON.stringify(path.resolve('tools/supervisor.mjs'))});
      const { existsSync } = await import('node:fs');
      const marker = ${JSON.stringify(marker)};
      const running = await nodePart({ key: 'x', name: 'x', env: process.env, log: marker + '.log', ready: async () => existsSync(marker),
        args: ['-e', 'require("fs").writeFileSync(' + JSON.stringify(marker) + ', ""); setInterval(() => {}, 1000)'] }).start();
      console.log(running.pid);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', supervising], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(await new Promise((resolve) => child.stdout.once('data', resolve)));
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    await soon(() => !isAlive(pid));
  });
});
