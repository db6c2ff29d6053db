/**
 * From a save to a colleague: `node_modules/.bin/node tools/bench/live.mjs` (ROUNDS=100). Someone listens to `/live` while a form is saved, with nobody else
 * there, then while eight others save too; then a real Chromium has that form open, until the answer stands in its field. All counted from the moment the save is
 * sent; beside the last, the time until it is answered.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { findBrowser } from '../browser.mjs';
import { build } from '../build.mjs';
import { ROOT } from '../prelude.mjs';
import { median, signIn, startBench } from './installation.mjs';
import { atMost, inMs, report } from './report.mjs';
import { makeDrafts, save, typable } from './saves.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 100);

const rows = [];
let longest = 0;

await build();
const bench = await startBench('live');
try {
  // A browser says where it comes from: the product must know its own address.
  const port = await freePort();
  const address = { PORT: String(port), PUBLIC_URL: `http://localhost:${port}` };
  const api = await bench.api(undefined, undefined, { WEB_DIST: path.join(ROOT, 'apps/web/dist/browser'), ...address });
  const sql = bench.sql();
  const centre = await makeDrafts(sql, 1);
  const typist = await signIn(sql, { profile: 'pharmacist', centre });
  const listener = await signIn(sql, { profile: 'pharmacist', centre });
  const forms = await typable(api, sql, typist);

  const heard = await listen(api, listener);
  const toConnection = async () => {
    const arrived = heard.next(forms[0].id);
    const times = await timesOf(api, typist, forms[0], () => arrived);
    return times.seen;
  };
  told('the event, alone', await rounds(toConnection));
  const others = await colleagues(api, sql, forms[0], 8);
  told(`the event, among ${others.length + 1}`, await amid(api, others, () => rounds(toConnection)));
  heard.stop();

  const screen = await openScreen(api, sql, listener, forms[0]);
  try {
    const toScreen = () => timesOf(api, typist, forms[0], () => screen.shows(forms[0].value));
    const tell = (name, measured) => {
      told(
        `the colleague’s screen, ${name}`,
        measured.map(({ seen }) => seen),
      );
      told(
        `its answer, ${name}`,
        measured.map(({ answered }) => answered),
      );
    };
    tell('alone', await rounds(toScreen));
    tell(`among ${others.length + 1}`, await amid(api, others, () => rounds(toScreen)));
  } finally {
    await screen.close();
  }
  report('live', {
    head: ['from a save to', 'median', '95 % under', 'the longest'],
    rows,
    aims: [atMost('a colleague’s screen, 95 % under (charter C7.1)', 1000, longest, 'ms')],
  });
} finally {
  await bench.close();
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** How long after it was sent a save is answered, and is seen. */
async function timesOf(api, typist, form, seen) {
  const start = performance.now();
  // `save` says what it types before it waits for the answer.
  const answered = save(api, typist, form).then(() => performance.now() - start);
  await seen();
  return { seen: performance.now() - start, answered: await answered };
}

async function rounds(measure) {
  const measured = [];
  for (let round = -5; round < ROUNDS; round++) {
    const one = await measure();
    if (round >= 0) measured.push(one);
    await sleep(20);
  }
  return measured;
}

/** While each of these forms is saved as fast as it goes. */
async function amid(api, others, work) {
  let going = true;
  const writers = others.map(async ({ typist, form }) => {
    while (going) await save(api, typist, form);
  });
  const done = await work();
  going = false;
  await Promise.all(writers);
  return done;
}

/** People of all centres with a form each, at most so many. */
async function colleagues(api, sql, not, most) {
  const found = [];
  for (let nth = 0; found.length < most; nth++) {
    const typist = await signIn(sql, { profile: 'pharmacist', nth });
    if (!typist) break;
    const forms = await typable(api, sql, typist).catch(() => []);
    // Each by one person: two at one answer would conflict.
    const free = forms.filter(({ id }) => id !== not.id && !found.some(({ form }) => form.id === id));
    found.push(...free.map((form) => ({ typist, form })));
  }
  return found.slice(0, most);
}

function told(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const most = sorted[Math.floor(sorted.length * 0.95)];
  if (name.includes('screen')) longest = Math.max(longest, most);
  rows.push([name, inMs(median(times)), inMs(most), inMs(sorted.at(-1))]);
}

async function listen({ url }, { headers }) {
  const waiting = new Map();
  const away = new AbortController();
  const response = await fetch(`${url}/api/v1/live`, { headers, signal: away.signal });
  void (async () => {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      for (const [, id] of chunk.matchAll(/"formId":"([^"]+)"/g)) {
        waiting.get(id)?.();
        waiting.delete(id);
      }
    }
  })().catch(() => undefined);
  return { next: (id) => new Promise((resolve) => waiting.set(id, resolve)), stop: () => away.abort() };
}

/** The form in a browser of its own, as someone who reads it. */
async function openScreen({ url }, sql, { headers }, { id, item }) {
  const [{ enrolment_id: file }] = (await sql.query('SELECT enrolment_id FROM form_record WHERE id = $1', [id])).rows;
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1440, height: 900 } });
  const [name, value] = headers.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.goto(`${url}/dossiers/${file}/fiches/${id}`);
  const field = page.locator(`#champ-${item.replace(/[/.]/g, '-')}`);
  await field.waitFor();
  return {
    // Looked at before each frame that is drawn, in the page itself.
    shows: (wanted) =>
      field.evaluate(
        (input, expected) =>
          new Promise((resolve, reject) => {
            setTimeout(() => reject(new Error('The answer of the other one does not come.')), 30_000);
            const look = () => (Number(input.value.replace(',', '.')) === expected ? resolve() : requestAnimationFrame(look));
            look();
          }),
        wanted,
      ),
    close: () => browser.close(),
  };
}
