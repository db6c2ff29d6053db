import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { EnrolmentView, MakeTransfer, TransferView } from '#api-client';
import { addDays, frenchDate } from '#kernel/domain';
import { todayInParis } from '#kernel/web';
import { TransferForm } from './transfer-form.js';
import { TransfersApi } from './transfers.api.js';

const FILE = { id: 'e', centreId: 'A', centreName: 'CHU de Nancy', prescriber: { id: 'pa', name: 'Ana A' } } as EnrolmentView;

async function shown() {
  const make = jest.fn(async (_id: string, _wish: MakeTransfer, _key: string) => ({ state: 'done' }) as TransferView);
  const api = {
    make,
    centres: async () => ({
      items: [
        { id: 'A', name: 'CHU de Nancy', prescribers: [{ id: 'pa', name: 'Ana A' }] },
        { id: 'B', name: 'CH de Bourg', prescribers: [{ id: 'pb', name: 'Bob B' }] },
      ],
    }),
  };
  TestBed.configureTestingModule({ providers: [{ provide: TransfersApi, useValue: api }] });
  const fixture = TestBed.createComponent(TransferForm);
  fixture.componentRef.setInput('enrolment', FILE);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const set = async (id: string, value: string) => {
    const box = host.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    if (!box) throw new Error(`No ${id}.`);
    box.value = value;
    box.dispatchEvent(new Event('input'));
    box.dispatchEvent(new Event('change'));
    await fixture.whenStable();
  };
  const submit = async () => {
    host.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await fixture.whenStable();
  };
  const tick = async () => {
    host.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await fixture.whenStable();
  };
  return { host, make, set, submit, tick };
}

describe('charter C10.1: a transfer, before it is made', () => {
  it('says by name what each centre will see and do, and asks for it whole', async () => {
    const { host, make, set, submit } = await shown();
    await submit();
    expect(make).not.toHaveBeenCalled();
    expect(host.textContent).toContain('Choisissez le centre qui recevra le patient.');
    await set('transfer-centre', 'B');
    await set('transfer-prescriber', 'pb');
    expect(host.textContent).toMatch(/CH de Bourg\s+lira tout le dossier/);
    expect(host.textContent).toMatch(/CHU de Nancy\s+gardera la lecture de ce qu’il a saisi/);
    await submit();
    expect(make.mock.calls[0]?.[1]).toEqual({
      fromCentreId: 'A',
      toCentreId: 'B',
      prescriberId: 'pb',
      askedBy: 'from',
      effectiveOn: todayInParis(),
    });
  });

  it('of a temporary one, asks for the day of the return, and proposes who knows the patient', async () => {
    const { host, make, set, submit, tick } = await shown();
    await set('transfer-centre', 'B');
    await set('transfer-prescriber', 'pb');
    await tick();
    await submit();
    expect(make).not.toHaveBeenCalled();
    const back = addDays(todayInParis(), 30);
    await set('transfer-back', frenchDate(back));
    expect(host.querySelector<HTMLSelectElement>('#transfer-owner')?.value).toBe('pa');
    await submit();
    expect(make.mock.calls[0]?.[1]).toMatchObject({ returnOn: back, returnPrescriberId: 'pa' });
  });
});
