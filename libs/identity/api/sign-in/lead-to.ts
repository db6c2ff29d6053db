import type { Response } from 'express';

/**
 * Sends the browser to another address, once what this request wrote in its session is kept. A browser leaves as soon as it sees the head of an answer, and that
 * of one with a body goes before the session is written: what it asks next would read the session of before.
 */
export function leadTo(response: Response, address: string): void {
  response.status(302).location(address).end();
}
