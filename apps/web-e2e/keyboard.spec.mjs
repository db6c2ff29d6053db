import { expect, test } from './people.mjs';
import { endAnyway, row, section } from './sheet.mjs';
import { daysAgo, french, openable } from './year.mjs';

/** Goes on with Tab until the focus is there, and sees that it shows. */
async function tabTo(page, target, key = 'Tab') {
  for (let press = 0; press < 80; press++) {
    if (await target.evaluateAll((found) => found.includes(document.activeElement))) return isFocusShown(page);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never led to ${target}`);
}

/** Whatever has the focus is outlined, itself or the choice around it. */
async function isFocusShown(page) {
  const shown = await page.evaluate(() => {
    const outlined = (element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    };
    const at = document.activeElement;
    return [at, at.closest('label'), at.parentElement].some((element) => element && outlined(element));
  });
  expect(shown, 'the focus shows').toBe(true);
}

/** Types where the focus is, and goes on. */
async function type(page, text, then = 'Tab') {
  await page.keyboard.type(text);
  await page.keyboard.press(then);
}

test('from signing in to a form half filled and a signature, by keyboard alone', async ({ enter }) => {
  const page = await enter();
  await page.goto('/');
  await tabTo(page, page.getByRole('link', { name: /Plage/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Identifiant')).toBeFocused();
  await type(page, 'prescripteur-a');
  await type(page, 'demo', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Hélène' })).toBeVisible();

  await test.step('to a new request', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Aller au contenu' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.goto('/patients');
    await tabTo(page, page.getByRole('link', { name: 'Nouvelle demande' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Nouvelle demande d’accès' })).toBeVisible();
    const tecvayli = page.getByRole('radio', { name: /^TECVAYLI/ });
    await tabTo(page, page.getByRole('radio').first());
    // The first press answers; the others move on.
    await page.keyboard.press('Space');
    for (let press = 0; press < 5 && !(await tecvayli.isChecked()); press++) await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByRole('button', { name: 'Ouvrir la fiche d’accès' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Fiche d’accès au traitement' })).toBeVisible();
  });

  await test.step('fields are answered without a mouse: 0311 for a day, arrows, O and N, Enter to go on', async () => {
    const patient = section(page, 'Patient');
    const box = (name) => patient.getByRole('textbox', { name, exact: true });
    await tabTo(page, box('Date de la demande'));
    await page.keyboard.press('Control+A');
    await type(page, '0311');
    await expect(box('Date de la demande')).toHaveValue(/^03\/11\/\d{4}$/);
    await expect(box('Nom du patient, 3 premières lettres')).toBeFocused();
    await isFocusShown(page);
    await type(page, 'dup');
    await expect(box('Prénom, 2 premières lettres')).toBeFocused();
    await type(page, 'je', 'Enter');
    await expect(box('Mois et année de naissance')).toBeFocused();
    await type(page, '031961');
    await expect(box('Mois et année de naissance')).toHaveValue('03/1961');
    await expect(patient.getByRole('radio', { name: 'Masculin' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(patient.getByRole('radio', { name: 'Féminin' })).toBeChecked();
    await isFocusShown(page);
    await page.keyboard.press('Enter');
    await expect(box('Poids')).toBeFocused();
    await type(page, '72,4', 'Enter');
    await type(page, '171', 'Enter');
    const trial = patient.getByRole('radiogroup', { name: /essai clinique/ });
    await expect(trial.getByRole('radio', { name: 'Oui' })).toBeFocused();
    await page.keyboard.press('n');
    await expect(trial.getByRole('radio', { name: 'Non' })).toBeChecked();
    await expect(trial.getByRole('radio', { name: 'Non' })).toBeFocused();
    await page.keyboard.press('o');
    await expect(trial.getByRole('radio', { name: 'Oui' })).toBeChecked();
    await page.keyboard.press('Delete');
    await expect(trial.getByRole('radio', { checked: true })).toHaveCount(0);
    await page.keyboard.press('n');
    await expect(page.getByText(/^Enregistré à \d\d:\d\d$/)).toBeVisible();
  });

  await test.step('a list filters as one types', async () => {
    const history = section(page, 'Antécédents et traitements');
    await tabTo(page, history.getByRole('button', { name: 'Ajouter : traitement' }).first());
    await page.keyboard.press('Enter');
    const molecule = history.getByRole('combobox', { name: 'Molécule' });
    await tabTo(page, molecule);
    await page.keyboard.type('bort');
    await page.keyboard.press('Enter');
    await expect(molecule).toHaveValue('Bortézomib');
  });

  await test.step('Ctrl+Enter ends the entry; Escape closes what is open and loses nothing', async () => {
    await page.keyboard.press('Control+Enter');
    await endAnyway(page);
    await expect(page.getByRole('link', { name: 'Signer la demande' })).toBeFocused();
    await tabTo(page, page.getByRole('button', { name: /à remplir/ }).last(), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const summary = page.getByRole('dialog', { name: 'Ce qui manque' });
    await expect(summary).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(summary).toBeHidden();
    await expect(section(page, 'Patient').getByRole('textbox', { name: 'Poids', exact: true })).toHaveValue('72,4');
  });

  await test.step('a form that waits for it is signed', async () => {
    await page.goto('/');
    await tabTo(page, page.getByRole('link', { name: /Signer la fiche en qualité de prescripteur/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Fiche d’accès au traitement' })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Aller aux actes de la fiche' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: 'Signer la demande' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Signer la demande' })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Signer la demande' }));
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Mot de passe')).toBeFocused();
    await type(page, 'demo', 'Enter');
    await expect(page.getByText('Votre signature est enregistrée')).toBeVisible();
  });
});

/** The code of the field that has the focus, without its row. */
const here = (page) => page.evaluate(() => document.activeElement.closest('[data-key]')?.dataset.key.split('/').at(-1));

test('a whole follow-up form from its first field to its last, by keyboard alone: a row added, another taken away, Ctrl+Enter', async ({
  enter,
}) => {
  const page = await enter('pharmacien-a', { viewport: { width: 1440, height: 900 } });
  const visit = await openable(page, 'SUIVI');
  const day = french(daysAgo(0));
  const keys = page.keyboard;
  /** Answers where the focus is; Enter leads to that field. */
  const answers = async (text, next) => {
    await keys.type(text);
    await keys.press('Enter');
    await expect.poll(() => here(page), `after « ${text} »`).toBe(next);
  };

  await test.step('from the file to the first field', async () => {
    await page.goto(visit.file);
    await tabTo(page, page.getByRole('button', { name: `Saisir : ${visit.title} ${visit.place}`, exact: true }));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Fiche de suivi de traitement/ })).toBeVisible();
    await tabTo(page, section(page, 'Visite').getByRole('radio').first());
    expect(await here(page)).toBe('sui.realisee');
  });

  await test.step('a visit that took place asks the rest; the cycles have a row, and another that is taken away', async () => {
    await answers('o', 'sui.date');
    await answers(day, 'sui.poids');
    await keys.type('70,5');
    const treatment = section(page, 'Traitement');
    const add = treatment.getByRole('button', { name: 'Ajouter : cycle' });
    await tabTo(page, add);
    await keys.press('Enter');
    await expect.poll(() => here(page)).toBe('cyc.num');
    await answers('2', 'cyc.debut');
    await answers(day, 'cyc.nb');
    // What an answer asks for comes next, however fast one types.
    await answers('3', 'cyc.motif');
    await answers('Infection', 'cyc.dose');
    await answers('640', 'cyc.delai');
    await keys.type('35');
    await tabTo(page, add);
    await keys.press('Enter');
    await expect(row(page, 'Traitement', 'Cycle 2')).toBeVisible();
    await expect.poll(() => here(page)).toBe('cyc.num');
    await keys.type('3');
    await tabTo(page, treatment.getByRole('button', { name: 'Retirer : Cycle 2' }), 'Shift+Tab');
    await keys.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('button', { name: 'Retirer', exact: true }));
    await keys.press('Enter');
    await expect(row(page, 'Traitement', 'Cycle 2')).toHaveCount(0);
    await expect(add).toBeFocused();
  });

  await test.step('a choice is made with the arrows; scores, measures and tolerance follow, one Enter after the other', async () => {
    await tabTo(page, section(page, 'Traitement').getByRole('radio', { name: 'Aucune', exact: true }));
    await keys.press('Space');
    await keys.press('ArrowDown');
    await keys.press('ArrowUp');
    await expect(section(page, 'Traitement').getByRole('radio', { name: 'Aucune', exact: true })).toBeChecked();
    await answers('', 'sui.ttt');
    await answers('n', 'mg.adl.1');
    for (let item = 2; item <= 8; item++) await answers('1', `mg.adl.${item}`);
    await answers('1', 'mg.qmg');
    await expect(section(page, 'Score MG-ADL').getByRole('status', { name: 'Score MG-ADL (0 à 24)' })).toHaveText('8');
    await answers('12', 'mg.crise');
    await answers('0', 'mg.igg');
    await answers('8,5', 'mg.infection');
    await answers('n', 'sui.ei');
    await answers('n', 'sui.sp');
    const asksQuality = await section(page, 'Suite du traitement').getByText('Questionnaires de qualité de vie complétés ?').count();
    await answers('n', asksQuality ? 'sui.qdv' : 'sui.poursuite');
    if (asksQuality) await answers('o', 'sui.poursuite');
    await keys.type('o');
  });

  await test.step('Ctrl+Enter ends the entry: nothing lacks', async () => {
    await keys.press('Control+Enter');
    await expect(page.getByText('Complète', { exact: true })).toBeVisible();
    await expect(page.getByText(/réponses? manquent? encore/)).toHaveCount(0);
    await page.reload();
    await expect(section(page, 'Autres mesures').getByLabel('IgG totales', { exact: true })).toHaveValue('8,5');
    await expect(row(page, 'Traitement', 'Cycle 1').getByLabel('Délai depuis la fin du cycle précédent', { exact: true })).toHaveValue(
      '35',
    );
  });
});
