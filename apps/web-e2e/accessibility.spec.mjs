import { isFitForAll, WIDTHS } from './fit.mjs';
import { expect, NAMES, test } from './people.mjs';
import { startRequest } from './sheet.mjs';
import { beginTransfer } from './moves.mjs';

// Each page is a load of its own: the pages of one person are shared out among the workers too.
test.describe.configure({ mode: 'parallel' });

/**
 * Goes through addresses, and sees to each: by what it is called and its route, then where it stands when the route does not say it
 * (null: where one is already), and what is done there first.
 */
async function visit(page, addresses) {
  for (const [name, route, address, prepare] of addresses) {
    await page.setViewportSize(WIDTHS[0]);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    if (address !== null) await page.goto(address ?? route);
    await prepare?.();
    await isFitForAll(page, route, name);
  }
}

const firstFile = async (page, state) => {
  await page.goto('/patients');
  await page.getByRole('button', { name: state }).click();
  const link = page.getByRole('row').filter({ hasText: state }).getByRole('link').first();
  return link.getAttribute('href');
};

test.describe('every page is for everyone', () => {
  test('who is not signed in', async ({ enter }) => {
    const page = await enter();
    page.foreseen.push(/^401 /);
    await visit(page, [
      ['sign-in', '/connexion'],
      ['sign-in refused', '/connexion', '/connexion?probleme=unknown-account'],
      ['sign-in that took too long', '/connexion', '/connexion?probleme=lapsed-request&retour=%2Fpatients'],
      ['signed in again beside a locked page', '/reconnexion'],
    ]);
  });

  test('a prescriber, at home and among patients', async ({ enter }) => {
    const page = await enter('prescripteur-a');
    const granted = await firstFile(page, 'Accès accordé');
    await visit(page, [
      ['home', '/'],
      ['patients', '/patients'],
      [
        'no patient found',
        '/patients',
        null,
        async () => {
          await page.getByRole('searchbox').fill('QQQ');
          await expect(page.getByText('Aucun patient ne correspond')).toBeVisible();
        },
      ],
      ['new request', '/demandes/nouvelle', undefined, () => page.getByRole('radio', { name: /^TECVAYLI/ }).check()],
      ['file', '/dossiers/:id', granted],
      ['journal', '/dossiers/:id/journal', `${granted}/journal`],
      ['who has access', '/dossiers/:id/acces', `${granted}/acces`],
    ]);
  });

  test('a prescriber, before a form', async ({ enter }) => {
    const page = await enter('prescripteur-a');
    const request = await startRequest(page, 'TECVAYLI');
    await visit(page, [
      ['form', '/dossiers/:id/fiches/:formId', request.form],
      [
        'what lacks',
        '/dossiers/:id/fiches/:formId',
        null,
        () =>
          page
            .getByRole('button', { name: /à remplir/ })
            .last()
            .click(),
      ],
      ['signing', '/dossiers/:id/fiches/:formId/signature/:role', `${request.form}/signature/prescriber`],
    ]);
  });

  test('a prescriber, and what stands around patients', async ({ enter }) => {
    const page = await enter('prescripteur-a');
    await visit(page, [
      ['statuses', '/statuts'],
      ['authorisations', '/autorisations'],
      ['authorisation', '/autorisations/:id', null, () => page.getByRole('link', { name: 'TECVAYLI' }).first().click()],
      ['designations', '/designations', undefined, () => page.getByRole('button', { name: 'Désigner un collègue' }).click()],
      ['rules', '/droits'],
      ['own sessions', '/mes-sessions'],
      ['own looks', '/mes-acces'],
      ['answers kept on this device', '/reponses-gardees'],
    ]);
  });

  test('a prescriber, before the dashboards, and lost', async ({ enter }) => {
    const page = await enter('prescripteur-a');
    page.foreseen.push(/^404 GET \/api\/v1\/enrolments\//);
    await visit(page, [
      ['dashboard', '/tableau-de-bord'],
      ['matrix', '/tableau-de-bord/fiches'],
      ['forms behind a count', '/tableau-de-bord/liste', '/tableau-de-bord/liste?travail=late'],
      ['missing data', '/tableau-de-bord/manquants'],
      ['nothing there', '/dossiers/:id', '/dossiers/00000000-0000-4000-8000-000000000000'],
      ['unknown page', '/**', '/nulle-part'],
    ]);
  });

  test('a pharmacist, and who chooses a profile', async ({ enter }) => {
    const pharmacist = await enter('pharmacien-a');
    await visit(pharmacist, [
      ['new request', '/demandes/nouvelle', undefined, () => pharmacist.getByRole('radio', { name: /^TECVAYLI/ }).check()],
      ['access review', '/revue-des-acces', undefined, () => pharmacist.getByRole('button', { name: /^Revue terminée/ }).click()],
    ]);
    const both = await enter('prescripteur-ab');
    await visit(both, [['profile', '/profil', null]]);
  });

  test('a holder', async ({ enter }) => {
    const page = await enter('exploitant');
    const sent = await firstFile(page, 'Chez l’exploitant');
    await visit(page, [
      ['home', '/'],
      ['patients', '/patients'],
      ['file to decide', '/dossiers/:id', sent, () => page.getByRole('radio', { name: /^Défavorable/ }).check()],
      ['form read', '/dossiers/:id/fiches/:formId', null, () => page.getByRole('link', { name: 'Fiche d’accès au traitement' }).click()],
    ]);
  });

  const firstQuery = (page) => page.getByRole('table').locator('tbody').getByRole('row').first().getByRole('button').first();

  test('a data manager, before many queries', async ({ enter }) => {
    const page = await enter('data-manager');
    await visit(page, [
      ['queries', '/queries', undefined, () => firstQuery(page).click()],
      [
        'many at once',
        '/queries',
        null,
        async () => {
          await page.goto('/queries');
          await page.getByRole('checkbox', { name: 'Tout sélectionner' }).check();
          await page.getByRole('button', { name: 'Poser une question à chacune' }).click();
          await expect(page.getByRole('dialog')).toBeVisible();
        },
      ],
      ['finished forms to review', '/queries/fiches', undefined, () => page.getByRole('checkbox', { name: 'Tout sélectionner' }).check()],
    ]);
  });

  test('a data manager, before one query', async ({ enter }) => {
    const page = await enter('data-manager');
    await visit(page, [
      ['values across patients', '/queries/relecture', undefined, () => page.getByRole('gridcell').first().click()],
      [
        'query beside its field',
        '/dossiers/:id/fiches/:formId',
        '/queries',
        async () => {
          await firstQuery(page).click();
          await page.getByRole('link', { name: /^Voir/ }).click();
          await expect(page.getByRole('heading', { name: 'Queries sur cette réponse' }).first()).toBeVisible();
        },
      ],
      ['queries of the form', '/dossiers/:id/fiches/:formId', null, () => page.getByRole('button', { name: /^Queries/ }).click()],
      // Last: filters stay.
      ['no query found', '/queries', '/queries?state=cancelled'],
    ]);
  });

  test('a manager, before people and e-mails', async ({ enter }) => {
    const manager = await enter('gestionnaire');
    await visit(manager, [
      ['home', '/'],
      ['centres', '/centres', undefined, () => manager.getByRole('button', { name: 'Importer un fichier FINESS' }).click()],
      ['accounts', '/comptes', undefined, () => manager.getByRole('button', { name: 'Ouvrir un compte' }).click()],
      [
        'assigning',
        '/comptes',
        undefined,
        () =>
          manager
            .getByRole('row', { name: new RegExp(NAMES['data-manager']) })
            .getByRole('button', { name: /^Affecter/ })
            .click(),
      ],
      ['mails', '/envois'],
      ['access log', '/journal-des-acces'],
      ['access reviews', '/revues-des-acces'],
      ['a transfer to be made', '/dossiers/:id', await firstFile(manager, 'Accès accordé'), () => beginTransfer(manager)],
    ]);
  });

  const versionOf = (page, code, number) =>
    page.getByRole('table', { name: new RegExp(code) }).getByRole('link', { name: `Version ${number}`, exact: true });

  test('a manager, before protocols', async ({ enter }) => {
    const manager = await enter('gestionnaire');
    await visit(manager, [
      ['protocols', '/protocoles', undefined, () => manager.getByRole('button', { name: 'Importer un protocole' }).click()],
      ['version', '/protocoles/versions/:id', '/protocoles', () => versionOf(manager, 'ENHERTU', 2).click()],
      [
        'differences',
        '/protocoles/versions/:id/differences/:other',
        null,
        () => manager.getByRole('link', { name: /^Différences/ }).click(),
      ],
      [
        'passage of forms',
        '/protocoles/versions/:id/passage/:other',
        '/protocoles',
        async () => {
          await versionOf(manager, 'ENHERTU', 2).click();
          await manager.getByRole('link', { name: /^Voir le passage/ }).click();
        },
      ],
      [
        'preview of a form',
        '/protocoles/versions/:id/fiches/:code',
        '/protocoles',
        async () => {
          await versionOf(manager, 'ENHERTU', 2).click();
          await manager
            .getByRole('link', { name: /^Prévisualiser/ })
            .first()
            .click();
        },
      ],
      ['authorisation', '/autorisations/:id', '/autorisations', () => manager.getByRole('link', { name: 'TECVAYLI' }).first().click()],
      [
        'question',
        '/autorisations/:id',
        null,
        async () => {
          await manager.getByRole('button', { name: /^Suspendre/ }).click();
          await expect(manager.getByRole('dialog')).toBeVisible();
        },
      ],
    ]);
  });

  test('a data manager, before the dashboards, and who keeps the installation', async ({ enter }) => {
    const reader = await enter('data-manager');
    const shown = reader.getByRole('button', { name: 'Voir les chiffres' });
    await visit(reader, [
      ['home', '/'],
      ['dashboard over centres', '/tableau-de-bord', undefined, () => shown.first().click()],
      [
        'matrix',
        '/tableau-de-bord/fiches',
        undefined,
        () => reader.getByLabel('Autorisation', { exact: true }).selectOption({ label: 'ENHERTU – ENH' }),
      ],
      ['cell', '/tableau-de-bord/fiches', null, () => reader.locator('td button').first().click()],
    ]);
    const host = await enter('administrateur');
    await visit(host, [['home', '/']]);
  });
});

test('the first load of the client is at most 250 kB', async ({ enter }) => {
  const page = await enter();
  let bytes = 0;
  const heard = [];
  page.on('requestfinished', (request) => heard.push(request.sizes().then(({ responseBodySize }) => (bytes += responseBodySize))));
  await page.goto('/connexion');
  await expect(page.getByRole('link', { name: /Plage/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await Promise.all(heard);
  test.info().annotations.push({ type: 'first load', description: `${Math.round(bytes / 1000)} kB` });
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(250_000);
});
