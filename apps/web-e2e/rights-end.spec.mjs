import { onDisk } from './device.mjs';
import { expect, NAMES, test } from './people.mjs';
import { ABSENT, seesNothing } from './seen.mjs';
import { answer, isSaved, section, startRequest } from './sheet.mjs';
import { ask } from './year.mjs';

const patient = (page) => section(page, 'Patient');

/** The staff of B, designated by their pharmacist, in a form that the pharmacist began. */
async function designated(enter) {
  const pharmacist = await enter('pharmacien-b');
  const { items } = await ask(pharmacist, 'GET', '/authorisations');
  const { id: authorisationId } = items.find(({ code }) => code === 'TEC');
  const colleagues = await ask(pharmacist, 'GET', '/colleagues');
  const { id: designeeId } = colleagues.items.find(({ name }) => name === NAMES['pnm-b']);
  const designation = await ask(pharmacist, 'POST', '/designations', { body: { kind: 'pnm', authorisationId, designeeId } });
  const request = await startRequest(pharmacist, 'TECVAYLI', { label: NAMES['prescripteur-b'] });
  await answer(patient(pharmacist), ['types', 'Nom du patient, 3 premières lettres', 'RGT']);
  await isSaved(pharmacist);
  const pnm = await enter('pnm-b');
  pnm.foreseen.push(/^40[34] (GET|POST|PATCH) /);
  await pnm.goto(request.form);
  const withdraw = () => ask(pharmacist, 'POST', `/designations/${designation.id}/withdraw`, { version: designation.stateVersion });
  return { pharmacist, pnm, request, withdraw };
}

const valuesOf = async (page, { formId }) => (await ask(page, 'GET', `/forms/${formId}`)).values;

test('charter C5.4: a designation that is withdrawn while its holder types: what was typed is not written, is kept for its author, and told', async ({
  enter,
}) => {
  const { pharmacist, pnm, request, withdraw } = await designated(enter);

  await test.step('what was saved before stays; what is on its way when the right goes is refused', async () => {
    await answer(patient(pnm), ['types', 'Taille', '160']);
    await isSaved(pnm);
    let leave;
    const held = new Promise((resolve) => (leave = resolve));
    const asked = new Promise((resolve) => {
      void pnm.route('**/api/v1/forms/*/values', async (route) => {
        resolve();
        await held;
        await route.continue();
      });
    });
    await answer(patient(pnm), ['types', 'Poids', '55,5']);
    await asked;
    await withdraw();
    leave();
  });

  await test.step('the form goes from the screen by itself, and says that answers wait on this device', async () => {
    await expect(pnm.getByRole('heading', { level: 1, name: ABSENT })).toBeVisible();
    await expect(pnm.getByText('1 réponse gardée sur ce poste n’est pas encore enregistrée.')).toBeVisible();
    await expect(pnm.getByText('RGT')).toHaveCount(0);
  });

  await test.step('its author reads it, with why it is not sent, and may copy it or drop it', async () => {
    await pnm.getByRole('link', { name: 'Voir ces réponses' }).click();
    await expect(pnm.getByRole('heading', { level: 1, name: 'Réponses gardées sur ce poste' })).toBeVisible();
    await expect(pnm.getByText('ou vous n’y avez plus accès', { exact: false })).toBeVisible();
    await expect(pnm.getByText('55,5', { exact: false })).toBeVisible();
    expect(await onDisk(pnm)).toHaveLength(1);
  });

  await test.step('nothing of it was written', async () => {
    const values = await valuesOf(pharmacist, request);
    expect(values['pat.taille']).toBe(160);
    expect(values['pat.poids']).toBeUndefined();
    await pharmacist.goto(request.form);
    await expect(patient(pharmacist).getByRole('textbox', { name: 'Poids', exact: true })).toHaveValue('');
  });

  await test.step('what colleagues do from then on does not reach that page', async () => {
    const told = [];
    pnm.on('request', (one) => one.url().includes(request.formId) && told.push(one.url()));
    await answer(patient(pharmacist), ['types', 'Poids', '61']);
    await isSaved(pharmacist);
    expect(told).toEqual([]);
    await seesNothing(pnm, request.file, { letters: 'RGT' });
  });
});
