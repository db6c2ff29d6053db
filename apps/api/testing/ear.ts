import type { LiveChange } from '#live/api';
import type { Agent } from './agent.js';

/** Someone who listens to changes as a browser does: it comes back by itself when it is cut, with the id of the last block it had. */
export class Ear {
  readonly changes: LiveChange[] = [];
  resets = 0;
  /** The first says where the stream begins; each of those that follow comes once rights were asked again. */
  beats = 0;
  cuts = 0;
  status = 0;
  headers: Headers | undefined;
  lastEventId: string;
  /** The stream was ended by the server, or refused, and it was said not to come back. */
  done = false;
  private readonly away = new AbortController();

  private constructor(
    private readonly url: string,
    private readonly agent: Agent,
    { comesBack = true, lastEventId = '' },
  ) {
    this.lastEventId = lastEventId;
    void this.listen(comesBack);
  }

  /** Opened once the server has said where the stream begins. */
  static async open(url: string, agent: Agent, options: { comesBack?: boolean; lastEventId?: string } = {}): Promise<Ear> {
    const ear = new Ear(`${url}/api/v1/live`, agent, options);
    await until(() => ear.done || (ear.status === 200 && ear.lastEventId !== (options.lastEventId ?? '')));
    return ear;
  }

  close(): void {
    this.away.abort();
  }

  /** Waits for a change. @throws Error when it does not come. */
  async hears(matches: (change: LiveChange) => boolean, patience = 60_000): Promise<LiveChange> {
    await until(() => this.changes.some(matches), patience);
    return this.changes.find(matches) as LiveChange;
  }

  private async listen(comesBack: boolean): Promise<void> {
    do {
      await this.once().catch(() => undefined);
      this.cuts++;
      if (this.status !== 200) break;
      await pause(20);
    } while (comesBack && !this.away.signal.aborted);
    this.done = true;
  }

  private async once(): Promise<void> {
    const headers = { cookie: this.agent.credentials?.cookie ?? '', ...(this.lastEventId && { 'last-event-id': this.lastEventId }) };
    const response = await fetch(this.url, { headers, signal: this.away.signal });
    this.status = response.status;
    this.headers = response.headers;
    if (response.status !== 200 || !response.body) return;
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      blocks.forEach((block) => this.take(block));
    }
  }

  private take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    this.lastEventId = fields.get('id') ?? this.lastEventId;
    if (!fields.has('event') && fields.has('id')) this.beats++;
    if (fields.get('event') === 'change') this.changes.push(JSON.parse(fields.get('data') ?? ''));
    if (fields.get('event') === 'reset') this.resets++;
  }
}

/** Waits until these streams have gone on past all that was written before: what they have not told then, they do not tell. */
export async function wentOn(...ears: readonly Ear[]): Promise<void> {
  const before = ears.map(({ beats }) => beats);
  await until(() => ears.every(({ beats }, nth) => beats >= (before[nth] ?? 0) + 2));
}

/** @throws Error when it does not become true. */
export async function until(holds: () => boolean | Promise<boolean>, patience = 60_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not happen.');
    await pause(10);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
