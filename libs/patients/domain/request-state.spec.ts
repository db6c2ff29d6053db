import {
  allows,
  awaitsOf,
  isWritable,
  REQUEST_EVENTS,
  REQUEST_STATES,
  stateAfter,
  type RequestEvent,
  type RequestState,
  type Signer,
} from './request-state.js';

const both: Signer[] = ['prescriber', 'pharmacist'];
const factsOf = [[], ['prescriber'], ['pharmacist'], both].flatMap((signed) =>
  [false, true].map((sentBefore) => ({ signed: signed as Signer[], sentBefore })),
);

/** All states that one event leads to, whatever the facts. */
const outcomes = (state: RequestState, event: RequestEvent) =>
  new Set(factsOf.map((facts) => stateAfter(state, event, facts)).filter((after) => after !== undefined));

describe('a request', () => {
  it.each<[RequestState, RequestEvent, Signer[], boolean, RequestState | undefined]>([
    ['draft', 'complete', [], false, 'completed'],
    ['draft', 'sign', ['prescriber'], false, undefined],
    ['completed', 'sign', ['pharmacist'], false, 'half-signed'],
    ['completed', 'reopen', [], false, 'draft'],
    ['half-signed', 'sign', both, false, 'sent'],
    ['half-signed', 'void', [], false, 'completed'],
    ['half-signed', 'reopen', ['prescriber'], false, 'draft'],
    ['draft', 'complete', ['prescriber'], false, 'half-signed'],
    ['sent', 'ask-more', both, true, 'more-asked'],
    ['sent', 'void', [], true, undefined],
    ['more-asked', 'void', [], true, 'more-asked'],
    ['more-asked', 'complete', [], true, 'completed'],
    ['completed', 'reopen', [], true, 'more-asked'],
    ['sent', 'grant', both, true, 'granted'],
    ['sent', 'refuse', both, true, 'refused'],
    ['draft', 'cancel', [], false, 'cancelled'],
    ['granted', 'cancel', both, true, undefined],
    ['granted', 'ask-more', both, true, undefined],
  ])('%s, %s (signed: %j, sent before: %j) → %s', (state, event, signed, sentBefore, after) => {
    expect(stateAfter(state, event, { signed, sentBefore })).toBe(after);
    expect(allows(state, event)).toBe(after !== undefined);
  });

  it('charter P1: is sent by whichever signature comes second', () => {
    expect(stateAfter('completed', 'sign', { signed: ['prescriber'], sentBefore: false })).toBe('half-signed');
    expect(stateAfter('completed', 'sign', { signed: ['pharmacist'], sentBefore: false })).toBe('half-signed');
    expect(stateAfter('half-signed', 'sign', { signed: both, sentBefore: false })).toBe('sent');
  });

  it('is sent again on completing, when what was asked for voided no signature', () => {
    expect(stateAfter('more-asked', 'complete', { signed: both, sentBefore: true })).toBe('sent');
  });

  it('reaches every state from its draft, and gets a number only from being sent', () => {
    const reached = new Set<RequestState>(['draft']);
    for (const state of reached) REQUEST_EVENTS.forEach((event) => outcomes(state, event).forEach((after) => reached.add(after)));
    expect([...reached].sort()).toEqual([...REQUEST_STATES].sort());
    const beforeGranted = REQUEST_STATES.filter((state) => REQUEST_EVENTS.some((event) => outcomes(state, event).has('granted')));
    expect(beforeGranted).toEqual(['sent']);
  });

  it.each(['granted', 'refused', 'cancelled'] as const)('is at its end once %s', (state) => {
    expect(REQUEST_EVENTS.filter((event) => allows(state, event))).toEqual([]);
    expect(awaitsOf(state, both)).toEqual([]);
    expect(isWritable(state)).toBe(false);
  });

  it('waits for someone as long as it is not at its end', () => {
    for (const state of ['draft', 'completed', 'half-signed', 'sent', 'more-asked'] as const) {
      expect(awaitsOf(state, state === 'half-signed' ? ['pharmacist'] : [])).not.toEqual([]);
    }
    expect(awaitsOf('half-signed', ['pharmacist'])).toEqual(['prescriber']);
    expect(awaitsOf('completed', [])).toEqual(both);
    expect(isWritable('sent')).toBe(false);
  });
});
