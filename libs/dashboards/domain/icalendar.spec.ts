import { iCalendar } from './icalendar.js';

describe('a calendar to subscribe to', () => {
  const made = (summary: string) =>
    iCalendar({ name: 'Échéances', stamp: '20261130T110000Z', language: 'fr' }, [
      { uid: 'a-renewal@passerelle', day: '2027-01-14', summary, description: 'Sans suite ; fin.\nRien d’autre.' },
    ]);

  it('charter R3: says whole days, once each, with what programs read (RFC 5545)', () => {
    const lines = made('TEC, terme').split('\r\n');
    expect(lines.slice(0, 3)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Passerelle//Deadlines//FR']);
    expect(lines).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20270114', 'SUMMARY:TEC\\, terme', 'UID:a-renewal@passerelle']));
    expect(lines).toContain('DESCRIPTION:Sans suite \\; fin.\\nRien d’autre.');
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
  });

  it('folds what is long, within no character', () => {
    const summary = 'é'.repeat(120);
    const text = made(summary);
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
  });
});
