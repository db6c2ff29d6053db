import { randomUUID } from 'node:crypto';

/** An e-mail keeps its own, however often it is sent. */
export function messageId(domain: string): string {
  return `<${randomUUID()}@${domain}>`;
}
