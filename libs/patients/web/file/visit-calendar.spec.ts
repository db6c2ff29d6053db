import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { BeginForm, EnrolmentView, ScheduleRow, ScheduleView } from '#api-client';
import { ApiProblem } from '#kernel/web';
import { PatientsApi } from '../patients.api.js';
import { VisitCalendar } from './visit-calendar.js';

const row = (form: string, more: Partial<ScheduleRow> = {}): ScheduleRow => ({
  form,
  kind: form,
  title: `Fiche ${form}`,
  visit: 'M3',
  place: 'M3',
  occurrence: 1,
  target: '2026-11-20',
  from: '2026-11-13',
  until: '2026-11-27',
  announced: false,
  state: 'due',
  words: 'à saisir',
  canOpen: true,
  ...more,
});

async function show(view: Partial<ScheduleView>, refusal?: ApiProblem) {
  const opened: { body: BeginForm; key: string }[] = [];
  let reads = 0;
  const api = {
    schedule: async () => (reads++, { today: '2026-11-22', rows: [], problems: [], addable: [], elsewhere: [], ...view }),
    openForm: async (_: string, body: BeginForm, key: string) => {
      opened.push({ body, key });
      if (refusal) throw refusal;
      return { id: 'f9', title: 'Fiche SUIVI' };
    },
  };
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }]), { provide: PatientsApi, useValue: api }] });
  const fixture = TestBed.createComponent(VisitCalendar);
  fixture.componentRef.setInput('enrolment', { id: 'e' } as EnrolmentView);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return {
    host,
    opened,
    reads: () => reads,
    text: () => host.textContent?.replace(/\s+/g, ' ') ?? '',
    press: async (name: string) => {
      const all = [...host.querySelectorAll<HTMLElement>('button, a')];
      const found = all.find((each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').trim().startsWith(name));
      if (!found) throw new Error(`nothing called ${name}`);
      found.click();
      await fixture.whenStable();
    },
    url: () => TestBed.inject(Router).url,
  };
}

describe('the calendar on the file', () => {
  it('charter C7.2: says of each form its visit, its days and its state, in words, with today between', async () => {
    const late = row('QDV', { visit: 'J0', place: 'J0', target: '2026-08-20', state: 'late', words: 'en retard' });
    const next = row('SUIVI', { visit: 'M6', place: 'M6', target: '2027-02-20', state: 'upcoming', words: 'à venir' });
    const { text, host } = await show({ rows: [late, row('SUIVI'), next] });
    expect(text()).toContain('1 en retard, 1 à saisir');
    expect(text()).toMatch(
      /J0 .*En retard.*M3 .*20 novembre 2026.*du 13 novembre 2026 au 27 novembre 2026.*À saisir.*Aujourd’hui 22 novembre 2026.*M6 .*À venir/,
    );
    expect(host.querySelectorAll('tr[aria-current=date]')).toHaveLength(1);
    expect(host.querySelectorAll('app-badge app-icon')).toHaveLength(3);
  });

  it('charter P2: one click opens the form at its visit, and leads to it', async () => {
    const page = await show({ rows: [row('SUIVI', { occurrence: 4 })] });
    await page.press('Saisir : Fiche SUIVI M3');
    expect(page.opened.map(({ body }) => body)).toEqual([{ formCode: 'SUIVI', visitCode: 'M3', occurrence: 4 }]);
    expect(page.url()).toBe('/dossiers/e/fiches/f9');
  });

  it('continues what is begun, reads again what is complete, and offers nothing where one may not', async () => {
    const begun = row('SUIVI', { formId: 'f1', state: 'in-progress', words: 'en cours', canOpen: false, filled: 3, applicable: 12 });
    const done = row('QDV', { formId: 'f2', state: 'complete', words: 'complète', canOpen: false, filled: 12, applicable: 12 });
    const { host, text } = await show({ rows: [begun, done, row('FIT', { canOpen: false })] });
    expect([...host.querySelectorAll('table a')].map((each) => [each.textContent?.trim(), each.getAttribute('href')])).toEqual([
      ['Continuer', '/dossiers/e/fiches/f1'],
      ['Relire', '/dossiers/e/fiches/f2'],
    ]);
    expect(text()).toContain('3 sur 12');
    expect(host.querySelectorAll('button')).toHaveLength(0);
  });

  it('charter P3: what nobody planned is added, as often as it happens', async () => {
    const page = await show({
      rows: [],
      addable: [
        { form: 'EI', kind: 'EI', title: 'Effet indésirable', place: '' },
        { form: 'SUIVI', kind: 'SUIVI', title: 'Fiche SUIVI', visit: 'NP', place: 'Visite non programmée' },
      ],
    });
    expect(page.host.querySelector('#addable')?.hasAttribute('hidden')).toBe(true);
    await page.press('Ajouter une fiche');
    expect(page.host.querySelector('#addable')?.hasAttribute('hidden')).toBe(false);
    await page.press('Effet indésirable');
    await page.press('Fiche SUIVI');
    expect(page.opened.map(({ body }) => body)).toEqual([{ formCode: 'EI' }, { formCode: 'SUIVI', visitCode: 'NP' }]);
  });

  it('charter C9.2: adding a form is spoken of only to someone who may', async () => {
    const may = await show({ addable: [{ form: 'EI', kind: 'EI', title: 'Effet indésirable', place: '' }] });
    expect(may.text()).toMatch(/pas de visite planifiée\. ?Ajoutez une fiche/);
    TestBed.resetTestingModule();
    const reads = await show({});
    expect(reads.text()).toContain('pas de visite planifiée.');
    expect(reads.text()).not.toContain('Ajoutez');
  });

  it('charter C1.8: what is filled in a registry is named, with the way there', async () => {
    const { host, text } = await show({
      elsewhere: [{ name: 'DESCAR-T', url: 'https://registre.example/', forms: ['Fiche de suivi', 'Arrêt de traitement'] }],
    });
    expect(text()).toContain('Recueilli dans le registre DESCAR-T, pas ici : Fiche de suivi, Arrêt de traitement.');
    expect(host.querySelector('a')?.getAttribute('href')).toBe('https://registre.example/');
    expect(text()).not.toContain('pas de visite planifiée');
  });

  it('charter R8: a waiver is said, and that adverse effects are declared all the same', async () => {
    const { text } = await show({ waived: true });
    expect(text()).toMatch(/dispensée de PUT et de suivi.*Les effets indésirables se déclarent toujours/);
  });

  it('a refusal is said, keeps its key, and what a colleague did meanwhile is read again', async () => {
    const refusal = new ApiProblem('conflict', 'Refus', 409, 'Cette fiche est déjà ouverte.');
    const page = await show({ rows: [row('SUIVI')] }, refusal);
    await page.press('Saisir');
    await page.press('Saisir');
    expect(page.text()).toContain('Cette fiche est déjà ouverte.');
    expect(new Set(page.opened.map(({ key }) => key)).size).toBe(1);
    expect(page.reads()).toBe(3);
  });
});
