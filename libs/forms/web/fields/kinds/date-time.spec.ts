import { jest } from '@jest/globals';
import type { DateTimeItem } from '#protocols/domain';
import { base, show } from '../item-field.testing.js';
import { showAsking } from './asked.testing.js';

/** Today is 22 November 2026. */
const started: DateTimeItem = { ...base, code: 'perfusion', label: 'Début de la perfusion', type: 'dateTime', notAfter: 'today' };

describe('a field that asks a date and its time', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('is one box that shows what it expects, and says what is typed', async () => {
    const { ui, said, fixture } = await show(started);
    expect((fixture.nativeElement as HTMLElement).querySelector('input')?.placeholder).toBe('JJ/MM/AAAA HH:MM');
    await ui.write('050326 1430');
    expect(said).toEqual([
      ['type', '050326 1430', 'typing'],
      ['type', '050326 1430', 'settled'],
    ]);
  });

  it('is only read where nobody may answer', async () => {
    const { ui } = await show(started, { value: '2026-03-05T14:30' }, { readOnly: true });
    expect(await ui.words()).toBe('05/03/2026 14:30');
  });

  it.each([
    ['05/03/2026 14:30', '2026-03-05T14:30'],
    ['050326 930', '2026-03-05T09:30'],
    ['0311 9h30', '2026-11-03T09:30'],
    ['3/12 9h30', '2025-12-03T09:30'],
  ])('saves « %s » as %s, and shows it as it is understood', async (typed, value) => {
    const page = await showAsking(started);
    await page.asked.write(typed);
    await page.pass(500);
    expect(page.received).toEqual([[{ item: 'perfusion', value, base: 0 }]]);
    const [, year, month, day, at] = /^(.{4})-(.{2})-(.{2})T(.{5})$/.exec(value) ?? [];
    expect(await page.asked.text()).toBe(`${day}/${month}/${year} ${at}`);
  });

  it('saves nothing of what may still grow, until it is left', async () => {
    const page = await showAsking(started);
    await page.asked.type('05/03/2026 143');
    await page.pass(5000);
    expect(page.received).toEqual([]);
    await page.asked.type('05/03/2026 1430');
    await page.pass(5000);
    expect(page.received).toEqual([[{ item: 'perfusion', value: '2026-03-05T14:30', base: 0 }]]);
  });

  it.each([
    ['05/03/2026', 'Indiquez aussi l’heure, par exemple 05/03/2024 14:30.'],
    ['lundi 14:30', 'Cette date et cette heure ne sont pas comprises. Écrivez JJ/MM/AAAA HH:MM, par exemple 05/03/2024 14:30.'],
    ['05/03/2026 25:00', 'Cette date ou cette heure n’existe pas. Indiquez jour, mois, année et heure, par exemple 05/03/2024 14:30.'],
    ['23/11/2026 00:00', '23/11/2026 00:00 est trop tard\u00a0: cette date ne peut pas être dans le futur.'],
  ])('keeps « %s » as typed beside what is wrong with it, and the answer of before until it is mended', async (typed, message) => {
    const page = await showAsking(started, '2026-03-01T08:15');
    await page.asked.write(typed);
    await page.pass(5000);
    expect([page.received, await page.asked.text(), await page.asked.error()]).toEqual([[], typed, message]);
    expect(page.bar()).toContain('1 réponse non enregistrée');
    await page.asked.write('05/03/2026 9:45');
    await page.pass(500);
    expect(page.received).toEqual([[{ item: 'perfusion', value: '2026-03-05T09:45', base: 4 }]]);
    expect(await page.asked.error()).toBeNull();
  });
});
