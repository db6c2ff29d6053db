import { actOnMany, type ManyWish } from './many-run.js';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `q${index}`);

/** A server that answers as it is told, and notes what it was sent. */
function played(items: readonly string[], answers: ManyWish<string>['send'][]) {
  const sent: { readonly key: string; readonly items: readonly string[] }[] = [];
  const wish: ManyWish<string> = {
    items,
    name: String,
    send: async (some, key) => {
      sent.push({ key, items: some });
      const answer = answers.shift();
      return answer ? answer(some, key) : { done: some, refused: [] };
    },
    unheard: (thrown) => (thrown as Error).message,
    inWords: (count) => `${count} faites`,
    about: (id) => `à propos de ${id}`,
  };
  return { wish, sent };
}

const cut = async () => Promise.reject(new Error('Réseau coupé.'));

describe('one act on many', () => {
  it('is sent a hundred at a time, each under a key of its own', async () => {
    const { wish, sent } = played(ids(250), []);
    expect(await actOnMany(wish)).toEqual({ done: '250 faites', refused: [], undone: 0 });
    expect(sent.map(({ items }) => items.length)).toEqual([100, 100, 50]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
  });

  it('loses nothing when the network is cut in the middle, and sends the same again under the same keys', async () => {
    const { wish, sent } = played(ids(250), [async (some) => ({ done: some, refused: [] }), cut]);
    const first = await actOnMany(wish);
    expect(first).toMatchObject({ done: '100 faites', undone: 150 });
    expect(first.refused[0]).toEqual({ id: 'q100', about: 'à propos de q100', message: 'Réseau coupé.' });
    // What comes after a cut is not tried: it would meet the same.
    expect(sent).toHaveLength(2);
    const second = await first.retry?.();
    expect(second).toEqual({ done: '250 faites', refused: [], undone: 0 });
    expect(sent[2]).toEqual(sent[1]);
    expect(sent[3]?.items).toHaveLength(50);
  });

  it('tells what was refused once for all, and tries again only what nobody refused', async () => {
    const refused = [
      { id: 'q0', message: 'Elle est close.', again: false },
      { id: 'q1', message: 'À réessayer.', again: true },
    ];
    const { wish, sent } = played(ids(3), [
      async () => ({ done: ['q2'], refused }),
      async () => ({ done: ['q1', 'q2'], refused: refused.slice(0, 1) }),
    ]);
    const first = await actOnMany(wish);
    expect(first).toMatchObject({ done: '1 faites', undone: 1, refused: [{ id: 'q0' }, { id: 'q1' }] });
    expect(await first.retry?.()).toEqual({
      done: '2 faites',
      refused: [{ id: 'q0', about: 'à propos de q0', message: 'Elle est close.' }],
      undone: 0,
    });
    expect(sent[1]).toEqual(sent[0]);
  });

  it('offers no second try of what was refused', async () => {
    const { wish } = played(['q0'], [async () => ({ done: [], refused: [{ id: 'q0', message: 'Elle est close.', again: false }] })]);
    expect(await actOnMany(wish)).not.toHaveProperty('retry');
  });
});
