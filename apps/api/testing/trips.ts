import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import pg from 'pg';

/** What one request sent to the database. */
export interface Spent {
  /**
   * How often the request waited for the database: what is sent once an answer came may need it, and is of another trip.
   */
  readonly trips: number;
  /** Each statement, in order, as it was sent. */
  readonly statements: readonly string[];
}

interface Tally {
  trips: number;
  /** Whether an answer came since the last trip began. */
  answered: boolean;
  readonly statements: string[];
}

/** Told to other processes once all is written: no answer waits for it. And that someone was there, once in ten seconds. */
const ASIDE = /pg_notify|SET last_act_at/;

/** Counts, until `stop`, what each request of a server of this process sends to the database, and nothing that workers send meanwhile. */
export class TripCounter {
  private readonly current = new AsyncLocalStorage<Tally>();
  private readonly query = pg.Client.prototype.query;
  private readonly emit: Server['emit'];
  private tally: Tally | undefined;

  constructor(private readonly server: Server) {
    this.emit = server.emit;
    server.emit = ((name: string, ...rest: unknown[]) => {
      const say = () => (this.emit as (...all: unknown[]) => boolean).call(server, name, ...rest);
      return name === 'request' && this.tally ? this.current.run(this.tally, say) : say();
    }) as Server['emit'];
    const counted = (client: pg.Client, args: unknown[]) => this.sent(client, args);
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
      return counted(this, args);
    } as typeof this.query;
  }

  stop(): void {
    this.server.emit = this.emit;
    pg.Client.prototype.query = this.query;
  }

  /** What the one request that `ask` makes costs. */
  async of(ask: () => PromiseLike<unknown>): Promise<Spent> {
    const tally: Tally = { trips: 0, answered: true, statements: [] };
    this.tally = tally;
    await ask();
    this.tally = undefined;
    return tally;
  }

  private sent(client: pg.Client, args: unknown[]): unknown {
    const say = (all: unknown[]) => (this.query as (...all: unknown[]) => unknown).apply(client, all);
    const tally = this.current.getStore();
    const text = textOf(args[0]);
    if (!tally || ASIDE.test(text)) return say(args);
    if (tally.answered) tally.trips += 1;
    tally.answered = false;
    tally.statements.push(text);
    const answered = () => (tally.answered = true);
    const told = args.at(-1);
    if (typeof told === 'function') {
      return say([
        ...args.slice(0, -1),
        (...answer: unknown[]) => {
          answered();
          told(...answer);
        },
      ]);
    }
    const answer = say(args) as Promise<unknown>;
    answer.then(answered, answered);
    return answer;
  }
}

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : String((statement as { readonly text?: string } | undefined)?.text);
}
