import type { EnrolmentView, FormView, SignatureView } from '#api-client';
import { enrolmentView, formView } from './sheet/small-form.testing.js';
import { afterSigning, readOnlyInWords, troubleOf } from './words.js';

type State = EnrolmentView['state'];

const STATES: readonly State[] = ['draft', 'completed', 'half-signed', 'sent', 'more-asked', 'granted', 'refused', 'cancelled'];

const by = (role: SignatureView['role']): SignatureView => ({ id: role, role, person: { id: role, name: role } }) as SignatureView;
const signed = (...roles: SignatureView['role'][]): FormView =>
  formView({}, { abilities: ['print'], state: 'complete', signatures: roles.map(by) });

/** What is to come, each by the states of the request in which it is. */
const TO_COME: readonly (readonly [RegExp, readonly State[]])[] = [
  [/Vous serez prévenu/, ['sent']],
  [/est chez l’exploitant|est envoyée/, ['sent']],
  [/sa signature enverra/, ['half-signed']],
];

describe('charter C7.1: the form page speaks of no state that is over', () => {
  it.each(STATES)('of a request that is %s', (state) => {
    const file = enrolmentView({ state });
    const roles: SignatureView['role'][] = state === 'half-signed' ? ['prescriber'] : ['prescriber', 'pharmacist'];
    // A request has both signatures from the moment it is sent.
    const form = state === 'draft' || state === 'completed' ? signed() : signed(...roles);
    const said = [form.signatures.length > 0 ? afterSigning(form, file) : '', readOnlyInWords(form, file)].join(' ');
    for (const [words, states] of TO_COME) expect([words.source, words.test(said)]).toEqual([words.source, states.includes(state)]);
  });

  it.each<[string, State, boolean, FormView['kind'], boolean]>([
    ['stale-state', 'completed', false, 'FAT', true],
    ['stale-state', 'completed', true, 'FAT', false],
    ['conflict', 'sent', false, 'FAT', true],
    ['cancelled', 'granted', false, 'FAT', false],
    ['cancelled', 'cancelled', false, 'FAT', false],
    ['cancelled', 'granted', false, 'VISITE' as FormView['kind'], true],
    ['used-answer', 'granted', true, 'FAT', true],
  ])('a signature that failed (%s) is told while the request is %s, made since: %s, on a %s: %s', (code, state, isSigned, kind, told) => {
    expect(troubleOf(code, isSigned, { kind }, { state }) !== undefined).toBe(told);
  });
});
