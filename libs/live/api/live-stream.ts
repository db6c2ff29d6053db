import type { Response } from 'express';
import { encodeCursor, type Ctx, type LivePosition } from '#kernel/api';
import type { LiveChange } from './live.messages.js';

/** What a reader may leave unread before it is told to come back: a page that sleeps must not fill our memory. */
const UNREAD_BYTES = 128 * 1024;

/** The headers of a stream that no proxy keeps, changes or compresses. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  Connection: 'keep-alive',
};

/** One open stream of changes: server-sent events towards one page. */
export class LiveStream {
  /** @param ctx who reads, with the rights of now: replaced when they change. */
  constructor(
    private readonly response: Response,
    public ctx: Ctx,
  ) {
    response.writeHead(200, HEADERS);
    response.flushHeaders();
    // A page that was cut comes back after a second, with the id of the last block it had.
    this.write('retry: 1000\n\n');
  }

  get ended(): boolean {
    return this.response.writableEnded || this.response.destroyed;
  }

  tell(change: LiveChange, at: LivePosition): void {
    this.write(`event: change\nid: ${encodeCursor(at)}\ndata: ${JSON.stringify(change)}\n\n`);
  }

  /** Too much was missed to be told: the page reads everything again. */
  reset(at: LivePosition): void {
    this.write(`event: reset\nid: ${encodeCursor(at)}\ndata: {}\n\n`);
  }

  /** It lives; and the page need not come back to a place that is long past, even when nothing concerned it since. */
  beat(at: LivePosition): void {
    this.write(`:\nid: ${encodeCursor(at)}\n\n`);
  }

  end(): void {
    if (!this.ended) this.response.end();
  }

  private write(block: string): void {
    if (this.ended) return;
    this.response.write(block);
    // Cut rather than kept: it comes back to where it was.
    if (this.response.writableLength > UNREAD_BYTES) this.response.destroy();
  }
}
