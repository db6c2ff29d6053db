/** Overseas departments, by the beginning of their FINESS numbers. */
const OVERSEAS: readonly (readonly [prefix: string, zone: string])[] = [
  ['9701', 'America/Guadeloupe'],
  ['9702', 'America/Martinique'],
  ['9703', 'America/Cayenne'],
  ['9704', 'Indian/Reunion'],
  ['98', 'Indian/Mayotte'],
];

/** The time zone of an establishment: today is the day where the centre is. */
export function zoneOf(finess: string): string {
  return OVERSEAS.find(([prefix]) => finess.startsWith(prefix))?.[1] ?? 'Europe/Paris';
}
