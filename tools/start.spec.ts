import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readSecrets } from './secrets.mjs';

mkdirSync('tmp', { recursive: true });
const folder = mkdtempSync(path.resolve('tmp/start-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function start(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['tools/start.mjs'], { env: { ...process.env, NODE_OPTIONS: '', ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? -1)));
  return { code, output };
}

describe('npm start', () => {
  it('says in one line that the port is in use, before anything long', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, output } = await start({ PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(output.trim()).toMatch(new RegExp(`^Le port ${port} est déjà utilisé[^\\n]*$`));
  });

  it('says that it runs in this folder already, before anything long', async () => {
    const data = path.join(folder, 'used');
    mkdirSync(data);
    const running = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', 'start.mjs']);
    writeFileSync(path.join(data, 'run.json'), JSON.stringify({ pid: running.pid, port: 3000 }));
    const { code, output } = await start({ PORT: '0', PASSERELLE_DATA: data });
    running.kill();
    expect(code).toBe(1);
    expect(output.trim()).toMatch(/^Passerelle utilise déjà les données de [^\n]*$/);
  });

  it('refuses to be a production installation', async () => {
    const { code, output } = await start({ PORT: '0', NODE_ENV: 'production', PASSERELLE_DATA: path.join(folder, 'none') });
    expect([code, output]).toEqual([1, expect.stringContaining('refuse NODE_ENV=production')]);
  });

  it('makes secrets once, and says so when they are gone although the data are there', () => {
    const data = path.join(folder, 'data');
    mkdirSync(data);
    const secrets = readSecrets(data);
    expect(new Set(Object.values(secrets)).size).toBe(7);
    expect(readSecrets(data)).toEqual(secrets);
    const { DEVICE_KEY: _, FACTOR_KEY: __, ...older } = secrets;
    writeFileSync(path.join(data, 'secrets.json'), JSON.stringify(older));
    expect(readSecrets(data)).toEqual({
      ...older,
      DEVICE_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
      FACTOR_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(readSecrets(data)).toEqual(readSecrets(data));
    mkdirSync(path.join(data, 'postgres'));
    writeFileSync(path.join(data, 'secrets.json'), '{"SEAL_KEY"');
    expect(() => readSecrets(data)).toThrow(/^Le fichier .*secrets\.json est absent ou abîmé[^\n]*$/);
  });
});
