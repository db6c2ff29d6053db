import type { Form, Item } from '#protocols/domain';
import { showSheet } from '../sheet/form-sheet.testing.js';
import { formView, protocol } from '../sheet/small-form.testing.js';

describe('an answer that is refused', () => {
  it.each<[string, Partial<Item>, string]>([
    ['a number', { type: 'int' }, 'sept'],
    ['a date', { type: 'date' }, '31/31/2026'],
    ['a text', { type: 'text', maxLength: 5 }, 'a'.repeat(9)],
    ['a long text', { type: 'long', maxLength: 5 }, 'a'.repeat(9)],
    ['an identifier', { type: 'text', format: 'rpps', maxLength: 11 }, '123'],
    ['an answer of a list', { type: 'choice', list: 'MANY' }, 'xyzzy'],
    ['one of several answers of a list', { type: 'choice', list: 'MANY' }, 'réponse'],
  ])('whatever the box, what is no answer stays in it with its message: %s', async (_, kind, typed) => {
    const page = await showSheet(formView());
    const [{ sections, ...rest }] = protocol.forms as [Form];
    const item = { code: 'molecule', label: 'Molécule', place: 'Annexe 1', reliability: 'G', ...kind } as Item;
    const forms = [{ ...rest, sections: sections.map((each, at) => (at === 0 ? { ...each, content: [item, ...each.content] } : each)) }];
    const MANY = Array.from({ length: 8 }, (__, at) => ({ code: String(at), label: `Réponse ${at}` }));
    page.fixture.componentRef.setInput('protocol', { ...protocol, forms, codeLists: { MANY } });
    await page.fixture.whenStable();
    const field = await page.field('molecule');
    await field.write(typed);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await page.fixture.whenStable();
    expect(await field.text()).toBe(typed);
    expect(await field.error()).not.toBeNull();
    expect([page.received, page.bar()]).toEqual([[], expect.stringContaining('1 réponse non enregistrée')]);
    await field.clear();
    await field.leave();
    expect([await field.error(), page.bar()]).toEqual([null, expect.not.stringContaining('non enregistrée')]);
  });
});
