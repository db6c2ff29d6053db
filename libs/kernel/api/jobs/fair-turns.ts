/** Someone whose turn has not come. */
interface Waiting {
  readonly begin: () => void;
}

/**
 * So many works at once, no more; who waits is served person after person, so that one who asks for fifty keeps nobody else from their one.
 * In this process's memory: the work itself is this process's.
 */
export class FairTurns {
  private running = 0;
  /** By person, in the order in which their turn comes. */
  private readonly lines = new Map<string, Waiting[]>();

  /** @param longest how many may wait of one person */
  constructor(
    private readonly atOnce: number,
    private readonly longest: number,
  ) {}

  /** Whether one more wish of this person may wait. */
  admits(person: string): boolean {
    return this.running < this.atOnce || (this.lines.get(person)?.length ?? 0) < this.longest;
  }

  /** Does the work in its turn. What it throws is thrown, and gives the turn on. */
  async take<Result>(person: string, work: () => Promise<Result>): Promise<Result> {
    await this.turnOf(person);
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.callNext();
    }
  }

  private turnOf(person: string): Promise<void> {
    return new Promise((begin) => {
      const line = this.lines.get(person);
      if (line) line.push({ begin });
      else this.lines.set(person, [{ begin }]);
      this.callNext();
    });
  }

  private callNext(): void {
    const next = this.lines.entries().next().value;
    if (!next || this.running >= this.atOnce) return;
    const [person, [first, ...others]] = next;
    // To the end of the round, behind everyone who waits.
    this.lines.delete(person);
    if (others.length > 0) this.lines.set(person, others);
    this.running += 1;
    first?.begin();
  }
}
