import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import type { StaffView } from '#api-client';
import { AuthorisationsApi } from '#authorisations/web';
import { Dialogs, type Question } from '#kernel/web';
import { AccessApi } from './access.api.js';
import { StaffPage } from './staff.page.js';

const account = (personId: string, more: Partial<StaffView> = {}): StaffView => ({
  personId,
  name: `Personne ${personId}`,
  familyName: personId,
  givenName: 'Personne',
  email: `${personId}@exemple.fr`,
  subject: personId,
  role: 'exploitant',
  holderId: 'h',
  holderName: 'Laboratoire H',
  authorisations: [],
  active: true,
  stateVersion: 1,
  abilities: ['close'],
  ...more,
});

async function shown(...items: StaffView[]) {
  const asked: Question[] = [];
  const api = { staff: async () => ({ items }), updateStaff: jest.fn(async (_account: StaffView, _change: object) => items[0]) };
  const confirm = async (question: Question) => {
    asked.push(question);
    return { reason: 'Départ de la société.' };
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: AccessApi, useValue: api },
      { provide: AuthorisationsApi, useValue: { list: async () => ({ items: [] }) } },
      { provide: Dialogs, useValue: { confirm } },
    ],
  });
  const fixture = TestBed.createComponent(StaffPage);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const close = async () => {
    [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Fermer'))?.click();
    await fixture.whenStable();
    return asked.at(-1);
  };
  return { page, api, close };
}

describe('the accounts of the operator’s side', () => {
  it('closing the only open account of a company says what will reach no one, and asks why', async () => {
    const closed = account('b', { active: false, abilities: [] });
    const elsewhere = account('c', { holderId: 'autre', abilities: [] });
    const { api, close } = await shown(account('a'), closed, elsewhere);
    const question = await close();
    expect(question?.consequence).toMatch(/seul compte ouvert de Laboratoire H.*n’y préviendront plus personne/);
    expect(question?.reason).toBeDefined();
    expect(api.updateStaff.mock.calls[0]?.[1]).toEqual({ authorisationIds: [], active: false, reason: 'Départ de la société.' });
  });

  it('says nothing of it while another one is open', async () => {
    const { close } = await shown(account('a'), account('b', { abilities: [] }));
    expect((await close())?.consequence).not.toContain('seul compte');
  });

  it('a closed account says since when, by whom and why', async () => {
    const closed = { at: '2026-11-22T10:00:00.000Z', byName: 'Philippe Moreau', reason: 'Départ.' };
    const { page } = await shown(account('a', { active: false, closed, abilities: [] }));
    expect(page.querySelector('tbody')?.textContent).toMatch(/Fermé.*par Philippe Moreau\. Motif\s: Départ\./s);
  });
});
