import { enhertu, PHARMACY, someone } from './fats.mjs';
import { letter } from './mailbox.mjs';
import { expect, NAMES, test, wholeDesk } from './people.mjs';
import { answer, complete, decide, fill, isSaved, section, sign, startRequest } from './sheet.mjs';

const WHO = someone();

test('charter C5.8: staff type for a prescriber whom they name; the pharmacist signs first, the prescriber sends', async ({ enter }) => {
  const pharmacist = await enter('pharmacien-a');
  await test.step('the staff member is designated for ENHERTU by the pharmacist', async () => {
    await pharmacist.goto('/designations');
    const row = pharmacist.getByRole('row', { name: new RegExp(NAMES['pnm-a']) }).filter({ hasText: 'ENHERTU' });
    await expect(row.first()).toBeVisible();
  });

  const staff = await enter('pnm-a');
  const request = await startRequest(staff, 'ENHERTU', { label: NAMES['prescripteur-a2'] });

  await test.step('questions come and go with the answers they depend on', async () => {
    const disease = section(staff, 'Maladie');
    const ish = disease.getByRole('radiogroup', { name: 'ISH', exact: true });
    await expect(ish).toHaveCount(0);
    await answer(disease, ['chooses', 'Statut HER2 (IHC)', 'IHC 2+']);
    await expect(ish).toBeVisible();
    await answer(disease, ['chooses', 'Statut HER2 (IHC)', 'IHC 1+']);
    await expect(ish).toHaveCount(0);

    const hormones = section(staff, 'Critères d’éligibilité').getByRole('radiogroup', { name: /hormonothérapie/ });
    await expect(hormones).toHaveCount(0);
    await answer(disease, ['chooses', 'Récepteurs hormonaux', 'Positifs']);
    await expect(hormones).toHaveCount(2);
    await answer(section(staff, 'Critères d’éligibilité'), ['chooses', 'Au moins une hormonothérapie reçue', 'Oui']);
    await answer(disease, ['chooses', 'Récepteurs hormonaux', 'Négatifs']);
    await expect(hormones).toHaveCount(0);
    await expect(staff.getByRole('button', { name: '1 réponse ne s’applique plus' })).toBeVisible();
  });

  await test.step('typing the whole form', async () => {
    await fill(staff, enhertu(WHO));
    await isSaved(staff);
    await complete(staff);
  });

  await test.step('charter C5.4: staff do not sign, and are told why in words', async () => {
    await expect(staff.getByRole('link', { name: 'Signer la demande' })).toHaveCount(0);
    for (const role of ['prescriber', 'pharmacist']) {
      await staff.goto(`${request.form}/signature/${role}`);
      await expect(staff.getByText(/Votre rôle ne permet pas de signer comme (prescripteur|pharmacien) \(règle C5\.4\)/)).toBeVisible();
      await expect(staff.getByRole('button', { name: 'Signer la demande' })).toHaveCount(0);
    }
  });

  await test.step('the pharmacist completes their part and signs first', async () => {
    await pharmacist.goto(request.form);
    await fill(pharmacist, PHARMACY);
    await isSaved(pharmacist);
    await sign(pharmacist, 'pharmacien-a', /J’ai pris connaissance de la demande/);
    await expect(pharmacist.getByText('Le prescripteur est prévenu')).toBeVisible();
  });

  const prescriber = await enter('prescripteur-a2');
  await test.step('the prescriber who was named is told, and sends by signing', async () => {
    await letter(prescriber, 'prescripteur-a2', request.enrolmentId, /attend votre signature/);
    await wholeDesk(prescriber);
    await prescriber
      .getByRole('link', { name: /Signer la fiche en qualité de prescripteur/ })
      .filter({ hasText: WHO.letters })
      .click();
    await expect(prescriber).toHaveURL(new RegExp(request.formId));
    await sign(prescriber, 'prescripteur-a2');
    await expect(prescriber.getByText('la demande est envoyée')).toBeVisible();
  });

  await test.step('the holder of ENHERTU gives a favourable opinion; everyone who had access is told', async () => {
    const holder = await enter('exploitant-2');
    await holder.goto(request.file);
    await decide(holder, 'Favorable', { act: 'Donner l’avis favorable' });
    await expect(holder.getByText(/^ENH-\d{6}$/).first()).toBeVisible();
    for (const account of ['prescripteur-a2', 'pharmacien-a', 'pnm-a'])
      await letter(prescriber, account, request.enrolmentId, /numéro d’enregistrement/);
  });
});
