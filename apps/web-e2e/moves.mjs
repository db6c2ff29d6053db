/** A transfer of a patient, as the manager asks for it on the file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import pg from 'pg';

/** The form of a temporary one, with its consequences, and nothing sent. */
export async function beginTransfer(manager) {
  await manager.getByRole('button', { name: /^Transférer à un autre centre/ }).click();
  await manager.getByLabel('Centre qui reçoit le patient').selectOption({ index: 1 });
  await manager.getByRole('checkbox', { name: /^Temporaire/ }).check();
  await expect(manager.getByText('Les deux centres en sont prévenus')).toBeVisible();
}

/** Transfers to the centre and the prescriber of these names: today, or on a day, typed as JJ/MM/AAAA. */
export async function transfer(manager, to, prescriber, { on } = {}) {
  await manager.getByRole('button', { name: /^Transférer à un autre centre/ }).click();
  const form = manager.getByRole('form', { name: 'Transférer le patient' });
  const centre = form.getByLabel('Centre qui reçoit le patient');
  await centre.selectOption({ label: await centre.getByRole('option', { name: to }).first().textContent() });
  await form.getByLabel('Prescripteur qui reçoit le patient').selectOption({ label: prescriber });
  if (on) await form.getByLabel('À compter du').fill(on);
  await expect(form.getByRole('status').filter({ hasText: 'lira tout le dossier' })).toContainText(to);
  await form.getByRole('button', { name: on ? 'Prévoir le transfert' : 'Transférer le patient' }).click();
  await expect(form).toBeHidden();
}

/** As if its day had come: the worker finds it by itself. */
export async function dayOfTransferComes(baseURL, enrolmentId) {
  await planned(baseURL, `UPDATE transfer SET effective_on = effective_on - 1 WHERE enrolment_id = $1 AND state = 'planned'`, [
    enrolmentId,
  ]);
}

/** As if whom it names had left the centre that receives the patient: someone of their own, so that nobody of the other journeys goes. */
export async function receiverLeaves(baseURL, enrolmentId, [givenName, familyName]) {
  await planned(
    baseURL,
    `WITH left_since AS (INSERT INTO person (given_name, family_name, email) VALUES ($2, $3, '') RETURNING id)
     UPDATE transfer SET prescriber_id = (SELECT id FROM left_since) WHERE enrolment_id = $1 AND state = 'planned'`,
    [enrolmentId, givenName, familyName],
  );
}

/** Changes the one transfer that is to come, in the database of the product that answers there. */
async function planned(baseURL, sql, parameters) {
  const folder = path.resolve(import.meta.dirname, '../../tmp/e2e');
  const states = readdirSync(folder).map((run) => path.join(folder, run, 'run.json'));
  const runs = states.filter((state) => existsSync(state)).map((state) => JSON.parse(readFileSync(state, 'utf8')));
  const { databaseUrl } = runs.find(({ port }) => String(port) === new URL(baseURL).port);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(sql, parameters);
  await client.end();
  expect(rowCount).toBe(1);
}
