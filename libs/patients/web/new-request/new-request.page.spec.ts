import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { jest } from '@jest/globals';
import type { AuthorisationView, StartRequest } from '#api-client';
import { AuthorisationsApi } from '#authorisations/web';
import { ApiProblem, Session } from '#kernel/web';
import { NewRequestPage } from './new-request.page.js';
import { NewRequestPageHarness } from './new-request.page.harness.js';
import { PatientsApi } from '../patients.api.js';

function authorisation(id: string, more: Partial<AuthorisationView> = {}): AuthorisationView {
  return {
    id,
    code: id,
    kind: 'AAP-POST-AMM',
    medicine: id,
    inn: 'dci',
    indication: 'Indication',
    holderId: 'lab',
    holderName: 'Laboratoire',
    ucdCodes: [],
    status: 'in-force',
    grantedOn: '2026-02-03',
    endsOn: '2027-02-02',
    contact: { name: `Cellule ${id}`, email: 'cellule@exemple.fr', phone: '01 23 45 67 89' },
    adverseEffects: 'Au CRPV.',
    protocolVersionId: 'p',
    protocolCode: id,
    protocolVersion: 1,
    demonstrationProtocol: true,
    stateVersion: 1,
    abilities: ['start-request'],
    ...more,
  };
}

const MADE = { id: 'e1', forms: [{ id: 'f1', kind: 'FAT' }] };

async function show(role: 'prescriber' | 'pharmacist' | 'exploitant', items: AuthorisationView[], failures = 0) {
  const asked: [StartRequest, string][] = [];
  let left = failures;
  const start = async (wish: StartRequest, key: string) => {
    asked.push([wish, key]);
    if (left-- > 0) throw new ApiProblem('offline', 'Le serveur ne répond pas.', 0);
    return MADE;
  };
  const prescribersOfMyCentre = async () => ({
    items: ['helene', 'marie'].map((id) => ({ id, name: id, role: 'prescriber' })),
  });
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: Session, useValue: { role: signal(role), profile: signal(role === 'exploitant' ? undefined : { role }) } },
      { provide: PatientsApi, useValue: { start, prescribersOfMyCentre } },
      { provide: AuthorisationsApi, useValue: { list: async () => ({ items }) } },
    ],
  });
  const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
  const fixture = TestBed.createComponent(NewRequestPage);
  return { asked, navigate, ui: await TestbedHarnessEnvironment.harnessForFixture(fixture, NewRequestPageHarness) };
}

const TWO = [authorisation('TECVAYLI'), authorisation('ENHERTU'), authorisation('FINIE', { status: 'ended', abilities: [] })];

describe('a new request', () => {
  it('charter P6: shows the contact cell and the PUT of the authorisation chosen', async () => {
    const { ui } = await show('prescriber', TWO);
    await ui.choose('ENHERTU');
    const text = await ui.text();
    for (const words of ['Cellule ENHERTU', 'cellule@exemple.fr', '01 23 45 67 89', 'ENHERTU, version 1', 'Protocole de démonstration']) {
      expect(text).toContain(words);
    }
  });

  it('charter R5: an authorisation that takes no new request is not offered', async () => {
    const { ui } = await show('prescriber', TWO);
    expect(await ui.text()).not.toContain('FINIE');
  });

  it('charter C5.8: a role that asks for nothing is told who does, before anything about authorisations', async () => {
    const { ui } = await show('exploitant', TWO);
    const text = await ui.text();
    expect(text).toContain('Les demandes d’accès sont faites par un centre');
    expect(text).not.toContain('TECVAYLI');
  });

  it('of a prescriber leads straight to the form', async () => {
    const { ui, asked, navigate } = await show('prescriber', TWO);
    expect(await ui.asksForPrescriber()).toBe(false);
    await ui.choose('TECVAYLI');
    await ui.start();
    expect(asked.map(([wish]) => wish)).toEqual([{ authorisationId: 'TECVAYLI' }]);
    expect(navigate).toHaveBeenCalledWith(['/dossiers', 'e1', 'fiches', 'f1']);
  });

  it('charter C5.8: of a pharmacist names its prescriber, and is not sent without', async () => {
    const { ui, asked } = await show('pharmacist', TWO);
    await ui.choose('TECVAYLI');
    await ui.start();
    expect(asked).toEqual([]);
    expect((await ui.complains()).join()).toContain('Choisissez le prescripteur');
    await ui.prescriber(2);
    await ui.start();
    expect(asked.map(([wish]) => wish)).toEqual([{ authorisationId: 'TECVAYLI', prescriberId: 'marie' }]);
  });

  it('asked twice, since the first answer was lost, carries the same key', async () => {
    const { ui, asked } = await show('prescriber', [authorisation('TECVAYLI')], 1);
    await ui.start();
    expect((await ui.complains()).join()).toContain('Le serveur ne répond pas');
    await ui.start();
    expect(asked).toHaveLength(2);
    expect(asked[1]?.[1]).toBe(asked[0]?.[1]);
  });
});
