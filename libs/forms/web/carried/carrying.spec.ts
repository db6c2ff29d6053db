import { jest } from '@jest/globals';
import { ApiProblem } from '#kernel/web';
import { showSheet } from '../sheet/form-sheet.testing.js';
import { formView } from '../sheet/small-form.testing.js';

const from = { source: 'previous-visit', form: 'Suivi – M1', day: '2026-10-30', seq: 7, centreId: 'a' } as const;
const carried = { weight: { ...from, value: '71.5' }, smokes: { ...from, value: 'O' } };
const ROW = 'lines/connu001';
const row = { [`${ROW}/drug`]: { source: 'protocol' as const, value: 'VYVGART', seq: 7, centreId: 'a' } };
const carriable = [{ section: 'patient', source: 'previous-visit' as const, items: ['weight', 'smokes'] }];
const page = (more: Parameters<typeof formView>[1], values: Parameters<typeof formView>[0] = {}) =>
  showSheet(formView(values, { kind: 'SUIVI', ...more }));
const TAKE = /^Reprendre de la visite précédente/;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

describe('a section that is filled from elsewhere', () => {
  it('says how many fields, asks the server, and goes to the first value that came', async () => {
    const { press, wire, becomes, said, text, received } = await page({ carriable });
    expect(text()).toContain('Reprendre de la visite précédente, à confirmer (2)');
    becomes(formView({}, { kind: 'SUIVI', carried, stateVersion: 2 }));
    await press(TAKE);
    expect(wire.carry).toHaveBeenCalledWith(expect.anything(), 1, { section: 'patient', source: 'previous-visit' });
    expect(said()).toEqual(['green', '2 valeurs reprises\u00a0: elles restent à confirmer, une à une.']);
    expect(text()).toContain('71,5\u00a0kg'.replace('\u00a0', ' '));
    expect(received).toEqual([]);
  });

  it('keeps the room of its button once nothing is left, and counts what is still empty', async () => {
    const { field, host, text } = await page({ carriable });
    await (await field('weight')).write('80');
    expect(text()).toContain('à confirmer (1)');
    await (await field('smokes')).choose('Non');
    const room = [...host.querySelectorAll('p')].find((each) => each.textContent?.includes('Reprendre de la visite'));
    expect(room?.className).toBe('unseen');
  });

  it('counts what applies: an answer that shows a field shows what may come there', async () => {
    const { field, text } = await page({ carriable: [{ section: 'patient', source: 'previous-visit', items: ['packs'] }] });
    expect(text()).not.toContain('Reprendre de la visite');
    await (await field('smokes')).choose('Oui');
    expect(text()).toContain('Reprendre de la visite précédente, à confirmer (1)');
  });

  it.each([
    ['on a form that is complete', { state: 'complete' as const }],
    ['to those who only read', { abilities: ['print' as const] }],
    ['where the server has nothing', { carriable: [] }],
  ])('is not offered %s', async (_, more) => expect((await page({ carriable, ...more })).text()).not.toContain('Reprendre de la visite'));

  it('says why it was refused, and reads the form again', async () => {
    const { press, wire, said } = await page({ carriable });
    wire.carry = jest.fn(async () => {
      throw new ApiProblem('stale-state', 'Relisez.', 412);
    });
    await press(TAKE);
    expect(said()[0]).toBe('red');
    expect(wire.form).toHaveBeenCalled();
  });
});

describe('a value that stands to be confirmed', () => {
  it('is no answer: its field is empty and missing, says what would stand there and where it comes from', async () => {
    const { field, text } = await page({ carried });
    expect(await (await field('weight')).text()).toBe('');
    expect(text()).toContain('À confirmer71,5 kgvisite précédente (Suivi – M1, 30/10/2026)');
    expect(text()).not.toContain('Paquets');
  });

  it('becomes an answer when it is confirmed, by its button or by Alt+R, which goes on to the next one', async () => {
    const { field, fixture, host, pass, received, text } = await page({ carried });
    const box = () => host.querySelector<HTMLInputElement>('[data-key="weight"] input');
    document.body.append(host);
    box()?.focus();
    box()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', code: 'KeyR', altKey: true, bubbles: true }));
    await fixture.whenStable();
    await pass(500);
    expect(received).toEqual([[{ item: 'weight', value: '71.5', base: 0 }]]);
    expect(document.activeElement?.closest('[data-key]')?.getAttribute('data-key')).toBe('smokes');
    await (await field('smokes')).click('Confirmer\u00a0: Fume, Oui');
    await pass(500);
    expect(text()).not.toContain('À confirmer');
    expect(text()).toContain('Paquets');
    host.remove();
  });

  it('is corrected by typing over it; taken away afterwards, it does not come back', async () => {
    const { field, pass, text } = await page({ carried });
    await (await field('weight')).write('72');
    await pass(500);
    expect(text()).not.toContain('71,5');
    await (await field('weight')).clear();
    await pass(5000);
    expect(text()).not.toContain('71,5');
  });

  it('is put aside by the server', async () => {
    const { press, wire, becomes, text } = await page({ carried });
    becomes(formView({}, { kind: 'SUIVI', carried: { smokes: carried.smokes }, stateVersion: 2 }));
    await press(/^Écarter\s: Poids/);
    expect(wire.putCarriedAside).toHaveBeenCalledWith(expect.anything(), 1, 'weight');
    expect(text()).not.toContain('71,5');
  });

  it('in a row that nobody made: its confirmation makes the row, in one save', async () => {
    const { press, pass, received, text } = await page({ carried: row });
    expect(text()).toContain('À confirmerVYVGARTprotocole');
    expect(text()).not.toContain('Retirer\u00a0: Traitement');
    await press(/^\s*Confirmer\s: Médicament/);
    await pass(500);
    expect(received).toEqual([
      [
        { item: ROW, value: true, base: 0 },
        { item: `${ROW}/drug`, value: 'VYVGART', base: 0 },
      ],
    ]);
  });

  it('is listed first in what is missing, once, and leads to its field', async () => {
    const { host, text, fixture } = await page({ carried: { weight: carried.weight } });
    host.querySelector<HTMLElement>('app-save-bar .counts button')?.click();
    await fixture.whenStable();
    expect(text()).toContain('À confirmer, reprises d’ailleurs (1)Poids – Patient');
  });

  it('is shown, and not settled, by those who only read', async () => {
    const { text, host } = await page({ carried, abilities: ['print'] });
    expect(text()).toContain('À confirmer');
    expect(host.querySelector('app-carried-box button')).toBeNull();
  });
});
