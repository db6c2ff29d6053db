import { TestKey } from '@angular/cdk/testing';
import type { Item } from '#protocols/domain';
import { base, show } from '../item-field.testing.js';

describe('a list that filters', () => {
  const many: Item = { ...base, type: 'choice', list: 'PAYS' };

  it('filters more than six answers as one types, accents or not, and chooses with Enter', async () => {
    const { ui, said } = await show(many);
    await ui.type('grec');
    expect(await ui.options()).toEqual(['Grèce']);
    await ui.press(TestKey.ENTER);
    expect(said).toEqual([['choose', 'Gr']]);
  });

  it('opens the whole list at a press or with an arrow, and not in passing', async () => {
    const { ui, said } = await show(many, { value: 'Fr' });
    await ui.focus();
    expect(await ui.options()).toEqual([]);
    await ui.leave();
    await ui.open();
    expect(await ui.options()).toHaveLength(7);
    await ui.leave();
    expect(await ui.options()).toEqual([]);
    await ui.press(TestKey.DOWN_ARROW);
    expect(await ui.options()).toHaveLength(7);
    expect(said).toEqual([]);
  });

  it('chooses with a press, and the page has the last word on what the box shows', async () => {
    const { ui, said } = await show(many, { value: 'Fr' });
    await ui.pick('Norvège');
    expect(said).toEqual([['choose', 'No']]);
    expect(await ui.options()).toEqual([]);
    expect(await ui.text()).toBe('France');
  });

  it('closes with Esc as it was, and opens again with the same letters', async () => {
    const { ui, said } = await show(many, { value: 'Fr' });
    await ui.type('norv');
    await ui.press(TestKey.ESCAPE);
    expect(await ui.options()).toEqual([]);
    expect(await ui.text()).toBe('France');
    await ui.type('norv');
    expect(await ui.options()).toEqual(['Norvège']);
    await ui.press(TestKey.ESCAPE);
    await ui.leave();
    expect(said).toEqual([]);
  });

  it('says that no answer of the list has these letters, which is no answer', async () => {
    const { ui, said } = await show(many);
    await ui.type('zzz');
    expect(await ui.options()).toEqual(['Aucune réponse de la liste ne contient ces lettres.']);
    await ui.press(TestKey.DOWN_ARROW, TestKey.ENTER);
    expect(said).toEqual([]);
  });

  it('says to the page what was typed once it is left, for the page to say which answer it is', async () => {
    const { ui, said } = await show(many);
    await ui.write('norv');
    expect(said).toEqual([['type', 'norv', 'settled']]);
  });

  it('keeps what is no answer in its box, over the answer that was there', async () => {
    const { ui, said } = await show(many, { value: 'Fr', draft: 'xyzzy', problem: 'Choisissez dans la liste.' });
    expect(await ui.text()).toBe('xyzzy');
    expect(await ui.error()).toBe('Choisissez dans la liste.');
    await ui.open();
    expect(await ui.options()).toHaveLength(7);
    await ui.press(TestKey.ESCAPE);
    await ui.leave();
    expect(await ui.text()).toBe('xyzzy');
    expect(said).toEqual([]);
  });

  it('shows the answer whose very words were typed', async () => {
    const { ui, becomes, said } = await show(many);
    await ui.type('Norvège');
    const left = ui.leave();
    becomes('No');
    await left;
    expect(said).toEqual([['type', 'Norvège', 'settled']]);
    expect(await ui.text()).toBe('Norvège');
  });

  it('takes the answer away with Suppr, or by leaving an empty box', async () => {
    const { ui, said } = await show(many, { value: 'Fr' });
    await ui.press(TestKey.DELETE);
    await ui.clear();
    await ui.leave();
    expect(said).toEqual([
      ['choose', undefined],
      ['type', '', 'settled'],
    ]);
  });
});
