import type pg from 'pg';
import { GatheringClient } from './gathering-client.js';

/** Said so often, a statement is worth a name: what is said once costs the database nothing more. */
const TIMES = 3;

/** Names at once: each connection keeps what it prepared under each of them. */
const NAMES = 500;

/** Texts that are counted before counting begins again: those that come with another list of placeholders each time would fill our memory. */
const TEXTS = 5000;

/** Names for statements that repeat, by their texts: the same in every connection of this process. */
export class StatementNames {
  private readonly counts = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private generation = 0;

  /** Undefined while it is not known to repeat. */
  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const count = (this.counts.get(text) ?? 0) + 1;
    if (count < TIMES || this.names.size >= NAMES) {
      if (this.counts.size >= TEXTS) this.counts.clear();
      this.counts.set(text, count);
      return undefined;
    }
    this.counts.delete(text);
    const name = `s${this.generation}_${this.names.size}`;
    this.names.set(text, name);
    return name;
  }

  /** Everything is prepared again: a table changed under a prepared statement. */
  startOver(): void {
    this.names.clear();
    this.generation += 1;
  }
}

/** A table has other columns than when the statement was prepared: a migration ran meanwhile. */
const CHANGED = /cached plan must not change result type/;

/**
 * A client that gives names to what repeats: the database reads and plans such a statement once a connection, which is most of what it costs (docs/performance.md).
 * Statements without parameters are left alone: they are few, and open and close transactions.
 */
export function preparingClient(names: StatementNames): typeof pg.Client {
  return class extends GatheringClient {
    override query(...args: unknown[]): never {
      const [text, values, ...rest] = args;
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? names.of(text) : undefined;
      if (name === undefined) return (super.query as (...all: unknown[]) => never)(...args);
      const heard = rest.map((each) => (typeof each === 'function' ? noting(each as Heard, names) : each));
      const said = (super.query as (...all: unknown[]) => never)({ name, text, values }, ...heard);
      noteChanges(said, names);
      return said;
    }
  } as unknown as typeof pg.Client;
}

/** The person who asked hears of the failure; from the next time on the statement is prepared again. */
function noteChanges(said: unknown, names: StatementNames): void {
  if (said instanceof Promise) said.catch((error: Error) => noteFailure(error, names));
}

type Heard = (error: Error | null | undefined, ...rest: unknown[]) => void;

/** The same for who asks with a callback, as a pool does for anyone who asks it. */
function noting(heard: Heard, names: StatementNames): Heard {
  return (error, ...rest) => {
    if (error) noteFailure(error, names);
    heard(error, ...rest);
  };
}

function noteFailure({ message }: Error, names: StatementNames): void {
  if (CHANGED.test(message)) names.startOver();
}
