import { describe, expect, it } from '@jest/globals';
import { deadlineCalendar } from './deadline-calendar.js';

describe('a calendar to subscribe to', () => {
  const made = (summary: string) =>
    deadlineCalendar('Échéances', new Date('2026-11-30T11:00:00Z'), [
      { uid: 'a-renewal@passerelle', day: '2027-01-14', summary, description: 'Sans suite ; fin.\nRien d’autre.' },
    ]);

  it('charter R3: says whole days, once each, with what programs read (RFC 5545)', () => {
    const lines = made('TEC, terme').split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
    expect(lines).toEqual(
      expect.arrayContaining([
        'PRODID:-//Passerelle//Deadlines//FR',
        'METHOD:PUBLISH',
        'X-WR-CALNAME:Échéances',
        'UID:a-renewal@passerelle',
        'DTSTAMP:20261130T110000Z',
        'DTSTART;VALUE=DATE:20270114',
        'SUMMARY:TEC\\, terme',
        'DESCRIPTION:Sans suite \\; fin.\\nRien d’autre.',
        'TRANSP:TRANSPARENT',
      ]),
    );
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
  });

  it('folds what is long, within no character', () => {
    const summary = 'é𝛼'.repeat(120);
    const text = made(summary);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
  });
});
