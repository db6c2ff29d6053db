/**
 * `node verdicts.mjs SEED COUNT FILE`: writes what the rules of protocols decide in two builds of the same sources, each really run: the
 * server's in this Node, the client's, bundled as the client's builder does, in Chromium. `{ server: string[], browser: string[] }`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import puppeteer from 'puppeteer';
import { findBrowser } from '../browser.mjs';
import { ROOT } from '../prelude.mjs';

const SOURCES = path.join(ROOT, 'libs/protocols/domain/testing/random-protocols.ts');
const COMMON = { entryPoints: [SOURCES], bundle: true, write: false, logLevel: 'error' };

const [seed, count, file] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'verdicts-'));
try {
  writeFileSync(file, JSON.stringify({ server: await onTheServer(), browser: await inTheBrowser() }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function onTheServer() {
  const outfile = path.join(folder, 'server.mjs');
  await build({ ...COMMON, write: true, outfile, platform: 'node', format: 'esm', target: 'es2023', conditions: ['source'] });
  const { verdicts } = await import(pathToFileURL(outfile).href);
  return verdicts(Number(seed), Number(count));
}

/** With the conditions, the target and the minifying of apps/web. */
async function inTheBrowser() {
  const { outputFiles } = await build({
    ...COMMON,
    platform: 'browser',
    format: 'iife',
    globalName: 'rules',
    target: 'es2022',
    conditions: ['source', 'module', 'browser', 'production'],
    minify: true,
  });
  const { executablePath, args, env } = await findBrowser();
  const browser = await puppeteer.launch({
    executablePath,
    args,
    env: { ...process.env, ...env },
    headless: true,
    timeout: 60_000,
    protocolTimeout: 300_000,
  });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0].text });
    return await page.evaluate(`rules.verdicts(${Number(seed)}, ${Number(count)})`);
  } finally {
    await browser.close();
  }
}
