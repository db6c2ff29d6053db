import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { Dialogs } from '#kernel/web';
import { OpenForm } from '../companions/companions.js';
import { FormDesk } from '../sheet/desk.js';
import { showSheet } from '../sheet/form-sheet.testing.js';
import { Review } from '../review/review.js';
import type { Sent } from './saving.js';
import { theirs, unreachable } from './saving.testing.js';
import { FAT, formView, protocol } from '../sheet/small-form.testing.js';

/** Every way in which something typed may not be saved, by what it says. */
const WAYS: readonly (readonly [name: string, typed: string, answer: Sent | undefined, says: RegExp])[] = [
  ['waits for the network', '69', unreachable, /Pas encore reçue par le serveur/],
  ['is refused', '69', { outcome: 'refused', items: [{ path: 'weight', message: 'Trop grand.' }] }, /Trop grand/],
  ['is in conflict', '69', theirs('weight', '72'), /Une autre personne a répondu aussi/],
  ['wants its reason', '69', { outcome: 'reason-required', items: [{ path: 'weight' }] }, /Le motif de ce changement manque/],
  ['is no value', '6O', undefined, /Poids/],
];

const whole = { letters: 'DUP', weight: '68.5', 'lines/aaaaaa': true, 'lines/aaaaaa/drug': 'X' };
const complete = () =>
  formView(whole, { state: 'complete', abilities: ['write', 'sign-prescriber', 'complete', 'reopen', 'print', 'review', 'lock'] });

async function typing(typed: string, answer: Sent | undefined, form = complete()) {
  const page = await showSheet(form);
  const openBeside = jest.fn();
  Object.assign(page.wire, { openBeside });
  if (answer) page.answersNext(answer);
  if (answer === unreachable) for (let again = 0; again < 20; again++) page.answersNext(unreachable);
  await (await page.field('weight')).write(typed);
  await page.pass(500);
  const says = () => page.host.querySelector('app-gap-summary')?.textContent?.replace(/\s+/g, ' ') ?? '';
  return { ...page, openBeside, says };
}

/** The first section is the patient's: the device may be handed over for it. */
const forPatient = {
  ...protocol,
  forms: [{ ...FAT, sections: FAT.sections.map((section) => ({ ...section, enteredBy: 'patient' as const })) }],
};

describe('nothing is signed, ended, printed, reviewed, locked or handed over while something typed', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  describe.each(WAYS)('%s:', (_, typed, answer, says) => {
    it('the page of the signature stays shut, and what is not saved is shown, leading to its field', async () => {
      const page = await typing(typed, answer);
      const may = page.fixture.componentInstance.mayGoToSign();
      await page.pass(5000);
      expect(await may).toBe(false);
      expect(page.says()).toMatch(/Pas encore enregistrées \(1\)/);
      expect(page.says()).toMatch(says);
      const line = page.host.querySelector<HTMLButtonElement>('app-gap-summary li button');
      line?.click();
      await page.pass(100);
      expect(document.activeElement?.closest('[data-key]')?.getAttribute('data-key')).toBe('weight');
    });

    it('the PDF is not opened', async () => {
      const page = await typing(typed, answer);
      const link = page.host.querySelector<HTMLAnchorElement>('a[href="/pdf"]');
      const click = new MouseEvent('click', { bubbles: true, cancelable: true });
      link?.dispatchEvent(click);
      await page.pass(5000);
      expect(click.defaultPrevented).toBe(true);
      expect(page.openBeside).not.toHaveBeenCalled();
      expect(page.says()).toMatch(says);
    });

    it('the entry is not ended', async () => {
      const page = await typing(typed, answer, formView(whole, { abilities: ['write', 'complete'] }));
      const act = page.fixture.debugElement.injector.get(FormDesk).act('complete');
      await page.pass(5000);
      expect(await act).toBe('gaps');
      expect(page.wire.complete).not.toHaveBeenCalled();
      expect(page.says()).toMatch(says);
    });

    it.each([
      ['no mark of the review is given', 'mark', /^Marquer relue/],
      ['the form is not locked', 'lock', /^Verrouiller/],
    ] as const)('%s', async (_title, act, button) => {
      const page = await typing(typed, answer);
      const done = jest.spyOn(TestBed.inject(Review), act);
      page.fixture.debugElement.injector.get(OpenForm).show();
      await page.fixture.whenStable();
      await page.press(button);
      await page.pass(5000);
      expect(done).not.toHaveBeenCalled();
      expect(page.says()).toMatch(says);
    });

    it('the device is not handed over', async () => {
      const page = await typing(typed, answer, formView(whole));
      const handOver = jest.fn();
      Object.assign(page.wire, { handOver });
      jest.spyOn(TestBed.inject(Dialogs), 'confirm').mockResolvedValue({ reason: '' });
      page.fixture.componentRef.setInput('protocol', forPatient);
      await page.fixture.whenStable();
      await page.press(/^Confier l’appareil/);
      await page.pass(5000);
      expect(handOver).not.toHaveBeenCalled();
      expect(page.says()).toMatch(says);
    });
  });

  it('that is only not sent yet is sent first, and the act goes on', async () => {
    const page = await typing('69', undefined);
    const may = page.fixture.componentInstance.mayGoToSign();
    await page.pass(0);
    expect(await may).toBe(true);
    expect(page.received.flat().map(({ value }) => value)).toEqual(['69']);
  });
});
