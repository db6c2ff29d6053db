import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { EnrolmentPage, EnrolmentSummary, SearchEnrolments } from '#api-client';
import { AuthorisationsApi } from '#authorisations/web';
import { PatientsApi } from '../patients.api.js';
import { PatientsPage } from './patients.page.js';
import { PatientsPageHarness } from './patients.page.harness.js';

function line(letters: string, more: Partial<EnrolmentSummary> = {}): EnrolmentSummary {
  return {
    id: letters,
    patient: { id: letters, familyLetters: letters, givenLetters: 'JE', birth: '1961-03', sex: 'M' },
    authorisationId: 'x',
    authorisationCode: 'TEC',
    medicine: 'TECVAYLI',
    centreId: 'a',
    centreName: 'CHRU de Nancy',
    ground: 'holder-opinion',
    state: 'half-signed',
    awaits: ['pharmacist'],
    awaitsSince: '2026-11-12T10:00:00Z',
    prescriber: { id: 'helene', name: 'Hélène Marchetti' },
    createdAt: '2026-11-02T10:00:00Z',
    changedAt: '2026-11-12T10:00:00Z',
    missing: 0,
    ...more,
  };
}

async function show(answer: (asked: SearchEnrolments) => EnrolmentPage) {
  sessionStorage.clear();
  const asked: SearchEnrolments[] = [];
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: PatientsApi, useValue: { search: async (body: SearchEnrolments) => (asked.push(body), answer(body)) } },
      { provide: AuthorisationsApi, useValue: { list: async () => ({ items: [] }) } },
    ],
  });
  const fixture = TestBed.createComponent(PatientsPage);
  return { asked, fixture, ui: await TestbedHarnessEnvironment.harnessForFixture(fixture, PatientsPageHarness) };
}

describe('the list of patients', () => {
  it('says of each who they are, where the request stands and whom it waits for', async () => {
    const { ui } = await show(() => ({ items: [line('DUP')] }));
    const [row] = await ui.rows();
    for (const words of ['DUP JE', 'Né en mars 1961', 'TECVAYLI', 'Signée une fois', 'attend la signature du pharmacien']) {
      expect(row).toContain(words);
    }
  });

  it('never puts what is searched for in the address, nor keeps anything', async () => {
    const { ui, asked } = await show(() => ({ items: [line('DUP')] }));
    await ui.search('DUP JE');
    await ui.filter('À signer');
    expect(asked.at(-1)).toEqual({ search: 'DUP JE', states: 'completed,half-signed' });
    expect(TestBed.inject(Router).url).not.toContain('DUP');
    expect({ ...sessionStorage, ...localStorage }).toEqual({});
  });

  it('is narrowed by a link for as long as the address says so, and says by what', async () => {
    const { ui, asked, fixture } = await show(({ states }) => ({ items: states ? [] : [line('DUP')] }));
    fixture.componentRef.setInput('etats', 'completed,half-signed');
    expect(await ui.emptiness()).toContain('Aucun patient ne correspond avec ces filtres');
    expect(await ui.emptiness()).toContain('À signer');
    expect(await ui.inForce()).toContain('Filtres en cours\u00a0: À signer');
    // The menu: the same page, and an address that asks for nothing.
    fixture.componentRef.setInput('etats', undefined);
    expect(await ui.rows()).toHaveLength(1);
    expect(asked.at(-1)).toEqual({});
    expect(await ui.inForce()).toBe('');
  });

  it('adds the next page after the first', async () => {
    const { ui, asked } = await show(({ cursor }) => (cursor ? { items: [line('MAR')] } : { items: [line('DUP')], next: 'n' }));
    await ui.press('Afficher la suite');
    expect((await ui.rows()).map((row) => row.slice(0, 3))).toEqual(['DUP', 'MAR']);
    expect(asked.at(-1)).toEqual({ cursor: 'n' });
  });

  it.each([
    ['mars 1961', 'le mois et l’année de naissance'],
    ['tec-5', 'Vérifiez le numéro'],
    ['ZZZ', 'Vérifiez les lettres'],
  ])('says what to try when %j finds nothing', async (typed, words) => {
    const { ui } = await show(({ search }) => ({ items: search ? [] : [line('DUP')] }));
    await ui.search(typed);
    expect(await ui.emptiness()).toContain(words);
  });

  it('says why it is empty, and clears what hides the rest', async () => {
    const { ui } = await show(({ states }) => ({ items: states ? [] : [line('DUP')] }));
    await ui.filter('Brouillons');
    expect(await ui.emptiness()).toContain('Aucun patient ne correspond');
    await ui.press('Tout effacer');
    expect(await ui.filtersOn()).toEqual([]);
    expect(await ui.rows()).toHaveLength(1);
  });
});
