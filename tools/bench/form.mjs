/**
 * `node tools/bench/form.mjs [rounds]`: what a form of two hundred fields costs in a real Chromium, through the real product with data of
 * its own: scripting to open it, and the work of each key stroke, beside a plain form of as many fields in the same run. Prints a table for
 * docs/performance.md.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { parse } from 'yaml';
import { findBrowser } from '../browser.mjs';
import { ROOT } from '../prelude.mjs';
import { whenAnswers } from '../testing/answering.mjs';
import { countFields, protocolOf200 } from './protocol-of-200.mjs';
import { atMost, report } from './report.mjs';

const ROUNDS = Number(process.argv[2] ?? 9);
const KEYS = 60;
const TEXT = 'Patient stable depuis la derniere visite, aucun effet nouveau'.slice(0, KEYS);

const data = path.join(ROOT, 'tmp/bench', String(process.pid));
const env = { ...process.env, PASSERELLE_DATA: data, PORT: '0' };
let origin;
const product = spawn(process.execPath, [path.join(ROOT, 'tools/start.mjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
try {
  const port = await whenAnswers(product, data);
  if (!port) throw new Error('The product did not start.');
  origin = `http://localhost:${port}`;
  const fields = await importProtocol();
  const { executablePath, args, env: libraries } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...libraries } });
  try {
    const ours = await measureOurs(browser);
    const plain = await measurePlain(browser, fields);
    print(fields, ours, plain);
  } finally {
    await browser.close();
  }
} finally {
  if (product.exitCode === null) {
    const gone = new Promise((resolve) => product.once('exit', resolve));
    product.kill('SIGTERM');
    await gone;
  }
  rmSync(data, { recursive: true, force: true });
}

/** The heavy protocol, published from today. @returns how many fields its access form declares */
async function importProtocol() {
  const shipped = parse(readFileSync(path.join(ROOT, 'libs/protocols/api/shipped/tecvayli.yaml'), 'utf8'));
  const { $schema: _, ...protocol } = protocolOf200(shipped);
  const file = path.join(data, 'heavy.yaml');
  writeFileSync(file, JSON.stringify(protocol));
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
  const words = ['tools/protocol.mjs', 'import', '--from', today, file];
  const child = spawn(process.execPath, words, { cwd: ROOT, env: { ...env, INIT_CWD: ROOT }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The protocol could not be imported.\n${said}`);
  return countFields(protocol.forms.find(({ kind }) => kind === 'FAT'));
}

async function measureOurs(browser) {
  const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
  await page.goto(origin);
  await page.getByRole('link', { name: /Plage/ }).click();
  await page.getByLabel('Identifiant').fill('prescripteur-a');
  await page.getByLabel('Mot de passe').fill('demo');
  await page.getByRole('button', { name: /^Se connecter/ }).click();
  await page.goto(`${origin}/demandes/nouvelle`);
  await page.getByRole('radio', { name: /^TECVAYLI/ }).check();
  await page.getByRole('button', { name: 'Ouvrir la fiche d’accès' }).click();
  await page.waitForURL(/\/fiches\//);
  const form = new URL(page.url()).pathname;
  const file = form.replace(/\/fiches\/.*/, '');
  const shown = () => page.locator('#section-mesure14').waitFor({ state: 'attached' });
  await shown();
  const watch = await watcher(page);

  const opened = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await page.goto(`${origin}${file}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(800);
    opened.push(
      await watch.during(async () => {
        await page.locator(`a[href="${form}"]`).first().click();
        await shown();
        await page.waitForTimeout(700);
      }),
    );
  }

  const typed = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const box = page.getByRole('textbox', { name: `Commentaire ${(round % 14) + 1}`, exact: true });
    typed.push(await typing(page, watch, box));
  }
  await page.close();
  return { opened: opened.slice(1), typed: typed.slice(1) };
}

/** The same number of labelled boxes, written by hand: no script but the measure. */
async function measurePlain(browser, fields) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const boxes = Array.from({ length: fields }, (_, at) => `<p><label for="b${at}">Champ ${at}</label> <input id="b${at}"></p>`);
  await page.setContent(`<!doctype html><html lang="fr"><title>Simple</title><form>${boxes.join('')}</form>`);
  const watch = await watcher(page);
  const typed = [];
  for (let round = 0; round <= ROUNDS; round++) typed.push(await typing(page, watch, page.locator(`#b${round * 9}`)));
  await page.close();
  return { typed: typed.slice(1) };
}

/** Milliseconds of processor that each kind of work took on the main thread meanwhile: what other programs do beside is not counted. */
async function watcher(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () =>
    Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  const during = async (act) => {
    const before = await read();
    await act();
    const after = await read();
    const spent = (name) => (after[name] - before[name]) * 1000;
    return { script: spent('ScriptDuration'), layout: spent('LayoutDuration') + spent('RecalcStyleDuration'), task: spent('TaskDuration') };
  };
  return { during };
}

/** Types in a box as a fast typist does. @returns what each key stroke costs, and from its input event to the next frame */
async function typing(page, watch, box) {
  await box.click();
  await page.waitForTimeout(400);
  await page.evaluate(() => {
    window.frames200 = [];
    window.hear200 ??=
      document.addEventListener(
        'beforeinput',
        () => {
          const from = performance.now();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.frames200.push(performance.now() - from);
            port2.postMessage(undefined);
          });
        },
        { capture: true },
      ) ?? true;
  });
  const { script, layout, task } = await watch.during(() => box.pressSequentially(TEXT, { delay: 60 }));
  const frames = await page.evaluate(() => window.frames200);
  return { script: script / KEYS, layout: layout / KEYS, task: task / KEYS, frame: median(frames), worst: percentile(frames, 0.95) };
}

function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function median(numbers) {
  return percentile(numbers, 0.5);
}

function print(fields, ours, plain) {
  const of = (rounds, name) => median(rounds.map((round) => round[name]));
  const figure = (milliseconds) => `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
  const scripting = of(ours.opened, 'script');
  report('form-opened', {
    head: [`a form of ${fields} fields, opened from its file`, 'scripting', 'layout and style', 'main thread, all told'],
    rows: [[`medians of ${ROUNDS} rounds`, ...['script', 'layout', 'task'].map((name) => figure(of(ours.opened, name)))]],
    aims: [atMost(`a form of ${fields} fields opened, scripting`, 100, scripting, 'ms')],
  });
  const rows = {
    'input to next frame, median': 'frame',
    'input to next frame, 95th percentile': 'worst',
    'main thread, all told': 'task',
    scripting: 'script',
  };
  report('form-typed', {
    head: ['per key stroke', 'this form / plain', 'this form', 'plain form'],
    rows: Object.entries(rows).map(([words, name]) => {
      const [one, other] = [of(ours.typed, name), of(plain.typed, name)];
      return [words, other > 0.005 ? `**${(one / other).toFixed(2)}**` : '–', figure(one), figure(other)];
    }),
  });
}
