/** A transfer of a patient, as the manager asks for it on the file. */
import { expect } from '@playwright/test';

/** The form of a temporary one, with its consequences, and nothing sent. */
export async function beginTransfer(manager) {
  await manager.getByRole('button', { name: /^Transférer à un autre centre/ }).click();
  await manager.getByLabel('Centre qui reçoit le patient').selectOption({ index: 1 });
  await manager.getByRole('checkbox', { name: /^Temporaire/ }).check();
  await expect(manager.getByText('Les deux centres en sont prévenus')).toBeVisible();
}

/** Transfers, today, to the centre and the prescriber of these names. */
export async function transfer(manager, to, prescriber) {
  await manager.getByRole('button', { name: /^Transférer à un autre centre/ }).click();
  const form = manager.getByRole('form', { name: 'Transférer le patient' });
  const centre = form.getByLabel('Centre qui reçoit le patient');
  await centre.selectOption({ label: await centre.getByRole('option', { name: to }).first().textContent() });
  await form.getByLabel('Prescripteur qui reçoit le patient').selectOption({ label: prescriber });
  await expect(form.getByRole('status').filter({ hasText: 'lira tout le dossier' })).toContainText(to);
  await form.getByRole('button', { name: 'Transférer le patient' }).click();
  await expect(form).toBeHidden();
}
