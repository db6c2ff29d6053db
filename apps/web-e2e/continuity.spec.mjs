import { someone } from './fats.mjs';
import { expect, test } from './people.mjs';
import { isSaved, section, sign } from './sheet.mjs';
import { ask, daysAgo, end, readForm, save } from './year.mjs';

const PRESCRIBER = {
  'presc.nom': 'Marchetti',
  'presc.prenom': 'Hélène',
  'presc.specialite': 'Neurologie',
  'presc.rpps': '99700410378',
  'presc.etab': 'CHRU de Nancy',
  'presc.etab_type': 'CHU',
  'presc.finess': '540002698',
  'presc.service': 'Neurologie',
  'presc.tel': '0383153030',
  'presc.email': 'prescripteur-a@chru-nancy.exemple.fr',
};
const PHARMACIST = {
  'phar.nom': 'Thévenot',
  'phar.prenom': 'Julien',
  'phar.rpps': '99700411111',
  'phar.etab': 'CHRU de Nancy',
  'phar.finess': '540002698',
  'phar.tel': '0383154040',
  'phar.email': 'pharmacien-a@chru-nancy.exemple.fr',
};
const DISEASE = {
  'mal.date_diag': '2019-04',
  'mg.mgfa': 'IIIa',
  'mg.ac': ['RACH'],
  'mg.thymome': 'N',
  'mg.thymectomie': 'N',
  'mg.crise': 1,
  'mg.qmg': 14,
  'mg.igg': '9.4',
  'atcd.comorb': ['AUCUNE'],
  'mg.ttt/aaaaaa': true,
  'mg.ttt/aaaaaa/mg.ttt.classe': 'ACHE',
  'mg.ttt/aaaaaa/mg.ttt.dci': 'pyridostigmine',
  'mg.ttt/aaaaaa/mg.ttt.debut': '2019-05',
  'mg.ttt/aaaaaa/mg.ttt.encours': 'O',
  'inc.besoin': 'O',
  'inc.information': 'O',
};

/** The field of that name, with what stands beside it. */
const field = (page, label) => page.locator('app-item-field', { has: page.getByText(label, { exact: true }) });

test('charter C8.1, C8.2, C8.3, R7: a patient of a compassionate access becomes one of the early access, under the eyes of their centre', async ({
  enter,
}) => {
  const manager = await enter('gestionnaire');
  const { items } = await ask(manager, 'GET', '/authorisations');
  const early = items.find(({ code }) => code === 'VYV');
  const day = daysAgo(90);
  const { id: formerId } = await ask(manager, 'POST', '/authorisations', {
    body: {
      ...{ code: 'VYVAC', holderId: early.holderId, kind: 'AAC-PRE-PRECOCE', medicine: early.medicine, inn: early.inn },
      ...{ indication: early.indication, ucdCodes: [], protocolCode: 'VYVGART-AAC', day, term: daysAgo(-200), decidedOn: day },
      ...{ authority: 'ansm', document: 'AAC pré-précoce, décision n° 2026.118' },
    },
  });

  await test.step('the manager links it to the early access', async () => {
    await manager.goto(`/autorisations/${formerId}`);
    await manager.getByLabel('Accès précoce qui prend le relais').selectOption({ label: `VYV – ${early.indication}` });
    await manager.getByRole('button', { name: 'Enregistrer le relais…' }).click();
    await manager.getByRole('dialog').getByRole('button', { name: 'Enregistrer le relais' }).click();
    await expect(manager.getByText(/champs de sa FAT reprennent ce qui a été recueilli/)).toBeVisible();
  });

  const prescriber = await enter('prescripteur-a');
  const who = someone();
  const ansm = { number: `AAC 2026-${String(Date.now()).slice(-6)}`, fromDay: daysAgo(10), untilDay: daysAgo(-200) };
  const { id, forms } = await ask(prescriber, 'POST', '/enrolments', { body: { authorisationId: formerId, ansm } });
  const file = `/dossiers/${id}`;
  await test.step('the centre includes a patient: signed twice, without an opinion, the patient has a number', async () => {
    const form = await readForm(prescriber, forms[0].id);
    const patient = { 'pat.nom3': who.family, 'pat.prenom2': who.given, 'pat.naissance_mois': '1961-03', 'pat.sexe': 'F' };
    await save(prescriber, form, {
      'inc.date': daysAgo(2),
      ...patient,
      'pat.poids': '64.5',
      'pat.taille': 168,
      ...DISEASE,
      ...PRESCRIBER,
      ...PHARMACIST,
    });
    await end(prescriber, form.id);
    await prescriber.goto(`${file}/fiches/${form.id}`);
    await sign(prescriber, 'prescripteur-a');
    const pharmacist = await enter('pharmacien-a');
    await pharmacist.goto(`${file}/fiches/${form.id}`);
    await sign(pharmacist, 'pharmacien-a');
    await prescriber.goto(file);
    await expect(prescriber.getByText(/VYVAC-\d{6}/).first()).toBeVisible();
    await expect(prescriber.getByText('Inclus', { exact: true }).first()).toBeVisible();
  });

  await test.step('from the file, the FAT of the early access opens with what was collected, each value to be confirmed', async () => {
    await expect(prescriber.getByText('L’accès précoce VYV prend le relais.')).toBeVisible();
    await prescriber.getByRole('button', { name: 'Reprendre les données en accès précoce…' }).click();
    await prescriber.getByRole('dialog').getByRole('button', { name: 'Ouvrir la demande' }).click();
    await expect(prescriber.getByRole('heading', { level: 1, name: 'Fiche d’accès au traitement' })).toBeVisible();
    await expect(field(prescriber, 'Taille')).toContainText('À confirmer');
    await expect(field(prescriber, 'Taille')).toContainText('168');
    await expect(field(prescriber, 'Patient adulte')).not.toContainText('À confirmer');
  });

  await test.step('confirmed, it is an answer; the others wait still', async () => {
    await field(prescriber, 'Taille')
      .getByRole('button', { name: /^Confirmer/ })
      .click();
    await expect(field(prescriber, 'Taille')).not.toContainText('À confirmer');
    await isSaved(prescriber);
    await expect(section(prescriber, 'Maladie').getByText('À confirmer').first()).toBeVisible();
  });

  await test.step('both collections stand in each file', async () => {
    await prescriber.goto(file);
    await expect(prescriber.getByText(/Ce patient est aussi suivi sous VYV/)).toBeVisible();
    await expect(prescriber.getByText('L’accès précoce VYV prend le relais.')).toHaveCount(0);
  });

  await test.step('and the manager sees that nobody waits any more', async () => {
    await manager.goto(`/autorisations/${formerId}`);
    await expect(manager.getByRole('heading', { name: 'Relais entre accès compassionnel et accès précoce' })).toBeVisible();
    await expect(manager.getByText(/sans demande d’accès précoce/)).toHaveCount(0);
  });
});
