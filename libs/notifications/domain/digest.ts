/** Hours of the centre between which a day's digest leaves: at the beginning of the day, or as soon as the product is there again. */
const FIRST_HOUR = 7;
const LAST_HOUR = 20;

/** Whether that is an hour at which people may be written to. */
export function isDigestHour(hour: number): boolean {
  return hour >= FIRST_HOUR && hour < LAST_HOUR;
}

interface Line {
  readonly name: string;
  readonly count: number;
  readonly words: string;
}

/** One line a name, for a person who works in several roles of one centre: each role sees a part of the same things, the widest tells. */
export function togetherInOne(lines: readonly Line[]): Line[] {
  const widest = new Map<string, Line>();
  for (const line of lines) {
    const known = widest.get(line.name);
    if (!known || known.count < line.count) widest.set(line.name, line);
  }
  return [...widest.values()];
}
