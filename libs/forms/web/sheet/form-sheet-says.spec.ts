import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { ApiProblem, Dialogs, type Confirmed } from '#kernel/web';
import { showSheet } from './form-sheet.testing.js';
import { enrolmentView, formView } from './small-form.testing.js';

/** Anyone who is asked goes on. */
const answersDialogs = (answer: Confirmed | undefined) => jest.spyOn(TestBed.inject(Dialogs), 'confirm').mockResolvedValue(answer);

describe('what the form page says', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('says after the end what keeps this person from signing, in amber, and puts the keyboard on the title', async () => {
    const page = await showSheet(formView());
    answersDialogs({ reason: '' });
    document.body.append(page.host);
    const ended = page.press('Terminer la saisie');
    await page.pass(500);
    await ended;
    await page.pass(50);
    expect(page.said()).toEqual(['amber', 'Saisie terminée. Il reste 1 point à régler avant votre signature.']);
    expect(document.activeElement?.tagName).toBe('H1');
    page.host.remove();
  });

  it('says before the end how many are missing, and goes to them when one does not want to end so', async () => {
    const page = await showSheet(formView());
    const asked = answersDialogs(undefined);
    await page.press('Terminer la saisie');
    await page.pass(500);
    expect(asked.mock.calls.map(([{ title, instead }]) => [title, instead])).toEqual([
      ['7 réponses manquent encore', 'Voir ce qui manque'],
    ]);
    expect(page.wire.complete).not.toHaveBeenCalled();
    expect(page.host.querySelector('app-gap-summary')).not.toBeNull();
  });

  it('asks nothing before the end where nothing is missing of what one fills', async () => {
    const whole = { letters: 'DUP', weight: '70', height: 160, smokes: 'N', since: '2026-01-01', until: '2026-02-01', lines: 'none' };
    const page = await showSheet(formView(whole));
    const asked = answersDialogs({ reason: '' });
    await page.press('Terminer la saisie');
    await page.pass(500);
    expect(asked).not.toHaveBeenCalled();
    expect(page.wire.complete).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{}, 'complete', 'Terminée, 8 manquants'],
    [{}, 'in-progress', 'En cours'],
    [
      {
        letters: 'DUP',
        weight: '70',
        height: 160,
        smokes: 'N',
        since: '2026-01-01',
        until: '2026-02-01',
        lines: 'none',
        rpps: '10003879623',
      },
      'complete',
      'Complète',
    ],
  ] as const)('decision 14: a form reads on its page as in every list: %j, %s: %s', async (values, state, words) => {
    const page = await showSheet(formView(values, { state }));
    const badge = page.host.querySelector('app-form-reading app-badge');
    expect(badge?.textContent?.trim()).toBe(words);
    expect(badge?.classList.contains('tone-green')).toBe(words === 'Complète');
  });

  it('opens the list of what is missing when the entry cannot end', async () => {
    const page = await showSheet(formView());
    answersDialogs({ reason: '' });
    (page.wire.complete as jest.Mock<() => Promise<unknown>>).mockRejectedValue(
      new ApiProblem('gaps', 'La fiche ne peut pas encore être signée.', 422),
    );
    await page.press('Terminer la saisie');
    await page.pass(50);
    expect(page.text()).toContain('Ce qui manque');
  });

  it('warns of a possible double once who the patient is was saved', async () => {
    const page = await showSheet(formView());
    expect(page.text()).not.toContain('peut-être déjà inscrit');
    const double = { id: 'd', state: 'granted' as const, createdAt: '2026-11-02T10:00:00Z', registrationNumber: 'PET-482915' };
    (page.wire.enrolment as jest.Mock).mockImplementation(async () => enrolmentView({ possibleDoubles: [double] }));
    await (await page.field('letters')).write('DUP');
    await page.pass(500);
    expect(page.text()).toMatch(/peut-être déjà inscrit.*PET-482915 \(demande du 2 novembre 2026\)/);
  });

  it('charter R5: says that signing will be refused while the authorisation is not in force', async () => {
    const page = await showSheet(formView(), enrolmentView(), 'prescriber', 'suspended');
    expect(page.text()).toContain('L’autorisation est suspendue');
    expect(page.text()).toContain('la signature sera refusée');
  });

  it('says why nothing can be typed', async () => {
    const page = await showSheet(formView({ letters: 'DUP' }, { abilities: ['print'] }), enrolmentView({ state: 'sent' }));
    expect(page.text()).toContain('Lecture seule : la demande est chez l’exploitant');
    expect(page.host.querySelector('app-item-field input')).toBeNull();
    page.host.querySelector('[data-key=weight]')?.dispatchEvent(new Event('focusin', { bubbles: true }));
    await page.pass(0);
    expect(page.host.querySelector('app-field-side')?.textContent).toContain('Annexe 1');
  });

  it('tells who else has the form open, and reads what they changed without losing what is typed', async () => {
    const page = await showSheet(formView({ weight: '70', height: 160 }));
    await (await page.field('weight')).type('71');
    const theirs = formView({ weight: '72', height: 170 }, { contentVersion: 7 });
    page.becomes({ ...theirs, marks: { weight: { seq: 9, centreId: 'a' }, height: { seq: 9, centreId: 'a' } } });
    (page.wire.present as jest.Mock<() => Promise<unknown>>).mockResolvedValue({
      others: [{ name: 'Nora Benali', role: 'pharmacist' }],
      contentVersion: 7,
      stateVersion: 1,
    });
    await page.pass(15_000);
    expect(page.text()).toContain('Nora Benali (pharmacien) a aussi cette fiche ouverte');
    expect(await (await page.field('height')).text()).toBe('170');
    expect(await (await page.field('weight')).text()).toBe('71');
    expect(page.received[0]).toEqual([{ item: 'weight', value: '71', base: 4 }]);
  });

  it('speaks of what is saved only to anyone who may write', async () => {
    const page = await showSheet(formView({ letters: 'DUP' }, { abilities: ['print'] }), enrolmentView({ state: 'sent' }), 'prescriber');
    (page.wire.present as jest.Mock<() => Promise<unknown>>).mockResolvedValue({
      others: [{ name: 'Nora Benali', role: 'pharmacist' }],
      contentVersion: 1,
      stateVersion: 1,
    });
    await page.pass(15_000);
    expect(page.text()).toContain('Nora Benali (pharmacien) a aussi cette fiche ouverte.');
    expect(page.text()).not.toContain('Aucune réponse ne sera perdue');
  });

  it('tells where a field comes from in words, never by a code', async () => {
    const page = await showSheet(formView());
    expect(page.host.querySelector('app-field-side')?.textContent).toContain('Choisissez d’abord un champ');
    page.host.querySelector('[data-key=weight] input')?.dispatchEvent(new Event('focusin', { bubbles: true }));
    await page.pass(0);
    expect(page.host.querySelector('app-field-side details')?.textContent).toContain('reste à vérifier dans le PUT.');
    expect(page.host.querySelector('app-field-side')?.textContent).not.toContain('(G)');
  });

  it.each<[readonly string[], RegExp]>([
    [['prescriber'], /annule une signature\s: son auteur/],
    [['prescriber', 'pharmacist'], /annule 2 signatures\s: leurs auteurs/],
  ])('counts the signatures that a change voids', async (voided, words) => {
    const page = await showSheet(formView());
    page.answersNext({
      outcome: 'saved',
      receipt: { marks: {}, calculated: {}, contentVersion: 2, stateVersion: 1, savedAt: '2026-11-22T13:03:00Z', voided },
    });
    await (await page.field('weight')).write('70');
    await page.pass(500);
    expect(page.said().at(-1)).toMatch(words);
  });
});
