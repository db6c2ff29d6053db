import type { EnrolmentView } from '#api-client';
import { stepsOf } from './progress.js';

const steps = (more: Partial<EnrolmentView>) => stepsOf({ awaits: [], missing: 0, ground: 'holder-opinion', ...more } as EnrolmentView);
const at = (more: Partial<EnrolmentView>) => steps(more).map(({ state }) => state);

describe('the path of a request', () => {
  it('is behind, now or ahead, step by step', () => {
    expect(at({ state: 'draft' })).toEqual(['now', 'later', 'later', 'later']);
    expect(at({ state: 'half-signed' })).toEqual(['done', 'now', 'later', 'later']);
    expect(at({ state: 'sent' })).toEqual(['done', 'done', 'now', 'later']);
    expect(at({ state: 'granted' })).toEqual(['done', 'done', 'done', 'done']);
    expect(at({ state: 'refused' })).toEqual(['done', 'done', 'done', 'stopped']);
  });

  it('charter R7: of an inclusion has no step at the holder’s', () => {
    const ground = 'framework-criteria';
    expect(at({ state: 'half-signed', ground })).toEqual(['done', 'now', 'later']);
    expect(steps({ state: 'granted', ground, registrationNumber: 'KAF-123456' }).at(-1)).toEqual({
      label: 'Inclus',
      state: 'done',
      note: 'KAF-123456',
    });
  });

  it('cancelled before it was sent, went no further than being typed', () => {
    expect(at({ state: 'cancelled' })).toEqual(['done', 'later', 'later', 'stopped']);
    expect(at({ state: 'cancelled', firstSentAt: '2026-11-12T10:00:00Z' })).toEqual(['done', 'done', 'done', 'stopped']);
  });

  it('says whose signature is missing', () => {
    const steps = stepsOf({ state: 'half-signed', awaits: ['pharmacist'], missing: 0 } as unknown as EnrolmentView);
    expect(steps[1]?.note).toBe('reste le pharmacien');
  });
});
