import { REQUEST_STATES } from '#patients/domain';
import type { Form, FormKind } from '#protocols/domain';
import type { FormStanding, StatefulAct } from './conduct.js';
import { conductOf } from './conduct-of.js';
import { say } from '../say.js';

const ACTS: readonly StatefulAct[] = ['write', 'complete', 'reopen', 'sign'];
const ground = 'holder-opinion';
const KINDS: readonly FormKind[] = ['FIT', 'SUIVI', 'ARRET', 'EI', 'SP', 'QDV'];

function possible(kind: FormKind, at: FormStanding): readonly StatefulAct[] {
  return ACTS.filter((act) => conductOf(kind).whyNot(act, at) === undefined);
}

/** Two sections, of which the pharmacist's signature covers both. */
const FORM: Form = {
  code: 'FORM',
  kind: 'FAT',
  title: 'Fiche',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [
    { code: 'patient', title: 'Patient', enteredBy: 'centre', content: [] },
    { code: 'pharmacy', title: 'Pharmacie', enteredBy: 'centre', content: [] },
  ],
  checks: [],
  signatures: [
    { role: 'prescriber', meaning: 'Je demande.', covers: ['patient'] },
    { role: 'pharmacist', meaning: 'Je confirme.', covers: ['patient', 'pharmacy'] },
  ],
};

describe('charter C5.6: the conduct of the FAT', () => {
  it('follows the states of its request alone', () => {
    const table = REQUEST_STATES.map((request) => {
      const acts = possible('FAT', { state: 'complete', request, ground });
      expect(possible('FAT', { state: 'in-progress', request, ground })).toEqual(acts);
      return `${request}: ${acts.join(' ')}`.trim();
    });
    expect(table).toEqual([
      'draft: write complete',
      'completed: write reopen sign',
      'half-signed: write reopen sign',
      'sent:',
      'more-asked: write complete',
      'granted:',
      'refused:',
      'cancelled:',
    ]);
  });

  it('says in words why an act is not possible', () => {
    const sent = { state: 'complete', request: 'sent', ground } as const;
    const said = (act: StatefulAct) => {
      const why = conductOf('FAT').whyNot(act, sent);
      return why && say(why);
    };
    expect(said('write')).toBe('La demande est envoyée et attend l’avis de l’exploitant\u00a0: ses réponses ne se modifient plus.');
    expect(said('sign')).toBe('La demande est envoyée et attend l’avis de l’exploitant\u00a0: il n’est pas possible de signer.');
  });

  it('is whole in what its signatures cover, each section once', () => {
    expect(conductOf('FAT').wholeFor(FORM, [])).toEqual([]);
    expect(conductOf('FAT').wholeFor(FORM, ['prescriber'])).toEqual(['patient']);
    expect(conductOf('FAT').wholeFor(FORM, ['prescriber', 'pharmacist'])).toEqual(['patient', 'pharmacy']);
    expect(conductOf('FAT').listedFor(FORM, 'prescriber')).toEqual(['patient']);
  });

  it('reads nothing but its own answers and the day', () => {
    expect(conductOf('FAT').seen({ today: '2026-11-30', visit: 'M3', forms: { FIT: {} } })).toEqual({ today: '2026-11-30' });
  });

  it('charter C11.2: is locked by nobody before the opinion', () => {
    const why = REQUEST_STATES.map((request) => conductOf('FAT').whyNotLockable({ state: 'complete', request, ground }));
    expect(why).toEqual([...Array(5).fill('undecided'), undefined, undefined, undefined]);
    expect(conductOf('FAT').whyNotLockable({ state: 'in-progress', request: 'cancelled', ground })).toBe('typed');
  });
});

describe.each(KINDS)('charter C5.5, C5.6: the conduct of %s', (kind) => {
  const conduct = conductOf(kind);

  it('follows the state of its own entry, whatever becomes of the request', () => {
    for (const request of REQUEST_STATES) {
      expect(possible(kind, { state: 'in-progress', request, ground })).toEqual(['write', 'complete']);
      expect(possible(kind, { state: 'complete', request, ground })).toEqual(['write', 'reopen', 'sign']);
    }
  });

  it('is signed as it stands, and moves nothing of the request', () => {
    expect(conduct.wholeFor({ ...FORM, kind }, ['prescriber', 'pharmacist'])).toEqual([]);
    expect(conduct.listedFor({ ...FORM, kind }, 'prescriber')).toEqual(['patient', 'pharmacy']);
    expect([conduct.awaitsSignatures, conduct.movesRequest, conduct.makesAccessRequest('prescriber')]).toEqual([false, false, false]);
    expect(conduct.identityTold({ ...FORM, kind }, {}, { today: '2026-11-30' })).toBeUndefined();
  });
});
