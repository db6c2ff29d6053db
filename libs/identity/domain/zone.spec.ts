import { zoneOf } from './zone.js';

describe('the zone of a centre', () => {
  it.each([
    ['540002698', 'Europe/Paris'],
    ['2A0000014', 'Europe/Paris'],
    ['970408589', 'Indian/Reunion'],
    ['970211207', 'America/Martinique'],
    ['980500003', 'Indian/Mayotte'],
  ])('of %s is %s', (finess, zone) => {
    expect(zoneOf(finess)).toBe(zone);
  });
});
