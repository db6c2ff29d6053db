import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { TestBed } from '@angular/core/testing';
import { Api } from '#api-client';
import { Session } from '../session/session.js';
import { CLAIMS } from './claims.js';
import { Device, KEPT_DAYS } from './device.js';
import { ClaimsInMemory, RecordsInMemory, sealForReal } from './device.testing.js';
import { DEVICE_RECORDS } from './records.js';

sealForReal();
const keys = new Map<string, string>();
const keyOf = (id: string) => keys.get(id) ?? keys.set(id, randomBytes(32).toString('base64url')).get(id);

/** This device, with that person in front of it; `network` off: the server gives no key. */
function sitsDown(id: string | undefined, records: RecordsInMemory, { network = true, handsOver = '' } = {}): Device {
  TestBed.resetTestingModule();
  const asked = jest.fn(async (_: unknown, { questionnaire = handsOver }: { questionnaire?: string } = {}) =>
    network ? { key: keyOf([id, questionnaire].filter(Boolean).join('/')) } : Promise.reject(new Error('offline')),
  );
  const session = handsOver
    ? { person: () => undefined, handedOver: () => ({ openedById: id, formId: handsOver }) }
    : { person: () => id && { id }, handedOver: () => undefined };
  TestBed.configureTestingModule({
    providers: [
      { provide: Api, useValue: { invoke: asked } },
      { provide: Session, useValue: session },
      { provide: DEVICE_RECORDS, useValue: records },
      { provide: CLAIMS, useValue: new ClaimsInMemory() },
    ],
  });
  return TestBed.inject(Device);
}

describe('what a device keeps', () => {
  it('comes back to the person who typed it, after a new sign-in', async () => {
    const records = new RecordsInMemory();
    await sitsDown('helene', records).keep('page', { weight: '70,5' });
    const { kept } = await sitsDown('helene', records).look();
    expect(kept).toEqual([{ id: 'page', keptAt: expect.any(Number), content: { weight: '70,5' } }]);
  });

  it('says nothing to who reads the disk', async () => {
    const records = new RecordsInMemory();
    await sitsDown('helene', records).keep('page', { patient: 'DUP MA' });
    const [record] = records.kept.values();
    expect(Object.keys(record ?? {}).sort()).toEqual(['id', 'keptAt', 'owner', 'sealed']);
    expect(Buffer.from(record?.sealed?.data ?? new ArrayBuffer()).toString('latin1')).not.toContain('DUP');
    expect(record?.sealed?.iv).toHaveLength(12);
  });

  it('is under a new nonce each time', async () => {
    const records = new RecordsInMemory();
    const device = sitsDown('helene', records);
    await device.keep('page', 1);
    const first = Buffer.from(records.kept.get('page')?.sealed?.iv ?? []);
    await device.keep('page', 1);
    expect(Buffer.from(records.kept.get('page')?.sealed?.iv ?? [])).not.toEqual(first);
  });

  it('is not seen by another account, which leaves it alone', async () => {
    const records = new RecordsInMemory();
    await sitsDown('helene', records).keep('page', 'mine');
    expect((await sitsDown('julien', records).look()).kept).toEqual([]);
    expect((await sitsDown('helene', records).look()).kept).toHaveLength(1);
  });

  it('does not open for another account that takes it for its own, nor under another name', async () => {
    const records = new RecordsInMemory();
    await sitsDown('helene', records).keep('page', 'mine');
    const record = records.kept.get('page');
    if (record) records.kept.set('page', { ...record, owner: 'julien' });
    expect((await sitsDown('julien', records).look()).kept).toEqual([]);
    if (record) records.kept.set('page', { ...record, id: 'other' });
    expect((await sitsDown('helene', records).look()).kept).toEqual([]);
  });

  it('is not there for who is not signed in, nor when no key comes; and it stays', async () => {
    const records = new RecordsInMemory();
    await sitsDown('helene', records).keep('page', 'mine');
    expect((await sitsDown(undefined, records).look()).kept).toEqual([]);
    expect(await sitsDown('helene', records, { network: false }).look()).toMatchObject({ kept: [], isKnown: false });
    expect(await sitsDown(undefined, records).isHoldingSome()).toBe(true);
    expect((await sitsDown('helene', records).look()).kept).toHaveLength(1);
  });

  it('charter C5.9: of a device that was handed over comes back to the patient’s page and to who handed it over, and to no one else', async () => {
    const records = new RecordsInMemory();
    await sitsDown('helene', records).keep('form', 'of the professional');
    await sitsDown('helene', records, { handsOver: 'f1' }).keep('page', 'of the patient');
    const seen = async (device: Device) => (await device.look()).kept.map(({ content }) => content);
    expect(await seen(sitsDown('helene', records, { handsOver: 'f1' }))).toEqual(['of the patient']);
    expect(await seen(sitsDown('helene', records, { handsOver: 'f2' }))).toEqual([]);
    expect(await seen(sitsDown('julien', records, { handsOver: 'f1' }))).toEqual([]);
    expect(await seen(sitsDown('julien', records))).toEqual([]);
    expect((await seen(sitsDown('helene', records))).toSorted()).toEqual(['of the patient', 'of the professional']);
  });

  it('cannot be promised without a key: the page is told', async () => {
    await expect(sitsDown('helene', new RecordsInMemory(), { network: false }).keep('page', 1)).rejects.toThrow();
    await expect(sitsDown(undefined, new RecordsInMemory()).keep('page', 1)).rejects.toThrow();
  });

  it('asks for the key again once one could not be had', async () => {
    const records = new RecordsInMemory();
    const device = sitsDown('helene', records, { network: false });
    await expect(device.keep('page', 1)).rejects.toThrow();
    const invoke = TestBed.inject(Api).invoke as unknown as jest.Mock<() => Promise<unknown>>;
    invoke.mockResolvedValue({ key: keyOf('helene') });
    await device.keep('page', 1);
    expect(records.kept.size).toBe(1);
  });

  it('loses its content after thirty days, no matter who is there; its owner is told once', async () => {
    const records = new RecordsInMemory();
    await sitsDown('helene', records).keep('page', 'old');
    const record = records.kept.get('page');
    if (record) records.kept.set('page', { ...record, keptAt: Date.now() - (KEPT_DAYS * 24 + 1) * 3600_000 });
    expect(await sitsDown('julien', records).look()).toEqual({ kept: [], expired: 0, isKnown: true });
    expect(records.kept.get('page')?.sealed).toBeUndefined();
    expect(await sitsDown('helene', records).look()).toEqual({ kept: [], expired: 1, isKnown: true });
    expect(await sitsDown('helene', records).look()).toEqual({ kept: [], expired: 0, isKnown: true });
    expect(records.kept.size).toBe(0);
  });
});
