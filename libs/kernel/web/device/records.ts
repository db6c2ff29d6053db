import { InjectionToken } from '@angular/core';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Sealed } from './sealing.js';

/** One thing kept on this device. Whose it is and since when stand in clear; what it is about does not. */
export interface DeviceRecord {
  readonly id: string;
  /** The person's identifier, which says nothing to anyone else. */
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  /** Absent once it has expired: its owner is still told. */
  readonly sealed?: Sealed;
}

/** Where a browser keeps records. The little that we ask of IndexedDB, so that tests need none. */
export interface DeviceRecords {
  all(): Promise<readonly DeviceRecord[]>;
  put(record: DeviceRecord): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

/** The records of this device. */
export const DEVICE_RECORDS = new InjectionToken<DeviceRecords>('DeviceRecords', { providedIn: 'root', factory: () => new InIndexedDb() });

interface Schema extends DBSchema {
  kept: { key: string; value: DeviceRecord };
}

class InIndexedDb implements DeviceRecords {
  private opened: Promise<IDBPDatabase<Schema>> | undefined;

  async all(): Promise<readonly DeviceRecord[]> {
    return (await this.database()).getAll('kept');
  }

  async put(record: DeviceRecord): Promise<void> {
    // Strict: what is said to be kept must outlive a machine that is switched off.
    const transaction = (await this.database()).transaction('kept', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put(record), transaction.done]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    const transaction = (await this.database()).transaction('kept', 'readwrite');
    await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
  }

  private database(): Promise<IDBPDatabase<Schema>> {
    this.opened ??= this.open();
    return this.opened;
  }

  private async open(): Promise<IDBPDatabase<Schema>> {
    try {
      return await openDB<Schema>('passerelle', 1, {
        upgrade: (database) => void database.createObjectStore('kept', { keyPath: 'id' }),
        terminated: () => (this.opened = undefined),
      });
    } catch (thrown) {
      this.opened = undefined;
      throw thrown;
    }
  }
}
