import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';
import type { Claims } from './claims.js';
import type { DeviceRecord, DeviceRecords } from './records.js';

/** A device without a disk: what stands in `kept` is what a thief would read. */
export class RecordsInMemory implements DeviceRecords {
  readonly kept = new Map<string, DeviceRecord>();

  all(): Promise<readonly DeviceRecord[]> {
    return Promise.resolve([...this.kept.values()]);
  }

  put(record: DeviceRecord): Promise<void> {
    this.kept.set(record.id, record);
    return Promise.resolve();
  }

  remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.kept.delete(id);
    return Promise.resolve();
  }
}

/** Claims of a browser with one page. */
export class ClaimsInMemory implements Claims {
  private readonly held = new Set<string>();

  claim(name: string): Promise<boolean> {
    if (this.held.has(name)) return Promise.resolve(false);
    this.held.add(name);
    return Promise.resolve(true);
  }

  release(name: string): void {
    this.held.delete(name);
  }
}

/** jsdom has no WebCrypto: the tests seal with Node's. */
export function sealForReal(): void {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
  Object.assign(globalThis, { TextDecoder, TextEncoder });
}
