/**
 * From a save to the event on another connection: `node_modules/.bin/node tools/bench/live.mjs`. A colleague listens to `/live` while a form is
 * saved, with nobody else there, then while eight others save too. Counted from the moment the save is sent.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { median, ms, signIn, startBench } from './installation.mjs';

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

/** Forms in which that person types a text, with the item. */
async function typable(api, sql, { personId, headers }) {
  const { rows } = await sql.query(
    `SELECT f.id, f.marks FROM form_record f JOIN enrolment e ON e.id = f.enrolment_id JOIN profile p ON p.centre_id = e.centre_id AND p.person_id = $1
     WHERE f.state = 'in-progress' AND e.state IN ('draft', 'granted')`,
    [personId],
  );
  const found = [];
  for (const { id, marks } of rows) {
    const form = await (await fetch(`${api.url}/api/v1/forms/${id}`, { headers })).json();
    const item = Object.keys(form.values ?? {}).find((key) => /poids|taille/.test(key) && !key.includes('/'));
    if (item && form.abilities?.includes('write')) found.push({ id, item, base: marks[item]?.[0] ?? 0, value: 60 });
  }
  if (found.length === 0) throw new Error('The demonstration has no form to type in.');
  return found;
}

async function save({ url }, { headers }, form) {
  form.value = 60 + ((form.value - 59) % 20);
  const changes = [{ item: form.item, value: String(form.value), base: form.base }];
  const response = await fetch(`${url}/api/v1/forms/${form.id}/values`, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ changes }),
  });
  const saved = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(saved).slice(0, 300));
  form.base = saved.marks[form.item].seq;
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
