import { actOf, Worklist } from './worklist.js';

const rows: readonly { readonly id: string; readonly state?: string }[] = ['a', 'b', 'c'].map((id) => ({ id }));

function list() {
  const work = new Worklist<{ readonly id: string; readonly state?: string }>();
  work.show(rows);
  return work;
}

describe('a list that is worked through', () => {
  it('begins at its first row, and stops at both ends', () => {
    const work = list();
    expect(work.move(1)?.id).toBe('a');
    expect(work.move(-1)?.id).toBe('a');
    for (let step = 0; step < 5; step++) work.move(1);
    expect(work.at()?.id).toBe('c');
  });

  it('keeps its place and its selection when a row changes, and when more rows come', () => {
    const work = list();
    work.go('b');
    work.toggle('b');
    work.replace({ id: 'b', state: 'closed' });
    work.show([...work.rows(), { id: 'd' }]);
    expect(work.at()).toEqual({ id: 'b', state: 'closed' });
    expect(work.selected()).toEqual([{ id: 'b', state: 'closed' }]);
  });

  it('read again by itself, changes nothing under the hands', () => {
    const work = list();
    work.go('a');
    work.toggle('b');
    work.refresh([{ id: 'd' }], true);
    expect(work.rows().map(({ id }) => id)).toEqual(['a', 'b', 'd']);
    work.refresh([{ id: 'a', state: 'closed' }], false);
    expect(work.rows()).toEqual([{ id: 'a', state: 'closed' }, { id: 'b' }, { id: 'd' }]);
  });

  it('selects nothing that has left it', () => {
    const work = list();
    work.selectAll(true);
    expect(work.isAllSelected()).toBe(true);
    work.show([{ id: 'a' }]);
    expect(work.selected()).toEqual([{ id: 'a' }]);
    work.show(rows);
    expect(work.isSelected('c')).toBe(false);
  });
});

describe('a key', () => {
  function press(key: string, place: string, more: KeyboardEventInit = {}) {
    document.body.innerHTML = place;
    const target = document.querySelector('.here') ?? document.body;
    let act: ReturnType<typeof actOf>;
    document.addEventListener('keydown', (event) => (act = actOf(event)), { once: true });
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
    return act;
  }

  it.each([
    ['j', 'next'],
    ['ArrowDown', 'next'],
    ['k', 'previous'],
    ['n', 'open-next'],
    ['A', 'answer'],
    ['?', 'help'],
    ['z', undefined],
  ])('%s is %s on the list', (key, act) => {
    expect(press(key, '<button class="here"></button>')).toBe(act);
  });

  it.each([
    '<input class="here">',
    '<textarea class="here"></textarea>',
    '<select class="here"></select>',
    '<div role="dialog"><button class="here"></button></div>',
    '<div role="dialog" aria-modal="true"></div>',
  ])('is left to %s', (place) => {
    expect(press('c', place)).toBeUndefined();
  });

  it('with a modifier is the browser’s', () => {
    expect(press('c', '<p class="here"></p>', { ctrlKey: true })).toBeUndefined();
  });
});
