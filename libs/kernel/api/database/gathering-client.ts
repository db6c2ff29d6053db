import type { Socket } from 'node:net';
import pg from 'pg';

/**
 * A client whose statements do not wait for each other: those that are asked for at once leave in one packet, and are done in their order (pipelining). Each still succeeds
 * or fails by itself; within a transaction, what follows a failure fails too. Nothing that streams goes over it: `pg` refuses that.
 */
export class GatheringClient extends pg.Client {
  private gathering = false;

  constructor(config?: string | pg.ClientConfig) {
    super({ ...(typeof config === 'string' ? { connectionString: config } : config), pipeline: true });
  }

  override query(...statement: unknown[]): never {
    this.gather();
    return (super.query as (...all: unknown[]) => never)(...statement);
  }

  /** What is said until the next turn of Node is written once: a write of its own for each statement is most of what sending it costs. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}
