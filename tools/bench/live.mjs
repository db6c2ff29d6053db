/**
 * From a save to the event on another connection: `node_modules/.bin/node tools/bench/live.mjs`. A colleague listens to `/live` while a form is
 * saved, with nobody else there, then while eight others save too. Counted from the moment the save is sent.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { median, ms, signIn, startBench } from './installation.mjs';
import { save, typable } from './saves.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 100);

const bench = await startBench('live');
try {
  const api = await bench.api();
  const sql = bench.sql();
  const typist = await signIn(sql, { profile: 'pharmacist' });
  const listener = await signIn(sql, { profile: 'pharmacist' });
  const forms = await typable(api, sql, typist);
  const heard = await listen(api, listener);

  for (const [name, writers] of [
    ['seul', 1],
    ['à neuf', 9],
  ]) {
    const times = [];
    let going = true;
    const others = forms.slice(1, writers).map(async (form) => {
      while (going) await save(api, typist, form);
    });
    for (let round = 0; round < ROUNDS; round++) {
      const arrived = heard.next(forms[0].id);
      const start = performance.now();
      await save(api, typist, forms[0]);
      await arrived;
      times.push(performance.now() - start);
      await sleep(20);
    }
    going = false;
    await Promise.all(others);
    const worst = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
    process.stdout.write(`de l’enregistrement à l’autre connexion, ${name} : médiane ${ms(median(times))}, 99 % sous ${ms(worst)}\n`);
  }
} finally {
  await bench.close();
}

async function listen({ url }, { headers }) {
  const waiting = new Map();
  const response = await fetch(`${url}/api/v1/live`, { headers });
  void (async () => {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      for (const [, id] of chunk.matchAll(/"formId":"([^"]+)"/g)) {
        waiting.get(id)?.();
        waiting.delete(id);
      }
    }
  })().catch(() => undefined);
  return { next: (id) => new Promise((resolve) => waiting.set(id, resolve)) };
}
