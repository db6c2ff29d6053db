import { jest } from '@jest/globals';
import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import type { Decide, EnrolmentView } from '#api-client';
import { ApiProblem, Unsent } from '#kernel/web';
import { DecisionPanel } from './decision-panel.js';
import { enrolmentView } from './small-form.testing.js';
import { FormsWire } from '../wire.js';

async function show() {
  const decided: EnrolmentView[] = [];
  const decide = jest.fn(async (_: EnrolmentView, __: Decide) => enrolmentView({ state: 'granted', registrationNumber: 'PETIT-482173' }));
  TestBed.configureTestingModule({ providers: [provideHttpClient(), { provide: FormsWire, useValue: { decide } }] });
  return { decide, decided, ...(await open(decided)) };
}

/** The panel on a page. @param decided what it gives back */
async function open(decided: EnrolmentView[] = []) {
  const fixture = TestBed.createComponent(DecisionPanel);
  fixture.componentRef.setInput('enrolment', enrolmentView({ state: 'sent', stateVersion: 6, abilities: ['decide'] }));
  fixture.componentInstance.decided.subscribe((enrolment) => decided.push(enrolment));
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const heard: unknown[] = [];
  fixture.componentInstance.begun.subscribe((isBegun) => heard.push(isBegun));
  fixture.componentInstance.outdated.subscribe(() => heard.push('outdated'));
  return {
    heard,
    close: () => fixture.destroy(),
    unsent: TestBed.inject(Unsent),
    /** A colleague was quicker. */
    becomes: async (enrolment: EnrolmentView) => {
      fixture.componentRef.setInput('enrolment', enrolment);
      await fixture.whenStable();
    },
    text: () => host.textContent?.replace(/\s+/g, ' ') ?? '',
    choose: async (value: string) => {
      host.querySelector<HTMLInputElement>(`input[value=${value}]`)?.click();
      await fixture.whenStable();
    },
    because: async (reason: string) => {
      const box = host.querySelector('textarea');
      if (!box) throw new Error('no reason is asked');
      box.value = reason;
      box.dispatchEvent(new Event('input'));
      await fixture.whenStable();
    },
    press: async (name?: string) => {
      const named = [...host.querySelectorAll('button')].find((each) => each.textContent?.trim() === name);
      (named ?? host.querySelector<HTMLButtonElement>('button[type=submit]'))?.click();
      await fixture.whenStable();
    },
  };
}

describe('the holder’s opinion', () => {
  it('charter P1: favourable gives the number, once its consequence was read', async () => {
    const panel = await show();
    await panel.choose('favourable');
    await panel.press();
    expect(panel.decide).not.toHaveBeenCalled();
    expect(panel.text()).toContain('Cet avis ne se reprend pas.');
    await panel.press();
    expect(panel.decide).toHaveBeenCalledWith(expect.objectContaining({ stateVersion: 6 }), { decision: 'favourable' });
    expect(panel.decided[0]?.registrationNumber).toBe('PETIT-482173');
  });

  it.each(['more', 'unfavourable'])('says why when it is %s', async (decision) => {
    const panel = await show();
    await panel.choose(decision);
    await panel.press();
    expect(panel.text()).toContain('Écrivez le motif, en 5 caractères au moins.');
    await panel.because('Le bilan cardiaque manque.');
    await panel.press();
    await panel.press();
    expect(panel.decide.mock.calls[0]?.[1]).toEqual({ decision, reason: 'Le bilan cardiaque manque.' });
  });

  it('asks again for its consequence when another opinion is chosen meanwhile', async () => {
    const panel = await show();
    await panel.choose('favourable');
    await panel.press();
    await panel.choose('unfavourable');
    await panel.because('Hors de l’indication.');
    await panel.press();
    expect(panel.decide).not.toHaveBeenCalled();
    expect(panel.text()).toContain('La demande s’arrête');
  });

  it('says what the server refuses', async () => {
    const panel = await show();
    panel.decide.mockRejectedValueOnce(new ApiProblem('stale-state', 'L’état a changé depuis que vous l’avez lu.', 412));
    await panel.choose('favourable');
    await panel.press();
    await panel.press();
    expect(panel.text()).toContain('L’état a changé');
    expect(panel.decided).toEqual([]);
    expect(panel.heard).toEqual([true, 'outdated']);
  });

  const event = { seq: 9, action: 'request.granted', actorName: 'Paul Lemaire', actorRole: 'exploitant', at: '2026-11-20T13:03:00Z' };
  const granted = enrolmentView({
    state: 'granted',
    abilities: [],
    timeline: [{ ...event, text: 'Avis favorable\u00a0: numéro PETIT-482173 attribué' }],
  });

  it('keeps what was typed when a colleague decides meanwhile, and says who decided what', async () => {
    const panel = await show();
    await panel.choose('unfavourable');
    await panel.because('Hors de l’indication du PUT.');
    panel.decide.mockRejectedValueOnce(new ApiProblem('stale-state', 'L’état a changé depuis que vous l’avez lu.', 412));
    await panel.press();
    await panel.press();
    await panel.becomes(granted);
    for (const words of [
      'Votre avis n’est pas rendu',
      'numéro PETIT-482173 attribué, par Paul Lemaire',
      'Hors de l’indication du PUT.',
      'rendre l’avis défavorable',
    ])
      expect(panel.text().replaceAll('\u00a0', ' ')).toContain(words);
    expect(panel.unsent.isHeld()).toBe(true);
    await panel.press('Effacer');
    expect(panel.text().trim()).toBe('');
    expect([panel.unsent.isHeld(), panel.heard.at(-1)]).toEqual([false, false]);
  });

  it('leaves nothing behind for the person who had begun nothing', async () => {
    const panel = await show();
    await panel.becomes(granted);
    expect(panel.text().trim()).toBe('');
  });

  it('brings nothing to the file of another patient, and finds it again at the first', async () => {
    const other = await show();
    await other.choose('more');
    await other.because('Le bilan cardiaque manque.');
    await other.becomes(enrolmentView({ id: 'other', state: 'sent', abilities: ['decide'] }));
    expect(other.text()).not.toContain('manque');
    expect(other.unsent.isHeld()).toBe(true);
    await other.becomes(enrolmentView({ state: 'sent', stateVersion: 6, abilities: ['decide'] }));
    await other.press();
    await other.press();
    expect(other.decide).toHaveBeenCalledWith(expect.anything(), { decision: 'more', reason: 'Le bilan cardiaque manque.' });
  });

  it('keeps the words when it is closed, as a sheet beside the form is, and finds them again', async () => {
    const panel = await show();
    await panel.choose('more');
    await panel.because('Le bilan hépatique manque.');
    await panel.choose('unfavourable');
    panel.close();
    expect(panel.unsent.isHeld()).toBe(true);
    const again = await open();
    expect(again.text()).toContain('Motif de l’avis défavorable');
    await again.press();
    await again.press();
    expect(panel.decide).toHaveBeenCalledWith(expect.anything(), { decision: 'unfavourable', reason: 'Le bilan hépatique manque.' });
    expect(panel.unsent.isHeld()).toBe(false);
  });
});
