import { unanswered } from '../saving/ledger-answers.js';
import { openLedger, typed } from '../saving/ledger.js';
import { known } from '../saving/saving.testing.js';
import { FAT } from '../sheet/small-form.testing.js';
import { inWords, placeOnForm, restored, unsavedOf, type KeptForm, type Unsaved } from './kept.js';

const none = new Map();
const typedOver = (at: ReturnType<typeof known>, answers: Record<string, string>) =>
  Object.entries(answers).reduce((ledger, [key, value]) => typed(ledger, key, value, new Set()), openLedger(at));
const keptOf = (pending: Unsaved['pending'], more: Partial<KeptForm> = {}): KeptForm => {
  const unsaved = { pending, drafts: [] };
  return { ...unsaved, formId: 'f', enrolmentId: 'e', title: 'Fiche', words: inWords(FAT, {}, unsaved), aside: [], ...more };
};

describe('what was typed and not saved, kept and given back', () => {
  it('stands over the version it was typed on, through a disk', () => {
    const ledger = typedOver(known({ weight: '60' }, 1, { weight: 4 }), { weight: '70' });
    const disk = JSON.parse(JSON.stringify(unsavedOf(ledger, none))) as Unsaved;
    const later = restored(openLedger(known({ weight: '65' }, 2, { weight: 9 })), disk);
    // Someone else answered meanwhile: the base says so, and the server will.
    expect(later.pending.get('weight')).toMatchObject({ value: '70', base: 4 });
  });

  it('an answer taken away is one too', () => {
    const ledger = typed(openLedger(known({ weight: '60' })), 'weight', undefined, new Set());
    const disk = JSON.parse(JSON.stringify(unsavedOf(ledger, none))) as Unsaved;
    const later = restored(openLedger(known({ weight: '60' })), disk);
    expect(later.pending.has('weight')).toBe(true);
    expect(later.pending.get('weight')?.value).toBeUndefined();
  });

  it('what was on its way is remembered, so that nobody is in conflict with themselves', () => {
    const ledger = typedOver(known(), { weight: '70' });
    const sent = new Map(ledger.pending);
    const after = typed(ledger, 'weight', '71', new Set(['weight']));
    expect(unsavedOf(after, sent).pending).toEqual([['weight', { value: '71', base: 0, unanswered: [{ value: '70' }] }]]);
    expect(unsavedOf(unanswered(after, sent), none).pending[0]?.[1].unanswered).toEqual([{ value: '70' }]);
  });

  it('an earlier build remembered one sending: it is one of several', () => {
    const former = { pending: [['weight', { value: '71', base: 0, unanswered: { value: '70' } }]], drafts: [] } as unknown as Unsaved;
    expect(restored(openLedger(known()), former).pending.get('weight')?.unanswered).toEqual([{ value: '70' }]);
  });

  it('what the server has already waits no more', () => {
    const disk = unsavedOf(typedOver(known(), { weight: '70' }), none);
    expect(restored(openLedger(known({ weight: '70' })), disk).pending.size).toBe(0);
  });

  it('text of which no value can be made comes back with its error', () => {
    const later = restored(openLedger(known()), { pending: [], drafts: [['weight', { text: 'douze', message: 'Un nombre.', base: 0 }]] });
    expect(later.drafts.get('weight')).toEqual({ text: 'douze', message: 'Un nombre.', base: 0, isTyping: false });
  });
});

describe('what is put back on a form', () => {
  const weight = keptOf([['weight', { value: '70', base: 0 }]]);

  it('goes where its field is', () => {
    expect(placeOnForm([weight], FAT)).toEqual({ into: { pending: weight.pending, drafts: [] }, aside: [] });
  });

  it('is set aside in words where its field is there no more, or nothing can be typed', () => {
    const gone = keptOf([['gone', { value: '70', base: 0 }]], { words: [{ key: 'gone', label: 'Ancien champ', text: '70' }] });
    expect(placeOnForm([gone], FAT).aside).toEqual([{ key: 'gone', label: 'Ancien champ', text: '70' }]);
    expect(placeOnForm([weight], undefined)).toEqual({
      into: { pending: [], drafts: [] },
      aside: [{ key: 'weight', label: 'Poids', text: '70\u00a0kg' }],
    });
  });

  it('of two pages that answered otherwise, the later one goes in, and the other is not thrown away', () => {
    const later = keptOf([['weight', { value: '71', base: 0 }]]);
    expect(placeOnForm([weight, later], FAT)).toMatchObject({
      into: { pending: [['weight', { value: '71' }]] },
      aside: [{ key: 'weight', text: '70\u00a0kg' }],
    });
    expect(placeOnForm([weight, weight], FAT).aside).toEqual([]);
  });
});
