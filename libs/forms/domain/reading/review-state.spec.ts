import { reviewState } from './review-state.js';

const mark = (name: 'read' | 'verified', stale = false) => ({ mark: name, stale });

describe('where the reading of a form stands', () => {
  it.each([
    ['nobody read it', [], undefined],
    ['read', [mark('read')], 'read'],
    ['verified, read or not', [mark('verified')], 'verified'],
    ['both', [mark('read'), mark('verified')], 'verified'],
    ['read again since a change', [mark('read'), mark('verified', true)], 'read'],
    ['verified again, no matter who read it before the change', [mark('read', true), mark('verified')], 'verified'],
    ['all of them are', [mark('read', true)], 'stale'],
  ] as const)('%s', (_title, marks, state) => expect(reviewState(marks)).toBe(state));
});
