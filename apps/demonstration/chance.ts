/** Chance that always falls the same way: the demonstration is the same on every machine (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  /** From 0 to 1, 1 excluded. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  often(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  /** Some of them, in their order. */
  some<T>(from: readonly T[], least: number, most: number): T[] {
    const kept = new Set<number>();
    const count = this.between(least, Math.min(most, from.length));
    while (kept.size < count) kept.add(this.between(0, from.length - 1));
    return from.filter((_, index) => kept.has(index));
  }
}
