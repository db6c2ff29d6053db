import { extractText, getDocumentProxy } from 'unpdf';
import { PHARMACY, someone, tecvayli } from './fats.mjs';
import { letter, lettersTo, tellsNothingOf } from './mailbox.mjs';
import { expect, NAMES, test, wholeDesk } from './people.mjs';
import { answer, complete, decide, fill, isSaved, section, sign, startRequest } from './sheet.mjs';

const WHO = someone();

test('charter P1: a patient gets access to TECVAYLI, from the first letter typed to the number on paper', async ({ enter }) => {
  const prescriber = await enter('prescripteur-a');
  const request = await startRequest(prescriber, 'TECVAYLI');

  await test.step('typing saves itself; closing the page in the middle loses nothing', async () => {
    const { Patient, ...others } = tecvayli(WHO);
    await fill(prescriber, { Patient });
    await isSaved(prescriber);
    await prescriber.reload();
    await expect(section(prescriber, 'Patient').getByRole('textbox', { name: 'Nom du patient, 3 premières lettres' })).toHaveValue(
      WHO.family,
    );
    await expect(section(prescriber, 'Patient').getByRole('textbox', { name: 'Poids', exact: true })).toHaveValue('72,4');
    await expect(section(prescriber, 'Patient').getByRole('radio', { name: 'Féminin' })).toBeChecked();
    const { 'Critères d’éligibilité': criteria, ...rest } = others;
    await fill(prescriber, { ...rest, 'Critères d’éligibilité': criteria.slice(1) });
    await isSaved(prescriber);
  });

  await test.step('a FAT with an answer missing cannot be signed, and the gap leads to its field', async () => {
    await complete(prescriber);
    await prescriber.getByRole('link', { name: 'Signer la demande' }).click();
    await expect(prescriber.getByText('La fiche ne peut pas encore être signée.')).toBeVisible();
    await expect(prescriber.getByRole('button', { name: 'Signer la demande' })).toHaveCount(0);
    await prescriber.getByRole('link', { name: 'Patient adulte' }).click();
    const adult = section(prescriber, 'Critères d’éligibilité').getByRole('radiogroup', { name: 'Patient adulte' });
    await expect(adult.getByRole('radio', { name: 'Oui' })).toBeFocused();
    await adult.getByRole('radio', { name: 'Oui' }).check();
    // The entry is ended: whatever changes then has its reason.
    prescriber.foreseen.push(/^422 PATCH \/api\/v1\/forms\//);
    await prescriber.getByLabel(/^Pourquoi cette réponse change-t-elle/).fill('Critère oublié');
    await prescriber.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await isSaved(prescriber);
  });

  await test.step('the prescriber signs, after the provider asked again who they are', async () => {
    await sign(prescriber, 'prescripteur-a', /J’atteste l’exactitude des données/);
    await expect(prescriber.getByText(`Signée par ${NAMES['prescripteur-a']}, prescripteur`)).toBeVisible();
  });

  const pharmacist = await enter('pharmacien-a');
  await test.step('the pharmacist is told by e-mail, which names no patient, and on their desk', async () => {
    const awaited = await letter(pharmacist, 'pharmacien-a', request.enrolmentId, /attend votre signature/);
    tellsNothingOf(awaited, WHO.family, WHO.given, '1961', 'TECVAYLI');
    await wholeDesk(pharmacist);
    const mine = pharmacist.getByRole('link', { name: /Relire, compléter la partie de la pharmacie et signer/ });
    await mine.filter({ hasText: WHO.letters }).click();
    await expect(pharmacist).toHaveURL(new RegExp(request.enrolmentId));
    await pharmacist.goto(request.form);
    await fill(pharmacist, PHARMACY);
    await isSaved(pharmacist);
  });

  await test.step('the second signature sends the request; the pharmacy’s part voided nothing', async () => {
    await sign(pharmacist, 'pharmacien-a');
    await expect(pharmacist.getByText(/la demande est envoyée/)).toBeVisible();
    await expect(pharmacist.getByText(/Annulée le/)).toHaveCount(0);
  });

  const holder = await enter('exploitant');
  await test.step('the holder asks for more', async () => {
    await wholeDesk(holder);
    await holder
      .getByRole('link', { name: /Donner un avis sur la demande/ })
      .filter({ hasText: WHO.letters })
      .click();
    await expect(holder).toHaveURL(new RegExp(request.enrolmentId));
    await holder.goto(request.file);
    await decide(holder, 'Complément demandé', {
      act: 'Demander un complément',
      question: 'Que manque-t-il pour donner un avis ?',
      reason: 'Précisez le poids du jour.',
    });
    await expect(holder.getByText('Précisez le poids du jour.').first()).toBeVisible();
    const asked = await letter(prescriber, 'prescripteur-a', request.enrolmentId, /complément/);
    tellsNothingOf(asked, WHO.family, WHO.given, '1961');
  });

  await test.step('the prescriber mends an answer: both signatures are void, and made again', async () => {
    await prescriber.goto(request.form);
    await expect(prescriber.getByText('Précisez le poids du jour.')).toBeVisible();
    await answer(section(prescriber, 'Patient'), ['types', 'Poids', '70,1']);
    // The form had been ended: what stood then is not replaced in silence.
    await prescriber.getByLabel(/^Pourquoi cette réponse change-t-elle/).fill('Poids du jour');
    await prescriber.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(prescriber.getByText(/Annulée le/)).toHaveCount(2);
    await letter(pharmacist, 'pharmacien-a', request.enrolmentId, /votre signature ne vaut plus/);
    await complete(prescriber);
    await sign(prescriber, 'prescripteur-a');
    await pharmacist.goto(request.form);
    await sign(pharmacist, 'pharmacien-a');
    await expect(pharmacist.getByText(/la demande est envoyée/)).toBeVisible();
  });

  const number = await test.step('a favourable opinion gives the number at once', async () => {
    await holder.goto(request.file);
    await decide(holder, 'Favorable', { act: 'Donner l’avis favorable' });
    const shown = holder.getByText(/^TEC-\d{6}$/).first();
    await expect(shown).toBeVisible();
    return shown.textContent();
  });

  await test.step('charter C6.1, C6.2: everyone who had access is told once, without number nor letters', async () => {
    for (const account of ['prescripteur-a', 'pharmacien-a']) {
      const told = await letter(prescriber, account, request.enrolmentId, /numéro d’enregistrement/);
      tellsNothingOf(told, WHO.family, WHO.given, '1961', number, 'TECVAYLI');
    }
    expect(await lettersTo(prescriber, 'prescripteur-b', request.enrolmentId)).toEqual([]);
  });

  await test.step('the link of the e-mail leads to the number beside the letters', async () => {
    const [told] = (await lettersTo(prescriber, 'prescripteur-a', request.enrolmentId)).filter(({ subject }) => /numéro/.test(subject));
    await prescriber.goto(/https?:\/\/\S+/.exec(told.text)[0]);
    await expect(prescriber.getByText(WHO.letters, { exact: true })).toBeVisible();
    await expect(prescriber.getByText(number).first()).toBeVisible();
  });

  await test.step('charter C6.3: the FAT on paper', async () => {
    const printed = await prescriber.request.get(`/api/v1/forms/${request.formId}/pdf`);
    expect(printed.headers()['content-type']).toContain('application/pdf');
    const document = await getDocumentProxy(new Uint8Array(await printed.body()));
    const { totalPages, text } = await extractText(document, { mergePages: true });
    for (const words of [number, WHO.family, WHO.given, '70,1', NAMES['prescripteur-a'], NAMES['pharmacien-a'], 'del(17p)', 'Daratumumab'])
      expect(text).toContain(words);
    // Only what applies is printed.
    expect(text).not.toContain('N° d’accès compassionnel');
    for (let page = 1; page <= totalPages; page++) expect(text).toMatch(new RegExp(`\\b${page}\\s*/\\s*${totalPages}\\b`));
  });
});
