import { inject, Injectable, signal } from '@angular/core';
import { Api, getDeviceKey } from '#api-client';
import { outside, Session } from '../session/session.js';
import { CLAIMS } from './claims.js';
import { DEVICE_RECORDS, type DeviceRecord } from './records.js';
import { canSeal, importKey, seal, unseal } from './sealing.js';

/** How long a device keeps what could not be sent. */
export const KEPT_DAYS = 30;
const KEPT_MS = KEPT_DAYS * 24 * 3600_000;

/** Something of this person's that their device keeps. */
export interface Kept {
  readonly id: string;
  readonly keptAt: number;
  readonly content: unknown;
}

/**
 * What this browser keeps for the person who is signed in, under a key of theirs that the server gives and that stays in the memory of
 * the page. Others' records are left alone: this page cannot read them. Nothing here rejects but `keep`: a browser that keeps nothing is
 * a browser in which nothing is kept.
 */
@Injectable({ providedIn: 'root' })
export class Device {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly records = inject(DEVICE_RECORDS);
  private readonly claims = inject(CLAIMS);
  /** Keys of who is there: their own, and those of the questionnaires that they handed over. */
  private keys: { readonly me: string; readonly given: Map<string, Promise<CryptoKey>> } | undefined;
  private readonly mine = signal<readonly Kept[]>([]);

  /** What was found at the last look, oldest first. */
  readonly found = this.mine.asReadonly();

  /** Asks for the key while the network is there: it may be gone when it is needed. Never rejects. */
  async prepare(): Promise<void> {
    const me = this.me();
    if (me !== undefined) await this.keyOf(me).catch(() => undefined);
  }

  /** Seals and keeps; the former content of that id is gone. @throws when this browser cannot, or the key could not be had. */
  async keep(id: string, content: unknown): Promise<void> {
    const owner = this.me();
    if (owner === undefined) throw new Error('Nobody is there to keep anything for.');
    const key = await this.keyOf(owner);
    await this.records.put({ id, owner, keptAt: Date.now(), sealed: await seal(key, placeOf({ id, owner }), content) });
  }

  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.records.remove(ids).catch(() => undefined);
    this.mine.update((before) => before.filter(({ id }) => !ids.includes(id)));
  }

  /** Looks again, and lets go of what is too old, no matter whose it is. @returns how many of one's own had expired: they are gone; whether what is kept could be read. */
  async look(): Promise<{ readonly kept: readonly Kept[]; readonly expired: number; readonly isKnown: boolean }> {
    try {
      const records = await this.expire(await this.records.all());
      const me = this.me();
      const own = records.filter(({ owner }) => me !== undefined && (owner === me || owner.startsWith(`${me}/`)));
      const gone = own.filter(({ sealed }) => !sealed).map(({ id }) => id);
      await this.forget(gone);
      return this.told((await Promise.all(own.map((each) => this.opened(each)))).flat(), gone.length);
    } catch {
      return { kept: this.mine(), expired: 0, isKnown: false };
    }
  }

  /** Whether anyone's answers wait on this device: says nothing of whose or what. */
  async isHoldingSome(): Promise<boolean> {
    const records = await this.records.all().catch(() => []);
    return records.some(({ sealed }) => sealed !== undefined);
  }

  /** Takes a record in hand; false when another page has it, or when this browser cannot tell. */
  claim(id: string, patienceMs = 0): Promise<boolean> {
    return this.claims.claim(id, patienceMs).catch(() => false);
  }

  release(id: string): void {
    this.claims.release(id);
  }

  private told(kept: readonly Kept[], expired: number) {
    const sorted = kept.toSorted((a, b) => a.keptAt - b.keptAt);
    this.mine.set(sorted);
    return { kept: sorted, expired, isKnown: true };
  }

  /** What was kept too long loses its content; its owner learns of it at the next sign-in. */
  private async expire(records: readonly DeviceRecord[]): Promise<readonly DeviceRecord[]> {
    const limit = Date.now() - KEPT_MS;
    return Promise.all(
      records.map(async (record) => {
        if (!record.sealed || record.keptAt > limit) return record;
        const { sealed: _, ...emptied } = record;
        await this.records.put(emptied);
        return emptied;
      }),
    );
  }

  /** Whose records this page writes: the person's; in a patient's hands, those of the questionnaire that the person handed over. */
  private me(): string | undefined {
    const handedOver = this.session.handedOver();
    return handedOver ? `${handedOver.openedById}/${handedOver.formId}` : this.session.person()?.id;
  }

  /** @throws when nobody is signed in, this browser cannot seal, or the server does not answer. */
  private async keyOf(owner: string): Promise<CryptoKey> {
    const me = this.me();
    if (me === undefined || !canSeal()) throw new Error('Nothing can be kept on this device.');
    if (this.keys?.me !== me) this.keys = { me, given: new Map() };
    const { given } = this.keys;
    const key = given.get(owner) ?? this.ask(owner === me ? undefined : owner.slice(me.length + 1));
    given.set(owner, key);
    try {
      return await key;
    } catch (thrown) {
      given.delete(owner);
      throw thrown;
    }
  }

  private async ask(questionnaire: string | undefined): Promise<CryptoKey> {
    return importKey((await this.api.invoke(getDeviceKey, { ...(questionnaire && { questionnaire }) }, outside(true))).key);
  }

  private async opened(record: DeviceRecord): Promise<readonly Kept[]> {
    const content = record.sealed && (await unseal(await this.keyOf(record.owner), placeOf(record), record.sealed));
    return content === undefined ? [] : [{ id: record.id, keptAt: record.keptAt, content }];
  }
}

function placeOf({ id, owner }: Pick<DeviceRecord, 'id' | 'owner'>): string {
  return `${owner}/${id}`;
}
