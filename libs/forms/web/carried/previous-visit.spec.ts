import { jest } from '@jest/globals';
import type { Item, Values } from '#protocols/domain';
import { base, show } from '../fields/item-field.testing.js';
import { showSheet } from '../sheet/form-sheet.testing.js';
import { rowsBefore } from './previous.js';
import { formView, lines, protocol } from '../sheet/small-form.testing.js';

const weight: Item = { ...base, type: 'dec', unit: 'kg', reusable: true };

/** A form of which the visit before has these answers. */
const after = (previousVisit: Values, values = {}, abilities: ('write' | 'print')[] = ['write', 'print']) =>
  showSheet(formView(values, { kind: 'SUIVI', abilities, env: { previousVisit } }));

beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

describe('the answer of the visit before', () => {
  it('stands beside the field in words, and is copied on request only', async () => {
    const { ui, said } = await show(weight, { previous: '71.5' });
    expect(await ui.before()).toBe('Visite précédente\u00a0: 71,5\u00a0kg');
    expect([await ui.text(), said]).toEqual(['', []]);
    await ui.takeUp();
    expect(said).toEqual([['choose', '71.5']]);
  });

  it('is copied by Alt+R too, over what is being typed', async () => {
    const { ui, said, fixture } = await show(weight, { previous: '71.5' });
    await ui.type('8');
    const box = (fixture.nativeElement as HTMLElement).querySelector('input');
    // On a Mac the same keys write another letter: the place of the key decides.
    box?.dispatchEvent(new KeyboardEvent('keydown', { key: '®', code: 'KeyR', altKey: true, bubbles: true }));
    expect(said.at(-1)).toEqual(['choose', '71.5']);
  });

  it.each<[string, Item, Values[string], string]>([
    ['a day', { ...base, type: 'date' }, '2026-08-03', '03/08/2026'],
    ['codes', { ...base, type: 'multi', list: 'SITES' }, ['OS', 'FOIE'], 'OS, FOIE'],
    ['yes', { ...base, type: 'on' }, 'O', 'Oui'],
    ['a missing reason', weight, { missing: 'NF' }, 'Non fait'],
  ])('is shown as everywhere: %s', async (_, item, previous, words) => {
    expect(await (await show(item, { previous })).ui.before()).toBe(`Visite précédente\u00a0: ${words}`);
  });

  it('keeps its place and its button once the answers agree, so that nothing moves', async () => {
    const { ui, said } = await show(weight, { previous: '71.5', value: '71.5' });
    expect(await ui.before()).toContain('71,5');
    await ui.takeUp();
    expect(said).toEqual([]);
  });

  it('is only read where nothing can be typed', async () => {
    const { ui } = await show(weight, { previous: '71.5' }, { readOnly: true });
    expect(await ui.before()).toContain('71,5');
    await expect(ui.takeUp()).rejects.toThrow('no button');
  });
});

describe('what the protocol does not mark as reusable', () => {
  it('is shown beside the field, and is not copied: a score, a day, a weight that is measured each time', async () => {
    const { ui, said, fixture } = await show({ ...base, type: 'int' }, { previous: 12 });
    expect(await ui.before()).toBe('Visite précédente\u00a0: 12');
    await expect(ui.takeUp()).rejects.toThrow('no button');
    const box = (fixture.nativeElement as HTMLElement).querySelector('input');
    box?.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', code: 'KeyR', altKey: true, bubbles: true }));
    expect(said).toEqual([]);
  });

  it('is left out of the rows that are taken up', async () => {
    const { text } = await after({ 'lines/aaaaaa': true });
    expect(text()).toContain('Ligne sans réponse');
    expect(text()).not.toContain('Reprendre cette ligne');
  });
});

describe('rows of the visit before', () => {
  const before = { 'lines/aaaaaa': true, 'lines/aaaaaa/drug': 'Aspirine', 'lines/bbbbbb': true, 'lines/bbbbbb/drug': 'Codéine' } as const;

  it('are shown in their group, each taken up whole under its own id', async () => {
    const { press, field, received, pass } = await after(before);
    await press(/^Reprendre cette ligne\s: Codéine/);
    expect(await (await field('lines/bbbbbb/drug')).text()).toBe('Codéine');
    await pass(500);
    expect(received.flat().map(({ item, value }) => [item, value])).toEqual([
      ['lines/bbbbbb', true],
      ['lines/bbbbbb/drug', 'Codéine'],
    ]);
  });

  it('name their answers, where a row has several questions', async () => {
    const page = await after({ ...before, 'lines/aaaaaa/dose': 4 });
    const dose: Item = { code: 'dose', label: 'Dose', place: 'Annexe 1', reliability: 'G', type: 'int', unit: 'mg', reusable: true };
    const forms = protocol.forms.map((form) => ({
      ...form,
      sections: form.sections.map((section) => ({
        ...section,
        content: section.content.map((each) => (each.type === 'group' ? { ...each, items: [...each.items, dose] } : each)),
      })),
    }));
    page.fixture.componentRef.setInput('protocol', { ...protocol, forms });
    await page.fixture.whenStable();
    expect(page.text()).toContain('Médicament\u00a0: Aspirine · Dose\u00a0: 4\u00a0mg'.replace(/\u00a0/g, ' '));
  });

  it('are told in the order in which they were made', () => {
    expect(rowsBefore(lines, before).map(({ key }) => key)).toEqual(['lines/aaaaaa', 'lines/bbbbbb']);
    expect(rowsBefore(lines, undefined)).toEqual([]);
  });
});
