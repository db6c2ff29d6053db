import type { QueryView } from '#api-client';
import { BULK_BUTTONS, type QueryBulkAct, whyNotQuery } from './bulk-questions.js';
import { type Left, shareOf } from './bulk-share.js';

const LOCKED: Left = { one: 'déjà verrouillée', many: 'déjà verrouillées' };
const FAT: Left = { one: 'FAT en attente', many: 'FAT en attente' };

describe('what an act on many touches of what was selected', () => {
  it('is all of it, and nothing is said', () => {
    expect(shareOf([1, 2], () => undefined)).toEqual({ touched: [1, 2] });
  });

  it('or less: how many are left is said, and why, reason by reason', () => {
    const rows = [...Array(5).keys()];
    const share = shareOf(rows, (row) => (row < 2 ? undefined : row === 2 ? FAT : LOCKED));
    expect(share.touched).toEqual([0, 1]);
    expect(share.leftInWords).toBe('Sur 5 sélectionnées, 3 sont laissées de côté\u00a0: 1\u00a0FAT en attente, 2\u00a0déjà verrouillées.');
    expect(shareOf(rows, (row) => (row === 0 ? LOCKED : undefined)).leftInWords).toMatch(/1 est laissée de côté/);
  });

  it('leaves, of each act on queries, exactly those that may not be, each with its reason', () => {
    const states: readonly QueryView['state'][] = ['open', 'answered', 'closed', 'cancelled'];
    const all = states.flatMap((state) =>
      (['system', 'operator'] as const).flatMap((askedBy) =>
        [['close', 'reopen', 'remind', 'assign'] as const, [] as const].map((abilities) => ({ state, askedBy, abilities: [...abilities] })),
      ),
    );
    for (const act of Object.keys(BULK_BUTTONS) as QueryBulkAct[])
      for (const query of all) {
        const why = whyNotQuery(act, query);
        expect([act, query.abilities.length > 0, why === undefined]).toEqual([act, query.abilities.length > 0, query.abilities.length > 0]);
      }
    expect(whyNotQuery('reopen', { state: 'open', askedBy: 'operator', abilities: [] })?.many).toBe('ouvertes');
    expect(whyNotQuery('reopen', { state: 'closed', askedBy: 'system', abilities: [] })?.many).toMatch(/contrôle/);
    expect(whyNotQuery('close', { state: 'open', askedBy: 'operator', abilities: [] })?.one).toMatch(/droits/);
  });
});
