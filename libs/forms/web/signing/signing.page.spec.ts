import { jest } from '@jest/globals';
import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { EnrolmentView, FormView } from '#api-client';
import { ApiProblem, Live } from '#kernel/web';
import type { AnswerInWords } from '../offline/kept.js';
import { Outbox } from '../offline/outbox.js';
import { SigningPage } from './signing.page.js';
import { enrolmentView, formView, protocol } from '../sheet/small-form.testing.js';
import { FormsWire } from '../wire.js';

const may = (role: 'prescriber' | 'pharmacist', values: FormView['values'], more: Partial<FormView> = {}) =>
  formView(values, { abilities: [`sign-${role}`], state: 'complete', ...more });

async function show(
  form: FormView,
  role: string,
  more: Record<string, string> = {},
  kept: readonly AnswerInWords[] = [],
  file: Partial<EnrolmentView> = {},
) {
  const went: string[] = [];
  const reacts: (() => void)[] = [];
  const live = { changes: (_: unknown, react: () => void) => reacts.push(react) };
  const askSignature = jest.fn(async () => ({ id: 'i', redirectTo: '/api/v1/signing-intents/i/authenticate' }));
  const waitingOf = jest.fn(async () => kept);
  const wire = {
    form: jest.fn(async () => form),
    protocol: async () => protocol,
    enrolment: async () => enrolmentView({ possibleDoubles: [{ id: 'd', state: 'draft', createdAt: '2026-11-02T10:00:00Z' }], ...file }),
    authorisation: async () => ({ status: 'ended' }),
    askSignature,
    goTo: (to: string) => went.push(to),
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      provideHttpClient(),
      { provide: FormsWire, useValue: wire },
      { provide: Live, useValue: live },
      { provide: Outbox, useValue: { waitingOf } },
    ],
  });
  const fixture = TestBed.createComponent(SigningPage);
  for (const [name, value] of Object.entries({ id: 'e', formId: 'f', role, ...more })) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return {
    went,
    hears: async () => {
      for (const react of reacts) react();
      await new Promise((resolve) => setTimeout(resolve));
      await fixture.whenStable();
    },
    wire,
    waitingOf,
    text: () => host.textContent?.replace(/\s+/g, ' ') ?? '',
    links: () => [...host.querySelectorAll('.gaps a')].map((each) => each.getAttribute('href')),
    canSign: () => [...host.querySelectorAll('button')].some((each) => each.textContent?.includes('Signer la demande')),
    press: async (name: string) => {
      [...host.querySelectorAll('button')].find((each) => each.textContent?.includes(name))?.click();
      await fixture.whenStable();
    },
    sign: async () => {
      [...host.querySelectorAll('button')].find((each) => each.textContent?.includes('Signer la demande'))?.click();
      await fixture.whenStable();
    },
  };
}

describe('the signing page', () => {
  const rows = { 'lines/aaaaaa': true, 'lines/aaaaaa/drug': 'Paclitaxel' };
  const whole = { letters: 'DUP', weight: '70.5', ...rows, rpps: '10003879623' };

  it('shows in full what that role signs, and nothing else', async () => {
    const page = await show(may('prescriber', whole), 'prescriber');
    expect(page.text()).toContain('Je demande l’accès.');
    expect(page.text()).toMatch(/Poids\s*70,5\skg.*Fume\s*sans réponse.*Traitement 1\s*Médicament\s*Paclitaxel/);
    expect(page.text()).not.toContain('10003879623');
    const pharmacist = await (TestBed.resetTestingModule(), show(may('pharmacist', whole), 'pharmacist'));
    expect(pharmacist.text()).toContain('10003879623');
  });

  it('says when a repeating group has no line, and what of the file speaks against signing', async () => {
    const page = await show(may('prescriber', { letters: 'DUP', weight: '70.5' }), 'prescriber');
    expect(page.text()).toMatch(/Traitements\s: aucun\s\?\s*sans réponse/);
    expect(page.text()).toContain('Ce patient est peut-être déjà inscrit.');
    expect(page.text()).toContain('L’autorisation est terminée');
  });

  it('goes to the identity provider', async () => {
    const page = await show(may('prescriber', whole), 'prescriber');
    await page.sign();
    expect(page.wire.askSignature).toHaveBeenCalledWith(expect.objectContaining({ contentVersion: 1, stateVersion: 1 }), 'prescriber');
    expect(page.went).toEqual(['/api/v1/signing-intents/i/authenticate']);
  });

  it('leads to each gap, and signs nothing meanwhile', async () => {
    const page = await show(may('prescriber', { 'lines/aaaaaa': true, weight: '7000' }), 'prescriber');
    expect(page.canSign()).toBe(false);
    expect(page.links()).toEqual(
      ['letters', 'weight', 'lines/aaaaaa/drug'].map((key) => `/dossiers/e/fiches/f?champ=${encodeURIComponent(key)}`),
    );
    expect(page.text()).toContain('Médicament (traitement 1)');
    expect(page.text()).toMatch(/Poids – Patient\s*7000\skg est trop grand/);
  });

  it('charter C5.4: says which rule refuses', async () => {
    const page = await show(formView(whole, { abilities: ['write'], refusals: { prescriber: 'C5.4' } }), 'prescriber');
    expect(page.canSign()).toBe(false);
    expect(page.text()).toContain('Votre rôle ne permet pas de signer comme prescripteur (règle C5.4).');
  });

  it('charter R5: says that the authorisation takes no new request, rather than that one may not sign', async () => {
    const page = await show(formView(whole, { abilities: ['write'], refusals: { prescriber: 'R5' } }), 'prescriber');
    expect(page.canSign()).toBe(false);
    expect(page.text()).toContain('Cette autorisation n’est plus en vigueur : elle ne reçoit plus de nouvelle demande (règle R5).');
  });

  it('reads the form again when it changed meanwhile', async () => {
    const page = await show(may('prescriber', whole), 'prescriber');
    page.wire.askSignature.mockRejectedValueOnce(new ApiProblem('stale-state', 'L’état a changé depuis que vous l’avez lu.', 412));
    await page.sign();
    expect(page.went).toEqual([]);
    expect(page.text()).toContain('L’état a changé');
    expect(page.wire.form).toHaveBeenCalledTimes(2);
  });

  it('charter C7.1: follows its form, and signs nothing that was not read', async () => {
    const page = await show(may('prescriber', whole), 'prescriber');
    page.wire.form.mockResolvedValue(may('prescriber', { ...whole, weight: '90' }, { contentVersion: 2 }));
    await page.hears();
    expect(page.text()).toMatch(/Poids\s*90\skg/);
    expect(page.text()).toContain('La fiche a changé pendant que vous la lisiez');
    expect(page.canSign()).toBe(false);
    await page.press('J’ai relu la fiche');
    await page.sign();
    expect(page.wire.askSignature).toHaveBeenCalledWith(expect.objectContaining({ contentVersion: 2 }), 'prescriber');
  });

  it('charter C7.1: gives way when the form may no longer be seen', async () => {
    const page = await show(may('prescriber', whole), 'prescriber');
    page.wire.form.mockRejectedValue(new ApiProblem('not-found', 'Introuvable', 404));
    await page.hears();
    await page.hears();
    expect(page.text()).not.toContain('Paclitaxel');
    expect(page.canSign()).toBe(false);
  });

  it('says of a request that is over that nothing is to be signed, and not to end the entry', async () => {
    const page = await show(formView(whole, { abilities: ['print'], state: 'complete' }), 'prescriber', {}, [], { state: 'cancelled' });
    expect(page.canSign()).toBe(false);
    expect(page.text()).toContain('Il n’y a plus rien à signer. La demande a été annulée.');
    expect(page.text()).not.toContain('doit d’abord être terminée');
  });

  it('says why the signature was not made, on the way back', async () => {
    const page = await show(may('prescriber', whole), 'prescriber', { probleme: 'stale-state' });
    expect(page.text()).toContain('La signature n’a pas été faite. La fiche a changé pendant que vous signiez');
  });

  describe('while this device keeps answers of the form that the server does not have', () => {
    const weight = { key: 'weight', label: 'Poids', text: '69 kg' };

    it('signs nothing, says which they are, and leads to each', async () => {
      const page = await show(may('prescriber', whole), 'prescriber', {}, [weight]);
      expect(page.canSign()).toBe(false);
      expect(page.text()).toContain('ne sont pas encore enregistrées');
      expect(page.text()).toMatch(/Poids\s*69 kg/);
      expect(page.links()).toEqual(['/dossiers/e/fiches/f?champ=weight']);
    });

    it('looks again when one signs: a page beside it may have been typed in', async () => {
      const page = await show(may('prescriber', whole), 'prescriber');
      page.waitingOf.mockResolvedValueOnce([weight]);
      await page.sign();
      expect(page.wire.askSignature).not.toHaveBeenCalled();
      expect(page.canSign()).toBe(false);
    });
  });
});
