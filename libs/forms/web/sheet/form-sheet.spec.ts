import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { EnrolmentView, FormView } from '#api-client';
import { Dialogs } from '#kernel/web';
import { showSheet } from './form-sheet.testing.js';
import { enrolmentView, formView } from './small-form.testing.js';

describe('the form page', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('charter C1.1: shows the items of the PUT that apply, and hides and shows at once', async () => {
    const page = await showSheet(formView({ smokes: 'N' }));
    expect(page.keys()).not.toContain('packs');
    await (await page.field('smokes')).choose('Oui');
    expect(page.keys()).toContain('packs');
  });

  it('saves by itself what is typed, as a value, over the version that was read', async () => {
    const page = await showSheet(formView({ weight: '70' }));
    await (await page.field('weight')).write('70,5');
    await page.pass(500);
    expect(page.received).toEqual([[{ item: 'weight', value: '70.5', base: 4 }]]);
    expect(page.bar()).toContain('Enregistré à 14:03');
  });

  it('sends nothing wrong, keeps it as typed, and says so once the field is left', async () => {
    const page = await showSheet(formView());
    const weight = await page.field('weight');
    await weight.type('7000');
    expect(await weight.error()).toBeNull();
    expect(page.bar()).not.toContain('non enregistrée');
    await weight.leave();
    await page.pass(5000);
    expect(page.received).toEqual([]);
    expect(await weight.text()).toBe('7000');
    expect(await weight.error()).toMatch(/trop grand.*entre 1 et 300/);
    expect(page.bar()).toContain('1 réponse non enregistrée');
    await (await page.field('height')).write('171');
    await page.pass(500);
    expect(page.bar()).toContain('Le reste est enregistré à 14:03');
  });

  it('sends what another answer has made right', async () => {
    const page = await showSheet(formView({ since: '2026-05-01' }));
    await (await page.field('until')).write('01/04/2026');
    await (await page.field('since')).write('01/03/2026');
    await page.pass(500);
    expect(page.received.flat().map(({ item, value }) => [item, value])).toEqual([
      ['since', '2026-03-01'],
      ['until', '2026-04-01'],
    ]);
  });

  it('calculates at once what is calculated', async () => {
    const page = await showSheet(formView({ weight: '80', height: 160 }));
    expect(await (await page.field('ratio')).words()).toBe('0,5');
    await (await page.field('height')).write('80');
    expect(await (await page.field('ratio')).words()).toBe('1');
  });

  it('announces answers that no longer apply', async () => {
    const page = await showSheet(formView({ smokes: 'O', packs: 3 }));
    expect(page.bar()).not.toContain('ne s’applique plus');
    await (await page.field('smokes')).choose('Non');
    expect(page.bar()).toContain('1 réponse ne s’applique plus');
  });

  it('prefills by itself a draft that its own author has just begun, and nothing that one merely opens', async () => {
    const words = { prefill: { 'pharmacist.rpps': '10003879623' } };
    const fresh = await showSheet(formView({}, { ...words, contentVersion: 0 }));
    await fresh.pass(500);
    expect(fresh.received).toEqual([[{ item: 'rpps', value: '10003879623', base: 0 }]]);
    const others: [Partial<FormView>, EnrolmentView?][] = [
      [{ contentVersion: 3 }],
      [{ state: 'complete' }],
      [{ contentVersion: 0 }, enrolmentView({ author: { id: 'nora', name: 'Nora Benali' } })],
    ];
    for (const [more, enrolment] of others) {
      TestBed.resetTestingModule();
      const opened = await showSheet(formView({}, { ...words, ...more }), enrolment);
      await opened.pass(500);
      expect(opened.received).toEqual([]);
    }
  });

  it('fills a section on request with who is signed in, where one may write and no one ever answered', async () => {
    const words = { prefill: { 'pharmacist.rpps': '10003879623' } };
    const ended = await showSheet(formView({}, { ...words, state: 'complete' }), enrolmentView(), 'pharmacist');
    await ended.press('Remplir avec mes informations');
    await ended.pass(500);
    expect(ended.received).toEqual([[{ item: 'rpps', value: '10003879623', base: 0 }]]);
    expect(ended.text()).not.toContain('Remplir avec');
    for (const more of [{ marks: { rpps: { seq: 3, centreId: 'a' } } }, { abilities: ['print' as const] }]) {
      TestBed.resetTestingModule();
      expect((await showSheet(formView({}, { ...words, ...more }))).text()).not.toContain('Remplir avec');
    }
  });

  it('offers what another form proposes with it: field by field, beside the question, where no one ever answered', async () => {
    const offers = { offers: { smokes: 'O', packs: 2, unknown: 'O', sex: 'Z' } };
    const fresh = await showSheet(formView({}, { ...offers, contentVersion: 0 }));
    await fresh.pass(500);
    expect(fresh.received).toEqual([]);
    expect(fresh.text()).toContain('Proposé par une autre fiche : Oui');
    await fresh.press(/^Reprendre/);
    await fresh.pass(500);
    expect(fresh.received).toEqual([[{ item: 'smokes', value: 'O', base: 0 }]]);
    for (const more of [{ marks: { smokes: { seq: 3, centreId: 'a' } } }, { abilities: ['print' as const] }]) {
      TestBed.resetTestingModule();
      expect((await showSheet(formView({}, { ...offers, ...more }))).text()).not.toContain('Proposé par');
    }
    TestBed.resetTestingModule();
    expect((await showSheet(formView({ smokes: 'N' }, offers))).text()).not.toContain('Proposé par');
  });

  it('adds a row and takes it away again', async () => {
    const page = await showSheet(formView());
    await page.press(/Ajouter\s: traitement/);
    const [key] = page.keys().filter((each) => each?.startsWith('lines/'));
    expect(key).toMatch(/^lines\/[a-z0-9]{14}\/drug$/);
    await page.pass(500);
    expect(page.received[0]).toEqual([{ item: key?.replace('/drug', ''), value: true, base: 0 }]);
    await page.press(/Retirer/);
    expect(page.keys()).not.toContain(key);
  });

  it('asks before a row goes in which something was typed just now: read or not, drawn or not yet', async () => {
    for (const typed of ['Bortézomib', 'Un nom plus long que la place']) {
      TestBed.resetTestingModule();
      const page = await showSheet(formView({ 'lines/aaaaaa': true }));
      const asked = jest.spyOn(TestBed.inject(Dialogs), 'confirm').mockResolvedValue(undefined);
      const box = page.host.querySelector<HTMLInputElement>('[data-key="lines/aaaaaa/drug"] :is(input, textarea)');
      const remove = [...page.host.querySelectorAll('button')].find((each) => each.textContent?.startsWith('Retirer'));
      if (box) box.value = typed;
      box?.dispatchEvent(new Event('input', { bubbles: true }));
      remove?.click();
      await page.pass(0);
      expect(asked.mock.calls.map(([{ title }]) => title)).toEqual(['Retirer\u00a0: traitement 1 ?']);
      expect(page.keys()).toContain('lines/aaaaaa/drug');
    }
  });

  it('states that a group has no row, and takes that word back with the first row', async () => {
    const page = await showSheet(formView());
    page.host.querySelector<HTMLInputElement>('[data-key="lines"] input[value="none"]')?.click();
    await page.pass(500);
    expect(page.received).toEqual([[{ item: 'lines', value: 'none', base: 0 }]]);
    expect(page.bar()).toContain('6 à remplir par vous');
    await page.press(/Ajouter\s: traitement/);
    await page.pass(500);
    expect(page.received[1]).toEqual([
      { item: 'lines', base: 22 },
      { item: expect.stringMatching(/^lines\/\w+$/), value: true, base: 0 },
    ]);
    expect(page.keys()).not.toContain('lines');
  });

  it('asks before a row goes in which someone else answered meanwhile', async () => {
    const page = await showSheet(formView({ 'lines/aaaaaa': true }));
    page.answersNext({ outcome: 'conflict', conflicts: [{ path: 'lines/aaaaaa', theirs: true, base: 9, by: 'Nora Benali', at: '' }] });
    await page.press(/Retirer/);
    await page.pass(500);
    expect(page.text()).toContain('Nora Benali a répondu dans la ligne (traitement) que vous retirez.');
    await page.press('Garder la ligne');
    expect(page.keys()).toContain('lines/aaaaaa/drug');
  });

  it('leads from what is missing to its field', async () => {
    const page = await showSheet(formView());
    document.body.append(page.host);
    await page.press(/^7 à remplir par vous, 1 par la pharmacie$/);
    expect(page.text()).toContain('Nécessaires à la signature, à remplir par vous (1)');
    expect(page.text()).toMatch(/manquantes, à remplir par la pharmacie \(1\)\s*RPPS – Pharmacie/);
    await page.press('Lettres');
    await page.pass(50);
    expect(document.activeElement?.closest('[data-key]')?.getAttribute('data-key')).toBe('letters');
    page.host.remove();
  });

  it('counts in its bar what the panel lists: what is not saved is not to be filled too', async () => {
    const page = await showSheet(formView());
    for (const key of ['weight', 'height', 'since']) await (await page.field(key)).write('xyz');
    await page.pass(500);
    expect(page.bar()).toMatch(/4 à remplir par vous, 1 par la pharmacie.*3 réponses non enregistrées/);
    await page.press(/à remplir par vous/);
    const counted = [...page.host.querySelectorAll('app-gap-summary h3')].map((each) => each.textContent ?? '');
    const sum = (words: RegExp) =>
      counted.filter((each) => words.test(each)).reduce((all, each) => all + Number(/\((\d+)\)/.exec(each)?.[1]), 0);
    expect([sum(/par vous/), sum(/par la pharmacie/), sum(/enregistrées/)]).toEqual([4, 1, 3]);
  });

  it('saves what is typed before it ends the entry', async () => {
    const page = await showSheet(formView({ letters: 'DUP' }));
    jest.spyOn(TestBed.inject(Dialogs), 'confirm').mockResolvedValue({ reason: '' });
    await (await page.field('weight')).write('70');
    const ended = page.press('Terminer la saisie');
    await page.pass(500);
    await ended;
    expect(page.received).toHaveLength(1);
    expect(page.wire.complete).toHaveBeenCalledTimes(1);
    expect(page.said()).toEqual(['green', 'Saisie terminée. Vous pouvez signer.']);
  });
});
