import { jest } from '@jest/globals';
import type { TimeItem } from '#protocols/domain';
import { base, show } from '../item-field.testing.js';
import { showAsking } from './asked.testing.js';

const time: TimeItem = { ...base, code: 'heure', label: 'Heure de la perfusion', type: 'time', min: '07:00', max: '20:00' };

describe('a field that asks a time', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('is one box that shows what it expects, and says what is typed', async () => {
    const { ui, said, fixture } = await show(time);
    const box = (fixture.nativeElement as HTMLElement).querySelector('input');
    expect([box?.placeholder, box?.inputMode, box?.type]).toEqual(['HH:MM', 'numeric', 'text']);
    await ui.write('930');
    expect(said).toEqual([
      ['type', '930', 'typing'],
      ['type', '930', 'settled'],
    ]);
  });

  it('is only read where nobody may answer', async () => {
    const { ui } = await show(time, { value: '09:30' }, { readOnly: true });
    expect(await ui.words()).toBe('09:30');
  });

  it('saves what is typed with four keys, and shows it as it is understood', async () => {
    const page = await showAsking(time);
    await page.asked.write('0930');
    await page.pass(500);
    expect(page.received).toEqual([[{ item: 'heure', value: '09:30', base: 0 }]]);
    expect(await page.asked.text()).toBe('09:30');
  });

  it('saves nothing of a time that may still grow, until it is left', async () => {
    const page = await showAsking(time);
    await page.asked.type('123');
    await page.pass(5000);
    expect(page.received).toEqual([]);
    await page.asked.type('1230');
    await page.asked.leave();
    await page.pass(500);
    expect(page.received).toEqual([[{ item: 'heure', value: '12:30', base: 0 }]]);
  });

  it.each([
    ['midi', 'Cette heure n’est pas comprise. Écrivez HH:MM, par exemple 09:30.'],
    ['9h', 'Cette heure n’est pas comprise. Écrivez HH:MM, par exemple 09:30.'],
    ['12h75', 'Cette heure n’existe pas. Indiquez une heure de 00:00 à 23:59, par exemple 09:30.'],
    ['630', '06:30 est trop tôt\u00a0: indiquez une heure de 07:00 à 20:00.'],
  ])('keeps « %s » as typed beside what is wrong with it, and the answer of before until it is mended', async (typed, message) => {
    const page = await showAsking(time, '08:15');
    await page.asked.write(typed);
    await page.pass(5000);
    expect([page.received, await page.asked.text(), await page.asked.error()]).toEqual([[], typed, message]);
    expect(page.bar()).toContain('1 réponse non enregistrée');
    await page.asked.write('9h45');
    await page.pass(500);
    expect(page.received).toEqual([[{ item: 'heure', value: '09:45', base: 4 }]]);
    expect(await page.asked.error()).toBeNull();
  });

  it('takes the answer away when its box is emptied', async () => {
    const page = await showAsking(time, '08:15');
    await page.asked.clear();
    await page.asked.leave();
    await page.pass(500);
    expect(page.received).toMatchObject([[{ item: 'heure', base: 4 }]]);
    expect(page.received[0]?.[0]?.value).toBeUndefined();
  });
});
