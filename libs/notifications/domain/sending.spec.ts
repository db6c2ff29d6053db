import fc from 'fast-check';
import { afterExchange, GIVE_UP_AFTER, LEASE, nextStep, waitAfter, type Outcome, type Sending } from './sending.js';

const NEW: Sending = { state: 'pending', attempts: 0, doubts: 0, createdAt: 0, nextAt: 0, finishing: false };

/** What a test lets happen: an outcome, or the death of the process before or after it said that it was finishing. */
type Event = Outcome | 'died-early' | 'died-finishing';

/** Runs a sending through what happens to it, as the worker does. */
function live(events: readonly Event[]): { row: Sending; repeats: number; happened: Event[] } {
  let row = NEW;
  let now = 0;
  let repeats = 0;
  const happened: Event[] = [];
  for (const event of events) {
    now = Math.max(now, row.nextAt);
    const next = nextStep(row, now);
    if (next.step !== 'begin') break;
    if (next.repeat) repeats++;
    row = { ...row, state: 'sending', attempts: row.attempts + 1, leaseUntil: now + LEASE, finishing: event !== 'died-early' };
    happened.push(event);
    if (event === 'died-early' || event === 'died-finishing') {
      now += LEASE;
      const found = nextStep(row, now);
      if (found.step === 'conclude') row = { ...row, ...afterExchange(row, found.outcome, now) };
    } else {
      row = { ...row, ...afterExchange(row, event, now) };
    }
  }
  return { row, repeats, happened };
}

describe('sending an e-mail', () => {
  it('accepted by the server: it is sent, and that is all', () => {
    expect(live(['accepted', 'accepted'])).toMatchObject({ row: { state: 'sent', attempts: 1 }, repeats: 0 });
  });

  it('refused before the final dot: it is tried again, as long as it takes, and is not a repetition', () => {
    const hour = Array.from({ length: 12 }, (): Event => 'refused');
    expect(live(hour)).toMatchObject({ row: { state: 'pending', doubts: 0 }, repeats: 0 });
    expect(live([...hour, 'accepted'])).toMatchObject({ row: { state: 'sent', attempts: 13 }, repeats: 0 });
  });

  it('waits half a minute, then longer, never more than ten minutes', () => {
    expect([1, 2, 3, 6, 50].map(waitAfter)).toEqual([30_000, 60_000, 120_000, 600_000, 600_000]);
  });

  it('its process died before the final dot: certainly nothing arrived, it is no repetition', () => {
    expect(live(['died-early', 'died-early', 'died-early', 'accepted'])).toMatchObject({ row: { state: 'sent', doubts: 0 }, repeats: 0 });
  });

  it.each<Event>(['lost', 'died-finishing'])('« %s »: nobody knows whether it arrived, it is sent again, once', (doubt) => {
    expect(live([doubt, 'accepted'])).toMatchObject({ row: { state: 'sent', doubts: 1 }, repeats: 1 });
  });

  it('in doubt twice: a person must see to it, it is not sent a third time', () => {
    expect(live(['died-finishing', 'lost', 'accepted'])).toMatchObject({
      row: { state: 'unconfirmed' },
      happened: ['died-finishing', 'lost'],
    });
  });

  it('while someone sends, nobody else does; once their time has passed, what came of it is concluded', () => {
    const row: Sending = { ...NEW, state: 'sending', attempts: 1, leaseUntil: LEASE };
    expect(nextStep(row, LEASE - 1)).toEqual({ step: 'wait', at: LEASE });
    expect(nextStep(row, LEASE)).toEqual({ step: 'conclude', outcome: 'refused' });
    expect(nextStep({ ...row, finishing: true }, LEASE)).toEqual({ step: 'conclude', outcome: 'lost' });
  });

  it('refused for five days: a person must see to it', () => {
    const row: Sending = { ...NEW, state: 'sending', attempts: 900 };
    expect(afterExchange(row, 'refused', GIVE_UP_AFTER + 1)).toMatchObject({ state: 'unconfirmed', settled: true });
  });

  it('charter C6.4: whatever happens, it is never left aside, and is in the hands of the server at most twice', () => {
    const event = fc.constantFrom<Event>('accepted', 'refused', 'lost', 'died-early', 'died-finishing');
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const { row, repeats, happened } = live(events);
        const perhapsArrived = happened.filter((one) => one !== 'refused' && one !== 'died-early').length;
        expect(perhapsArrived).toBeLessThanOrEqual(2);
        if (perhapsArrived === 2) expect(repeats).toBeGreaterThan(0);
        expect(['pending', 'unknown', 'sent', 'unconfirmed']).toContain(row.state);
        if (row.state === 'sent') expect(happened.at(-1)).toBe('accepted');
        if (row.state === 'unconfirmed') expect(perhapsArrived).toBe(2);
      }),
    );
  });
});
