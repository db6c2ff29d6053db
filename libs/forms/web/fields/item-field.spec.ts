import { TestKey } from '@angular/cdk/testing';
import type { Item, Value } from '#protocols/domain';
import type { FieldView } from '../drawing/drawing.js';
import { base, letters, show } from './item-field.testing.js';
import { understand } from './text-of.js';

describe('a field in which one types', () => {
  it('says what is typed, then that it is left', async () => {
    const { ui, said } = await show({ ...base, type: 'dec', unit: 'kg' });
    await ui.write('70,5');
    expect(said).toEqual([
      ['type', '70,5', 'typing'],
      ['type', '70,5', 'settled'],
    ]);
    expect(await ui.unit()).toBe('kg');
  });

  it.each<[string, Item, string, string]>([
    ['letters in capitals without accents, not one too many', letters, 'élodie', 'ELO'],
    ['a FINESS number without blanks', { ...base, type: 'text', format: 'finess', maxLength: 9 }, '54 000 269 8', '540002698'],
    ['an RPPS number without blanks', { ...base, type: 'text', format: 'rpps', maxLength: 11 }, '100 0387 9623', '10003879623'],
  ])('shapes %s as it is typed', async (_, item, typed, shown) => {
    const { ui, said } = await show(item);
    await ui.type(typed);
    expect(await ui.text()).toBe(shown);
    expect(said).toEqual([['type', shown, 'typing']]);
  });

  it.each<[string, Item, string, string | undefined]>([
    ['a text', { ...base, type: 'text', maxLength: 40 }, 'a'.repeat(450), 'Ce texte a 450 caractères\u00a0: 40 au plus sont prévus.'],
    [
      'a long text',
      { ...base, type: 'long', maxLength: 300 },
      'é '.repeat(225),
      'Ce texte a 449 caractères\u00a0: 300 au plus sont prévus.',
    ],
    ['a number', { ...base, type: 'dec' }, '1'.repeat(450), undefined],
    ['a day', { ...base, type: 'date' }, '03/11/2026 '.repeat(40), undefined],
    ['a FINESS number', { ...base, type: 'text', format: 'finess', maxLength: 9 }, '5'.repeat(40), undefined],
    ['an RPPS number', { ...base, type: 'text', format: 'rpps', maxLength: 11 }, '5'.repeat(40), undefined],
  ])('cuts nothing of %s that is too long: all of it is heard', async (_, item, pasted, says) => {
    const { ui, said, fixture } = await show(item);
    await ui.type(pasted);
    expect(await ui.text()).toBe(pasted);
    expect(said).toEqual([['type', pasted, 'typing']]);
    const note = (fixture.nativeElement as HTMLElement).querySelector('app-length-note')?.textContent?.trim();
    expect(note).toBe(says);
  });

  it('says that a text is too long once, with the figure that the server counts', async () => {
    const item: Item = { ...base, type: 'long', maxLength: 30 };
    const { ui, fixture, becomesWrong } = await show(item);
    const said = () => (fixture.nativeElement as HTMLElement).textContent?.match(/Ce texte a \d+ caractères/g);
    const typed = `${'a'.repeat(40)} \r\n${'b'.repeat(10)} \n\n`;
    await ui.type(typed);
    const understood = understand(item, typed, {}, { today: '' } as never);
    const message = understood.ok ? '' : understood.message;
    expect(said()).toEqual(['Ce texte a 52 caractères']);
    expect(message).toContain('Ce texte a 52 caractères');
    await ui.leave();
    becomesWrong(typed, message);
    await fixture.whenStable();
    expect(said()).toEqual(['Ce texte a 52 caractères']);
  });

  it('counts once the limit is near, and not before', async () => {
    const { ui, fixture } = await show({ ...base, type: 'text', maxLength: 40 });
    const note = () => (fixture.nativeElement as HTMLElement).querySelector('app-length-note')?.textContent?.trim();
    await ui.type('a'.repeat(31));
    expect(note()).toBe('');
    await ui.type('a'.repeat(32));
    expect(note()).toMatch(/ \/ 40$/);
  });

  it('says that of a whole name only the letters asked for are kept', async () => {
    const { ui, fixture } = await show(letters);
    await ui.type('Marchetti');
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('Seules les premières lettres demandées sont gardées.');
  });

  it.each<[string, Item, Value, string]>([
    ['a day', { ...base, type: 'date' }, '2026-11-03', '03/11/2026'],
    ['a month', { ...base, type: 'month' }, '1961-03', '03/1961'],
    ['a decimal, without its unit', { ...base, type: 'dec', unit: 'kg' }, '70.5', '70,5'],
    ['a whole number', { ...base, type: 'int' }, 12, '12'],
    ['nothing for a missing reason', { ...base, type: 'int', missingReasons: ['NF'] }, { missing: 'NF' }, ''],
  ])('shows %s as people write it', async (_, item, value, shown) => {
    const { ui } = await show(item, { value });
    expect(await ui.text()).toBe(shown);
  });

  it('shows, once left, what was understood', async () => {
    const { ui, becomes } = await show({ ...base, type: 'date' });
    await ui.type('0311');
    becomes('2026-11-03');
    expect(await ui.text()).toBe('0311');
    await ui.leave();
    expect(await ui.text()).toBe('03/11/2026');
  });

  it('keeps what was not understood beside its error', async () => {
    const { ui } = await show({ ...base, type: 'int' }, { text: 'douze', problem: 'Un nombre entier est attendu, par exemple 12.' });
    expect(await ui.text()).toBe('douze');
    expect(await ui.error()).toBe('Un nombre entier est attendu, par exemple 12.');
  });

  it.each<[string, Item, Value, string]>([
    ['text', letters, 'DUP', 'DUP'],
    ['a choice', { ...base, type: 'choice', list: 'ECOG' }, '1', 'Score 1'],
    ['several', { ...base, type: 'multi', list: 'SITES' }, ['OS', 'FOIE'], 'OS, FOIE'],
  ])('is only read where one may not write: %s', async (_, item, value, words) => {
    const { ui } = await show(item, { value }, { readOnly: true });
    expect(await ui.words()).toBe(words);
  });
});

describe('a field in which one chooses', () => {
  const yes: Item = { ...base, type: 'oni' };
  const one: Item = { ...base, type: 'choice', list: 'ECOG' };
  const several: Item = { ...base, type: 'multi', list: 'SITES', exclusive: 'AUCUN' };

  it.each([
    ['o', 'O'],
    ['N', 'N'],
    ['i', 'I'],
  ])('answers yes, no or unknown with the key %s', async (key, code) => {
    const { ui, said } = await show(yes);
    await ui.press(key);
    expect(said).toEqual([['choose', code]]);
  });

  it('takes a choice away with Suppr or in words', async () => {
    const { ui, said } = await show(one, { value: '1' });
    expect(await ui.chosen()).toEqual(['Score 1']);
    await ui.press(TestKey.DELETE);
    await ui.click('Effacer la réponse');
    expect(said).toEqual([
      ['choose', undefined],
      ['choose', undefined],
    ]);
  });

  it('shows up to six answers as buttons', async () => {
    const { ui, said } = await show(one);
    await ui.choose('Score 2');
    expect(said).toEqual([['choose', '2']]);
  });

  it.each<[string, Value | undefined, string, Value | undefined]>([
    ['in the order of the list', ['FOIE'], 'OS', ['OS', 'FOIE']],
    ['the excluding one alone', ['OS', 'FOIE'], 'AUCUN', ['AUCUN']],
    ['another one without the excluding one', ['AUCUN'], 'OS', ['OS']],
    ['nothing as no answer', ['OS'], 'OS', undefined],
  ])('ticks %s', async (_, value, label, expected) => {
    const { ui, said } = await show(several, { value });
    await ui.choose(label);
    expect(said).toEqual([['choose', expected]]);
  });
});

describe('what a field tells', () => {
  it('shows a calculated value, which no one types', async () => {
    const { ui } = await show({ ...base, type: 'calc', result: 'dec', unit: 'kg/m²', formula: 1 }, { value: '21.6' });
    expect(await ui.words()).toBe('21,6\u00a0kg/m²');
    expect(await ui.marks()).toEqual(['Calculé']);
  });

  it.each<[string, Item, Partial<FieldView>, string[]]>([
    ['that it is needed to sign', { ...letters, required: true }, {}, ['Nécessaire']],
    ['nothing when it is not', letters, {}, []],
    ['that another centre answered', letters, { value: 'DUP', mark: { seq: 3, centreId: 'b' } }, ['Saisi par CHU de Lyon']],
    ['that another centre did since, and no more', letters, { isElsewhere: true }, ['Répondu par un autre centre']],
    ['nothing of its own centre', letters, { value: 'DUP', mark: { seq: 3, centreId: 'a' } }, []],
  ])('marks %s, in a row whose room is reserved', async (_, item, more, marks) => {
    const { ui } = await show(item, more);
    expect(await ui.marks()).toEqual(marks);
    expect(await ui.keepsRoomForMarks()).toBe(true);
  });

  it('charter C10.4: is read, and not typed, where another centre answered', async () => {
    const { ui, fixture } = await show(letters, { value: 'DUP', mark: { seq: 3, centreId: 'b' }, isElsewhere: true });
    expect(await ui.words()).toBe('DUP');
    expect((fixture.nativeElement as HTMLElement).querySelector('input, button')).toBeNull();
  });

  it('charter P5: shows a notice where the answer calls for it', async () => {
    const { ui } = await show({ ...base, type: 'on' }, { value: 'O', notices: 'L’essai passe d’abord.' });
    expect(await ui.notices()).toEqual(['L’essai passe d’abord.']);
  });

  it('shows both sides of a conflict, and keeps the one that is chosen', async () => {
    const conflict = { path: 'item', theirs: 'MAR', base: 9, by: 'Dr Marc', at: '2026-03-03T13:02:00Z' };
    const { ui, said } = await show(letters, { value: 'DUP', conflict });
    const [text] = await ui.notices();
    expect(text).toMatch(/Dr Marc.*14:02.*DUP.*MAR/s);
    await ui.click('Garder la mienne');
    await ui.click('Prendre la sienne');
    expect(said).toEqual([['keepMine'], ['giveUp']]);
  });

  it('gives a reason for having no answer, where the PUT accepts one', async () => {
    const { ui, said, becomes } = await show({ ...base, type: 'int', missingReasons: ['NF', 'ND'] });
    await ui.click('Non fait');
    becomes({ missing: 'NF' });
    await ui.click('Non fait');
    expect(said).toEqual([
      ['choose', { missing: 'NF' }],
      ['choose', undefined],
    ]);
  });
});
