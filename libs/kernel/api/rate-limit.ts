const WINDOW_MS = 60_000;

/** So many visits a minute for each address, counted in this process's memory: a brake on what writes for strangers, not an account of them. */
export class RateLimit {
  private visits = new Map<string, number>();
  private endsAt = 0;

  /** @param perMinute 0 counts nothing. */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether one more visit may pass. */
  admits(address: string): boolean {
    if (this.perMinute === 0) return true;
    if (this.now() >= this.endsAt) {
      // All at once: nothing is kept of who came before.
      this.visits = new Map();
      this.endsAt = this.now() + WINDOW_MS;
    }
    const count = (this.visits.get(address) ?? 0) + 1;
    this.visits.set(address, count);
    return count <= this.perMinute;
  }
}
